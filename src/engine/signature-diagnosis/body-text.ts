import { decodeUtf8 } from "../../core/utf8.js";
import type { Recipe } from "./recipe.js";

/** The recipe with its body rewritten as text, once for each way; none where the body is empty or not UTF-8. */
export function rewriteBody(
  recipe: Recipe,
  ...ways: readonly ((text: string) => string | undefined)[]
): readonly Recipe[] {
  const decoded = decodeUtf8(recipe.body);
  if (!decoded.ok || decoded.text === "") return [];
  return ways.flatMap((way) => {
    const text = way(decoded.text);
    return text === undefined ? [] : [{ ...recipe, body: new TextEncoder().encode(text) }];
  });
}
