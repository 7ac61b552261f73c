import { integerOf } from "../../../core/integer.js";
import type { JsonObject, JsonValue } from "../../../core/json.js";
import type { AnswerContext } from "../../../core/rule.js";

/** A row of the document's answer table. */
export function doc(field: string): { readonly page: string; readonly field: string } {
  return { page: "cancel-order", field: `response.${field}` };
}

/** Says only that the call worked: refusing is a success as well. */
export function isHandled(data: JsonObject): boolean {
  return data.error_code === 0;
}

/** Whether the request announces a cancellation that already happened; `unsaid` when it does not say. */
export function noticeOf({ exchange, payload }: AnswerContext): "notice" | "audit" | "unsaid" | "unknown" {
  if (exchange.payload === undefined) return "unknown";
  const { need_audit: needAudit } = payload;
  if (needAudit === undefined) return "unsaid";
  return needAudit === true ? "audit" : "notice";
}

/** The document's own sample contradicts itself, so that what depends on its amounts is no proof. */
export function isDocSample({ exchange }: AnswerContext): boolean {
  return exchange.variant === "doc-sample";
}

/** An amount of the request in fen; undefined when it is absent or null. */
export function amountOf(value: JsonValue | undefined): bigint | undefined {
  const amount = integerOf(value);
  return amount === undefined ? undefined : BigInt(amount);
}
