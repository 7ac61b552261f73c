import type { AnswerInput, MerchantMemory, StoredOrder } from "../../core/callback.js";
import { integerOf } from "../../core/integer.js";
import type { JsonObject, JsonValue } from "../../core/json.js";
import { agreedCode } from "../hotel/agreed-code.js";
import { codeMeaning } from "../hotel/code-meaning.js";
import { refundNights } from "./laws/refund-nights.js";
import { refundWithinPaid } from "./laws/refund-within-paid.js";
import { refusalReason } from "./refusal-reason.js";

const callback = "cancel-order";
const attempts = "cancel-order/attempts";

/**
 * What a correct merchant says to a cancel: one decision per `cancel_id`. A refusal is `error_code` 0 with
 * `cancel_result` 2, because the platform repeats every other code; a notice (`need_audit` not true) is always accepted,
 * and so is the cancel of an order that was never stored: it holds no room.
 */
export function answer(input: AnswerInput): JsonObject {
  const { payload, memory, design } = input;
  const code = refusalCode(input);
  const cancelId = String(payload.cancel_id);
  if (code === 100 && isRepeat(memory, cancelId)) return decideOnce(cancelId, input);
  if (code !== 0) return failure(design.thirteenForAll && code !== 100 ? 13 : code);
  return decideOnce(cancelId, input);
}

/** 100 is answered to the first attempt only. */
function isRepeat(memory: MerchantMemory, cancelId: string): boolean {
  if (memory.recall(attempts, cancelId)) return true;
  memory.remember(attempts, cancelId, {});
  return false;
}

function decideOnce(cancelId: string, input: AnswerInput): JsonObject {
  const { memory } = input;
  const earlier = memory.recall(callback, cancelId);
  if (earlier) return earlier;
  const body = decide(input);
  memory.remember(callback, cancelId, body);
  return body;
}

function refusalCode({ payload, mistakes = [], memory }: AnswerInput): number {
  if (mistakes.length > 0) return mistakes.some(({ instancePath }) => /_(date|time)$/.test(instancePath)) ? 5 : 13;
  return refundsTooMuch(payload, memory) ? 8 : agreedCode(payload);
}

/** Amounts can only be held against an order that the merchant has. */
function refundsTooMuch(payload: JsonObject, memory: MerchantMemory): boolean {
  const order = memory.order(String(payload.order_id));
  if (!order || order.orderOutId === "") return false;
  const earlier = { payload: order.payload };
  return refundWithinPaid.check(payload, { earlier }).length > 0 || refundNights.check(payload).length > 0;
}

function decide({ payload, memory, design }: AnswerInput): JsonObject {
  const order = memory.order(String(payload.order_id));
  const isOpen = payload.need_audit === true && order?.state !== "cancelled";
  if (isOpen && isForeign(payload, memory, order)) return refusal("order_out_id does not belong to this order");
  if (isOpen && design.refusesAudit)
    return design.cancel === "async" ? decision({ cancel_mode: 2 }) : refusal(refusalReason);
  if (endsOrder(payload)) memory.saveOrder({ ...(order ?? unknownOrder(payload)), state: "cancelled" });
  return decision(isOpen && design.cancel === "async" ? { cancel_mode: 2 } : { cancel_mode: 1, cancel_result: 1 });
}

function refusal(reason: string): JsonObject {
  return decision({ cancel_mode: 1, cancel_result: 2, reason });
}

function decision(fields: JsonObject): JsonObject {
  return { data: { error_code: 0, description: "success", ...fields } };
}

/** The cancel names an order of the merchant's own that belongs to another order of Douyin's. */
function isForeign(payload: JsonObject, memory: MerchantMemory, order: StoredOrder | undefined): boolean {
  const outId = payload.order_out_id;
  if (typeof outId !== "string" || outId === "") return false;
  if (order && order.orderOutId !== "") return order.orderOutId !== outId;
  return memory.orderByOutId(outId) !== undefined;
}

/** Refund only (`after_sale_type` 3) and partial refunds leave the booking as it is. */
function endsOrder(payload: JsonObject): boolean {
  return numberOf(payload.after_sale_type) !== 3 && ![12, 22].includes(numberOf(payload.refund_type));
}

/** Kept so that a create which arrives late is not booked. */
function unknownOrder(payload: JsonObject): StoredOrder {
  return { orderId: String(payload.order_id), orderOutId: "", payload, state: "cancelled" };
}

/** `cancel_mode` is required in every answer, errors included. */
function failure(code: number): JsonObject {
  return { data: { error_code: code, description: codeMeaning(code), cancel_mode: 1 } };
}

function numberOf(value: JsonValue | undefined): number {
  return Number(integerOf(value));
}
