/** Every form in which a text could hide in output: as it stands, escaped, percent, Base64 (three alignments), hex, entities. */
export function encodingsOf(text: string): ReadonlyMap<string, Buffer> {
  const bytes = Buffer.from(text, "utf8");
  const json = JSON.stringify(text).slice(1, -1);
  const units = json.replace(/[^\u0020-\u007e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
  const percent = encodeURIComponent(text);
  const letters = [...text];
  const forms: [string, string][] = [
    ["raw", text],
    ["json", json],
    ["json \\u", units],
    ["json \\/", json.replaceAll("/", "\\/")],
    ["percent", percent],
    ["percent, lower case", percent.replace(/%../g, (code) => code.toLowerCase())],
    ["hex", bytes.toString("hex")],
    ["HEX", bytes.toString("hex").toUpperCase()],
    ["entities", escaped(text)],
    ["decimal entities", letters.map((letter) => `&#${letter.codePointAt(0)};`).join("")],
    ["hex entities", letters.map((letter) => `&#x${letter.codePointAt(0)?.toString(16)};`).join("")],
    ...[0, 1, 2].flatMap((lead): [string, string][] => {
      const form = innerBase64(bytes, lead);
      return [
        [`base64 at ${lead}`, form],
        [`base64url at ${lead}`, form.replaceAll("+", "-").replaceAll("/", "_")],
      ];
    }),
  ];
  // A shorter piece of Base64 turns up by chance.
  return new Map(forms.filter(([, form]) => form.length >= 6).map(([name, form]) => [name, Buffer.from(form, "utf8")]));
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

/** The characters that do not depend on what stands before and behind. */
function innerBase64(bytes: Buffer, lead: number): string {
  const whole = Buffer.concat([Buffer.alloc(lead), bytes]).toString("base64");
  return whole.slice(lead === 0 ? 0 : 4, (lead + bytes.length) % 3 === 0 ? undefined : -4);
}
