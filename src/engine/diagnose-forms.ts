import { hashRawBody } from "./signature-diagnosis/fixes.js";
import { formSamples } from "./signature-diagnosis/form-samples.js";
import type { SignatureMistake } from "./signature-diagnosis/mistake.js";
import { computingMistakes } from "./signature-diagnosis/mistakes.js";
import { isSame, type Recipe, rightRecipe } from "./signature-diagnosis/recipe.js";

/** A validly signed request, and whether the merchant took its signature for valid. */
export type FormOutcome = { readonly url: string; readonly body: Uint8Array; readonly accepted: boolean };

export type FormsDiagnosis = {
  readonly mistake: SignatureMistake;
  /** True when the mistake accounts for every request that was refused and every one that was accepted. */
  readonly isExact: boolean;
};

/** The likeliest mistake by ids of byte forms (`compact`, `spaced`, `own-query`, …; unknown ones are passed over); undefined when none fits. */
export function diagnoseFromForms(accepted: readonly string[], refused: readonly string[]): FormsDiagnosis | undefined {
  const outcomes = (ids: readonly string[], isAccepted: boolean) =>
    ids.flatMap((id) => {
      const sample = Object.hasOwn(formSamples, id) ? formSamples[id] : undefined;
      const url = `/?${sample?.query ?? ""}client_key=k&timestamp=1700000000123&sign=s`;
      return sample ? [{ url, body: new TextEncoder().encode(sample.body), accepted: isAccepted }] : [];
    });
  return diagnoseFromRequests([...outcomes(accepted, true), ...outcomes(refused, false)]);
}

/** The same for the requests that were really sent, which is more exact. */
export function diagnoseFromRequests(outcomes: readonly FormOutcome[]): FormsDiagnosis | undefined {
  const refused = outcomes.filter(({ accepted }) => !accepted).length;
  if (refused === 0) return undefined;
  if (refused === outcomes.length) return { mistake: nothingAccepted, isExact: false };
  const requests = outcomes.map(({ url, body, accepted }) => ({
    right: rightRecipe({ url, body, clientSecret: "secret" }),
    accepted,
  }));
  let best: { readonly mistake: SignatureMistake; readonly cost: number } | undefined;
  for (const mistake of computingMistakes) {
    const cost = costOf(mistake, requests);
    // What explains nothing costs as much as there are refusals.
    if (cost < (best?.cost ?? refused)) best = { mistake, cost };
  }
  return best && { mistake: best.mistake, isExact: best.cost === 0 };
}

type Judged = { readonly right: Recipe; readonly accepted: boolean };

/** How badly the best of the mistake's variants fits: a refusal that it does not explain costs 1, an acceptance that it forbids 3. */
function costOf(mistake: SignatureMistake, requests: readonly Judged[]): number {
  const results = requests.map(({ right, accepted }) => ({
    accepted,
    passes: mistake.transform(right).map((recipe) => isSame(recipe, right)),
  }));
  const variants = Math.max(...results.map(({ passes }) => passes.length));
  const costs = Array.from({ length: variants }, (_, variant) =>
    results.reduce((sum, { accepted, passes }) => sum + priceOf(accepted, passes[variant] ?? true), 0),
  );
  return Math.min(...costs);
}

function priceOf(accepted: boolean, passes: boolean): number {
  if (accepted === passes) return 0;
  return accepted ? 3 : 1;
}

/** No validly signed form passed, so the forms say nothing about the cause. */
const nothingAccepted: SignatureMistake = {
  id: "nothing-accepted",
  title: { zh: "任何一种正确签名的请求都被拒绝", en: "Every validly signed request was refused" },
  cause: {
    zh: "可能是密钥不对、算法不对，或请求体没有按原始字节参与签名。请保存一个收到的请求，并用商家算出的摘要运行 verify --captured FILE --their-digest HEX 来定位。",
    en: "The secret may be another one, the algorithm wrong, or the body not signed as its raw bytes. Save a request that was received and run verify --captured FILE --their-digest HEX with the digest that the merchant computed.",
  },
  fix: hashRawBody,
  group: "none",
  transform: () => [],
};
