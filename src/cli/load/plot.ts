/** One line of a plot. */
export type Line = { readonly name: string; readonly tone: string; readonly values: readonly number[] };

const size = { width: 760, height: 240, left: 64, right: 12, top: 12, bottom: 28 };

/** Lines over the seconds of a run as inline SVG; `unit` stands at the upper end of the scale. */
export function plot(title: string, lines: readonly Line[], unit: string): string {
  const count = Math.max(1, ...lines.map(({ values }) => values.length));
  const top = niceTop(Math.max(0, ...lines.flatMap(({ values }) => values)));
  const x = (index: number): number =>
    size.left + ((size.width - size.left - size.right) * index) / Math.max(1, count - 1);
  const y = (value: number): number =>
    size.height - size.bottom - ((size.height - size.top - size.bottom) * value) / top;
  const grid = [0, 0.25, 0.5, 0.75, 1].map((part) => {
    const at = y(top * part).toFixed(1);
    return `<line class="grid" x1="${size.left}" x2="${size.width - size.right}" y1="${at}" y2="${at}"/><text x="${size.left - 8}" y="${at}" dy="4" text-anchor="end">${label(top * part)}</text>`;
  });
  const paths = lines.map(({ tone, values }) => {
    const points = values.map((value, index) => `${x(index).toFixed(1)},${y(value).toFixed(1)}`);
    const [only] = points;
    if (points.length === 1 && only) {
      const [cx, cy] = only.split(",");
      return `<circle class="${tone}" cx="${cx}" cy="${cy}" r="3"/>`;
    }
    return `<polyline class="${tone}" points="${points.join(" ")}"/>`;
  });
  const legend = lines.map(({ name, tone }) => `<li class="${tone}">${name}</li>`);
  return [
    `<figure><figcaption>${title} <span>${unit}</span></figcaption>`,
    `<svg viewBox="0 0 ${size.width} ${size.height}" role="img" aria-label="${title}">`,
    ...grid,
    `<text x="${size.left}" y="${size.height - 6}">1 s</text><text x="${size.width - size.right}" y="${size.height - 6}" text-anchor="end">${count} s</text>`,
    ...paths,
    `</svg><ul class="legend">${legend.join("")}</ul></figure>`,
  ].join("");
}

/** The next 1, 2 or 5 of a power of ten. */
function niceTop(highest: number): number {
  if (highest <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(highest));
  return power * ([1, 2, 5].find((step) => step * power >= highest) ?? 10);
}

function label(value: number): string {
  return Number(value.toPrecision(3)).toLocaleString("en-US");
}
