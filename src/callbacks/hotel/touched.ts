/** Which places of a payload were set explicitly, and so are left alone. */
export type Touched = {
  /** True when the place itself, or something that contains it, was set. */
  readonly at: (pointer: string) => boolean;
  /** True when the place, something around it or something inside it was set. */
  readonly within: (pointer: string) => boolean;
};

export function touchedBy(pointers: readonly string[]): Touched {
  const at = (pointer: string): boolean =>
    pointers.some((touched) => pointer === touched || pointer.startsWith(`${touched}/`));
  return {
    at,
    within: (pointer) => at(pointer) || pointers.some((touched) => touched.startsWith(`${pointer}/`)),
  };
}
