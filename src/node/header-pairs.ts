/** Names and values in turn, as Node and undici give them, as a list of pairs. */
export function headerPairs(raw: readonly string[]): readonly (readonly [name: string, value: string])[] {
  const list: (readonly [string, string])[] = [];
  for (let i = 0; i + 1 < raw.length; i += 2) list.push([raw[i] ?? "", raw[i + 1] ?? ""]);
  return list;
}
