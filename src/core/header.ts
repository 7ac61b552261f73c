/** The first header of a name, which is given in lower case; undefined when there is none. */
export function headerOf(
  headers: readonly (readonly [name: string, value: string])[],
  name: string,
): string | undefined {
  return headers.find(([known]) => known.toLowerCase() === name)?.[1];
}
