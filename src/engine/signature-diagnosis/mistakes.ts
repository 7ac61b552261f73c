import { charsetMistakes } from "./charset-mistakes.js";
import { md5AgainstHeader, sha256AgainstUrl, upperCaseHex } from "./comparison-mistakes.js";
import { entityMistake } from "./entity-mistake.js";
import { methodMistakes } from "./method-mistakes.js";
import type { SignatureMistake } from "./mistake.js";
import { queryMistakes } from "./query-mistakes.js";
import { rewritingMistakes } from "./rewriting-mistakes.js";
import { secretMistakes } from "./secret-mistakes.js";
import { segmentMistakes } from "./segment-mistakes.js";
import { serialiserMistakes } from "./serialiser-mistakes.js";

/** Mistakes in computing, in the order in which two of them are made: what happens to the body first, the algorithm last. */
export const computingMistakes: readonly SignatureMistake[] = [
  ...serialiserMistakes,
  ...rewritingMistakes,
  ...charsetMistakes,
  ...segmentMistakes,
  ...queryMistakes,
  ...secretMistakes,
  ...methodMistakes,
  entityMistake,
];

/** Every mistake that the diagnosis can name. */
export const signatureMistakes: readonly SignatureMistake[] = [
  ...computingMistakes,
  upperCaseHex,
  md5AgainstHeader,
  sha256AgainstUrl,
];
