import type { FollowUpInput, OperationCall } from "../../core/callback.js";
import { integerOf } from "../../core/integer.js";
import { isObject, type JsonObject } from "../../core/json.js";
import { confirmNumber } from "./confirm-number.js";

/** After an asynchronous acceptance: the confirm operation, with the number under the operation's own field name. */
export function followUp({ payload, answer, memory }: FollowUpInput): OperationCall | undefined {
  const data = answer.data;
  if (!isObject(data) || data.error_code !== 0 || !isObject(data.confirm_info)) return undefined;
  if (data.confirm_info.confirm_mode !== 2 || integerOf(payload.biz_type) === 2011) return undefined;
  // What was cancelled meanwhile needs no confirmation any more.
  if (memory?.order(String(payload.order_id))?.state === "cancelled") return undefined;
  return { operation: "confirm-order", path: "/goodlife/v1/trip/trade/hotel/order/confirm/", body: confirmation(data) };
}

function confirmation(data: JsonObject): JsonObject {
  return {
    order_id: data.order_id ?? "",
    confirm_result: { confirm_result: 1, confirm_number: confirmNumber(String(data.order_out_id)) },
  };
}
