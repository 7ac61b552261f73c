import type { Delivered, RefusalMark, SetupFacts } from "../../core/case.js";
import { isForged } from "../../core/exchange.js";
import { isRefusingStatus } from "../../engine/scope.js";
import { errorCodes } from "../../generated/error-codes.js";
import { isSameRefusal, refusalMark } from "./outcome.js";

/** Refused in the words of a forgery, where those words are about the signature. */
export function isRefusedAsForged(mark: RefusalMark | undefined, setup: SetupFacts): boolean {
  return isSameRefusal(mark, setup.forgeryRefusal) && !isOneRefusalForAll(setup);
}

/**
 * The standard order and a forgery of it are refused alike, by a code that speaks of the order, and nothing tells why: the
 * signature check may fail, or the order may be refused before any signature is looked at.
 */
export function isOneRefusalForAll({ isAccepted, refusal, forgeryRefusal, isSignedOtherwise }: SetupFacts): boolean {
  if (isAccepted || isSignedOtherwise || !refusal || !isSameRefusal(refusal, forgeryRefusal)) return false;
  return (
    !isRefusingStatus(refusal.status) && isAboutOrder(refusal.code) && !speaksOfSignature.test(refusal.description)
  );
}

/** 13 is the provider's own, and what most answer to a wrong signature. */
function isAboutOrder(code: number | undefined): boolean {
  return code !== 13 && errorCodes.some((row) => row.code === code);
}

const speaksOfSignature = /(?<!as|de|re|con)sign|auth|secret|签|密钥|鉴权/i;

/** A forgery that got the one refusal that everything gets shows nothing of the signature check. */
export function isMute(delivered: Iterable<Delivered>, setup: SetupFacts): boolean {
  const all = [...delivered];
  return (
    isOneRefusalForAll(setup) &&
    all.some(({ exchange }) => isForged(exchange.signature)) &&
    all.every((one) => isSameRefusal(refusalMark(one), setup.refusal))
  );
}
