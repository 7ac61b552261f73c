/** A `key=value` piece of a URL's query: as it stands in the URL, and decoded. */
export type QueryPair = { readonly raw: string; readonly key: string; readonly value: string };

/** The parts of a URL that signing touches; `head + (query === undefined ? "" : "?" + query) + fragment` is the URL. */
export type SplitUrl = { readonly head: string; readonly query: string | undefined; readonly fragment: string };

export function splitUrl(url: string): SplitUrl {
  const hash = url.indexOf("#");
  const fragment = hash < 0 ? "" : url.slice(hash);
  const rest = hash < 0 ? url : url.slice(0, hash);
  const mark = rest.indexOf("?");
  return mark < 0
    ? { head: rest, query: undefined, fragment }
    : { head: rest.slice(0, mark), query: rest.slice(mark + 1), fragment };
}

/**
 * The query's pieces in order, keys and values decoded as HTML forms are: `+` is a blank, `%2B` a plus sign, a key without `=` has
 * the empty value. Go's `url.Values`, Python's `parse_qsl` and `URLSearchParams` read it so; servlets and PHP do too.
 */
export function queryPairs(url: string): readonly QueryPair[] {
  const pieces = (splitUrl(url).query ?? "").split("&").filter((piece) => piece !== "");
  return pieces.map((raw) => {
    // The leading & keeps a ? at the start of a key, which the constructor would drop.
    const [pair] = new URLSearchParams(`&${raw}`);
    return { raw, key: pair?.[0] ?? "", value: pair?.[1] ?? "" };
  });
}

/** Order of the UTF-8 bytes, which is that of the code points (and not that of JavaScript's UTF-16 units). */
export function compareBytes(a: string, b: string): number {
  const [left, right] = [[...a], [...b]];
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const difference = (left[i]?.codePointAt(0) ?? 0) - (right[i]?.codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

/** The URL at another scheme, host and port; path, query and every byte of them stay. */
export function withOriginOf(url: string, other: string): string {
  return url.replace(/^[^/]*\/\/[^/?#]*/, new URL(other).origin);
}
