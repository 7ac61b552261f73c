import type { AnswerInput, MerchantDesign, MerchantMemory } from "../../core/callback.js";
import { integerOf } from "../../core/integer.js";
import { isObject, type JsonObject } from "../../core/json.js";
import { codeMeaning } from "../hotel/code-meaning.js";
import { confirmNumber } from "./confirm-number.js";
import { refusalCode } from "./refusal-code.js";

const callback = "create-order";
const attempts = "create-order/attempts";

/**
 * What a correct merchant says to a create: idempotent per `order_id`, never a second `order_out_id` for an order it
 * holds, not even after its cancel; a refusal is not remembered, so that a corrected order may succeed.
 */
export function answer(input: AnswerInput): JsonObject {
  const { payload, memory, design } = input;
  const code = refusalCode(input);
  const orderId = payload.order_id;
  if (typeof orderId !== "string" || input.mistakes?.length) return refuse(payload, code || 13, design);
  const earlier = memory.recall(callback, orderId);
  if (earlier) return earlier;
  if (memory.order(orderId)?.state === "cancelled") return refuse(payload, 9, design);
  if (code === 100 && !isRepeat(memory, orderId)) return refuse(payload, 100, design);
  if (code !== 0 && code !== 100) return refuse(payload, code, design);
  return accept(payload, orderId, memory, design);
}

function isRepeat(memory: MerchantMemory, orderId: string): boolean {
  if (memory.recall(attempts, orderId)) return true;
  memory.remember(attempts, orderId, {});
  return false;
}

function accept(payload: JsonObject, orderId: string, memory: MerchantMemory, design: MerchantDesign): JsonObject {
  const orderOutId = memory.nextOrderOutId();
  const confirmation = confirmInfo(payload, orderOutId, design);
  const member = payload.member_info;
  const body: JsonObject = {
    data: {
      error_code: 0,
      description: "success",
      order_id: orderId,
      order_out_id: orderOutId,
      ...(confirmation ? { confirm_info: confirmation } : {}),
      ...(isObject(member) && member.member_level !== undefined
        ? { member_info: { logged_out: 0, member_level: member.member_level } }
        : {}),
    },
  };
  memory.saveOrder({ orderId, orderOutId, payload, state: "booked" });
  memory.remember(callback, orderId, body);
  return body;
}

/** A presale voucher (`biz_type` 2011) is never confirmed by the operation, so it is confirmed at once. */
function confirmInfo(payload: JsonObject, orderOutId: string, design: MerchantDesign): JsonObject | undefined {
  if (design.confirm === "async" && integerOf(payload.biz_type) !== 2011) return { confirm_mode: 2, confirm_result: 0 };
  if (design.mode === "two-step") return undefined;
  return { confirm_mode: 1, confirm_result: 1, hotel_confirm_number: confirmNumber(orderOutId) };
}

function refuse(payload: JsonObject, code: number, design: MerchantDesign): JsonObject {
  const shown = design.thirteenForAll && code !== 100 ? 13 : code;
  const orderId = typeof payload.order_id === "string" ? { order_id: payload.order_id } : {};
  return { data: { error_code: shown, description: codeMeaning(shown), ...orderId } };
}
