import { headerOf } from "../../core/header.js";
import type { WireRequest } from "../../core/ports.js";
import { splitUrl } from "../query.js";
import { md5AgainstHeader, sha256AgainstUrl, upperCaseHex } from "../signature-diagnosis/comparison-mistakes.js";
import type { SignatureMistake } from "../signature-diagnosis/mistake.js";
import { computingMistakes } from "../signature-diagnosis/mistakes.js";
import { digestOf, isSame, type Recipe, rightRecipe } from "../signature-diagnosis/recipe.js";

/** A request signed as a merchant with one known mistake expects it. */
export type MistakenRequest = {
  readonly mistake: SignatureMistake;
  readonly label: string;
  /** Undefined when the mistake makes no difference for this request. */
  readonly resign: (request: WireRequest, clientSecret: string) => WireRequest | undefined;
};

/** Ways to make one mistake that are worth a try. */
const mostVariants = 4;

/** One request for each way to compute the signature wrongly, mistakes of the whole algorithm first. */
export function mistakenRequests(): readonly MistakenRequest[] {
  const computing = computingMistakes.flatMap((mistake) =>
    Array.from({ length: mostVariants }, (_, variant) => computed(mistake, variant)),
  );
  return [...comparisons, ...computing.toSorted((a, b) => rankOf(a) - rankOf(b))];
}

/** What spoils every request alike comes before what spoils some of them. */
function rankOf({ mistake }: MistakenRequest): number {
  const place = ["method", "segment", "secret", "query"].indexOf(mistake.group);
  return place < 0 ? 9 : place;
}

function computed(mistake: SignatureMistake, variant: number): MistakenRequest {
  return {
    mistake,
    label: `${mistake.id}/${variant}`,
    resign(request, clientSecret) {
      const right = recipeOf(request, clientSecret);
      const recipe = mistake.transform(right)[variant];
      if (!recipe || isSame(recipe, right)) return undefined;
      const [header, sign] = [
        digestOf(recipe, 64) ?? digestOf(recipe, 40),
        digestOf(recipe, 32) ?? digestOf(recipe, 40),
      ];
      // The header's digest may cover the URL's sign as it stands, so that one stays.
      return signedWith(request, header, recipe.keepsSign ? undefined : sign);
    },
  };
}

const comparisons: readonly MistakenRequest[] = [
  compared(upperCaseHex, (sha256, md5) => [sha256.toUpperCase(), md5.toUpperCase()]),
  compared(md5AgainstHeader, (_, md5) => [md5, md5]),
  compared(sha256AgainstUrl, (sha256) => [sha256, sha256]),
];

function compared(
  mistake: SignatureMistake,
  choose: (sha256: string, md5: string) => readonly [header: string, sign: string],
): MistakenRequest {
  return {
    mistake,
    label: mistake.id,
    resign(request, clientSecret) {
      const right = recipeOf(request, clientSecret);
      return signedWith(request, ...choose(digestOf(right, 64) ?? "", digestOf(right, 32) ?? ""));
    },
  };
}

function recipeOf({ url, body, headers }: WireRequest, clientSecret: string): Recipe {
  const headerKey = headerOf(headers, "x-life-clientkey");
  return rightRecipe({ url, body, clientSecret, ...(headerKey === undefined ? {} : { headerKey }) });
}

function signedWith(request: WireRequest, header: string | undefined, sign: string | undefined): WireRequest {
  const { head, query = "", fragment } = splitUrl(request.url);
  const pairs = sign === undefined ? query : query.replace(/(^|&)sign=[^&]*/, `$1sign=${sign}`);
  const headers = request.headers.map(([name, value]) =>
    name.toLowerCase() === "x-life-sign" ? ([name, header ?? value] as const) : ([name, value] as const),
  );
  return { ...request, url: `${head}?${pairs}${fragment}`, headers };
}
