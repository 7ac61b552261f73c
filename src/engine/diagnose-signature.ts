import { AppError } from "../core/problem.js";
import { visible } from "../core/visible.js";
import { md5AgainstHeader, sha256AgainstUrl, upperCaseHex } from "./signature-diagnosis/comparison-mistakes.js";
import type { SignatureMistake } from "./signature-diagnosis/mistake.js";
import { computingMistakes } from "./signature-diagnosis/mistakes.js";
import { type DiagnosedRequest, digestOf, hashOf, type Recipe, rightRecipe } from "./signature-diagnosis/recipe.js";

export type { DiagnosedRequest } from "./signature-diagnosis/recipe.js";

export type SignatureDiagnosis = {
  /** One mistake, or the two that together give the digest; the simplest explanation when there are several. */
  readonly mistakes: readonly [SignatureMistake] | readonly [SignatureMistake, SignatureMistake];
  /** Single mistakes that give the same digest for this request. */
  readonly alternatives: readonly SignatureMistake[];
};

/**
 * The known mistake, or pair of them, that turns the request into the digest that somebody computed for it; undefined when none does:
 * then most likely the secret is another one. Throws `AppError` for a digest that is neither MD5, SHA-1 nor SHA-256 in hex.
 */
export function diagnoseSignature(request: DiagnosedRequest, theirDigest: string): SignatureDiagnosis | undefined {
  const wanted = theirDigest.trim().toLowerCase();
  if (!/^[0-9a-f]+$/.test(wanted) || hashOf(wanted.length) === undefined) throw notADigest(theirDigest);
  const right = rightRecipe(request);
  if (digestOf(right, wanted.length) === wanted) return { mistakes: [comparison(theirDigest)], alternatives: [] };
  return explainAlone(right, wanted) ?? explainInPairs(right, wanted);
}

function comparison(theirDigest: string): SignatureMistake {
  if (/[A-F]/.test(theirDigest)) return upperCaseHex;
  return theirDigest.trim().length === 32 ? md5AgainstHeader : sha256AgainstUrl;
}

function explainAlone(right: Recipe, wanted: string): SignatureDiagnosis | undefined {
  const gives = (recipe: Recipe) => digestOf(recipe, wanted.length) === wanted;
  const [first, ...alternatives] = computingMistakes.filter(({ transform }) => transform(right).some(gives));
  return first && { mistakes: [first], alternatives };
}

function explainInPairs(right: Recipe, wanted: string): SignatureDiagnosis | undefined {
  for (const [i, first] of computingMistakes.entries())
    for (const recipe of first.transform(right))
      for (const second of computingMistakes.slice(i + 1)) {
        if (second.group === first.group) continue;
        if (second.transform(recipe).some((both) => digestOf(both, wanted.length) === wanted))
          return { mistakes: [first, second], alternatives: [] };
      }
  return undefined;
}

function notADigest(theirDigest: string): AppError {
  return new AppError({
    code: "digest-malformed",
    category: "usage",
    text: {
      zh: "{digest} 不是 MD5（32 位）、SHA-1（40 位）或 SHA-256（64 位）的十六进制摘要。请给出商家算出的完整摘要。",
      en: "{digest} is not an MD5 (32 digits), SHA-1 (40) or SHA-256 (64) in hex. Give the whole digest that the merchant computed.",
    },
    args: { digest: visible(theirDigest) },
  });
}
