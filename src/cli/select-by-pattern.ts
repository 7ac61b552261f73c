export type Selection = { readonly only: readonly string[]; readonly skip: readonly string[] };

/** Whether an item is among those that a pattern names. */
export type Fits<Item> = (item: Item) => boolean;

type Patterns<Item> = {
  /** What a pattern names; `glob` is the pattern as one (`*` any characters, `?` one). */
  readonly fits: (pattern: string, glob: RegExp) => Fits<Item>;
  /** What to say of a pattern that names nothing. */
  readonly unknown: (pattern: string, flag: string) => Error;
};

/** The items that `--only` names, without those that `--skip` names. Throws what `unknown` makes for a pattern that fits none. */
export function selectByPattern<Item>(
  items: readonly Item[],
  { only, skip }: Selection,
  { fits, unknown }: Patterns<Item>,
): readonly Item[] {
  const matcherOf =
    (flag: string) =>
    (pattern: string): Fits<Item> => {
      const matches = fits(pattern, globOf(pattern));
      if (items.some(matches)) return matches;
      throw unknown(pattern, flag);
    };
  const wanted = only.map(matcherOf("--only"));
  const unwanted = skip.map(matcherOf("--skip"));
  return items.filter(
    (item) =>
      (wanted.length === 0 || wanted.some((matches) => matches(item))) && !unwanted.some((matches) => matches(item)),
  );
}

function globOf(pattern: string): RegExp {
  const source = pattern
    .replace(/[\\^$.|+()[\]{}]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${source}$`, "s");
}
