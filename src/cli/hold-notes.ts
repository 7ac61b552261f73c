import type { Context } from "./command.js";

/**
 * A context whose notes wait until `release`, for work that may still find a mistake in what was typed:
 * an error then stands alone, without the seed or the credentials of a request that is never made.
 */
export function holdNotes(context: Context): { readonly context: Context; release(): void } {
  const held: Parameters<Context["note"]>[] = [];
  return {
    context: { ...context, note: (...said) => void held.push(said) },
    release: () => {
      for (const said of held.splice(0)) context.note(...said);
    },
  };
}
