import type { Delivered, RefusalMark } from "../../core/case.js";
import { integerOf } from "../../core/integer.js";
import { isObject } from "../../core/json.js";
import { isRefusingStatus } from "../../engine/scope.js";

/** The decision inside an answer with code 0: taken, refused in so many words, put off, or not said. */
export type Decision = "taken" | "refused" | "later" | "unsaid";

export function decisionOf({ data }: Pick<Delivered, "data">): Decision {
  if (!data) return "unsaid";
  const { confirm_info: confirmation } = data;
  const place = isObject(confirmation) ? confirmation : data;
  const mode = integerOf(place.confirm_mode ?? place.cancel_mode);
  const result = integerOf(place.confirm_result ?? place.cancel_result);
  if (result === 2) return "refused";
  if (mode === 2) return "later";
  return result === 1 ? "taken" : "unsaid";
}

/** Code 0, and the decision is no refusal. */
export function isAccepted(delivered: Pick<Delivered, "code" | "data">): boolean {
  return delivered.code === 0 && decisionOf(delivered) !== "refused";
}

/** An answer whose code can be read. */
export function isAnswered({ code }: Pick<Delivered, "code">): boolean {
  return code !== undefined;
}

/** Makes an order, which the answer gives an id of the merchant's own. */
export function isCreate({ definition }: Pick<Delivered, "definition">): boolean {
  return definition.ownId !== undefined;
}

/** Signed validly, lawful, and whole: what a merchant may be asked to answer. */
export function isGenuine({ exchange }: Pick<Delivered, "exchange">): boolean {
  return exchange.signature === "valid" && !exchange.malformed && !exchange.sabotaged;
}

/** In a word or two, the same in every language: `error_code 6`, `HTTP 500`, `timeout`. */
export function outcomeWord({ code, exchange }: Delivered): string {
  if (code !== undefined) return `error_code ${code}`;
  if (exchange.failure) return exchange.failure.kind;
  return `HTTP ${exchange.answer?.status ?? "–"}`;
}

/** By which a refusal is known again; undefined for what was accepted or not answered. */
export function refusalMark({ code, data, exchange }: Delivered): RefusalMark | undefined {
  const status = exchange.failure ? undefined : exchange.answer?.status;
  if (status === undefined || (code === undefined && !isRefusingStatus(status)) || code === 0) return undefined;
  const description = typeof data?.description === "string" ? data.description.replace(/\d+/g, "#") : "";
  return { status, code, description };
}

export function isSameRefusal(one: RefusalMark | undefined, other: RefusalMark | undefined): boolean {
  if (!one || !other) return false;
  return one.status === other.status && one.code === other.code && one.description === other.description;
}
