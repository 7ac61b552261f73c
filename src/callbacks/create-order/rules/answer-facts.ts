import { isExactNumber, isObject, type JsonObject, type JsonValue } from "../../../core/json.js";
import type { AnswerContext } from "../../../core/rule.js";

/** A row of the document's answer table. */
export function doc(field: string): { readonly page: string; readonly field: string } {
  return { page: "create-order", field: `response.${field}` };
}

export function isSuccess(data: JsonObject): boolean {
  return data.error_code === 0;
}

/** A presale voucher books no room: the platform never asks for its confirmation. */
export function isVoucher({ payload }: Pick<AnswerContext, "payload">): boolean {
  return payload.biz_type === 2011;
}

export function isOneStep({ exchange }: Pick<AnswerContext, "exchange">): boolean {
  return exchange.merchant.mode === "one-step";
}

/** The confirmation, when the answer has one. */
export function confirmationOf(data: JsonObject): JsonObject | undefined {
  return isObject(data.confirm_info) ? data.confirm_info : undefined;
}

/** Whether the confirmation says anything: serialisers also write one that is all zeros. */
export function isFilled(confirmation: JsonObject): boolean {
  return ["confirm_mode", "confirm_result", "hotel_confirm_number"].some((name) => !isZero(confirmation[name]));
}

function isZero(value: JsonValue | undefined): boolean {
  return (
    value === undefined ||
    value === null ||
    value === 0 ||
    value === "" ||
    (isExactNumber(value) && !Number(value.value))
  );
}
