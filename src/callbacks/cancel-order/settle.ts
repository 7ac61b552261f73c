import type { JsonObject } from "../../core/json.js";
import { amountJson, amountOf } from "../hotel/amount.js";
import { type Touched, touchedBy } from "../hotel/touched.js";
import { detailsOf, refundPerRoom } from "./details.js";

/** Lets refund, nightly refunds, penalty and refund type follow what was set explicitly. */
export function settle(cancellation: JsonObject, pointers: readonly string[], before: JsonObject): JsonObject {
  const touched = touchedBy(pointers);
  const steps = [settleCancelType, settleRefund, settleDetails, settlePenalty, settleRefundType];
  return steps.reduce((settled, step) => step(settled, touched, before), cancellation);
}

/** Before payment there is no money to give back; a failed create has no id of the merchant's. */
function settleCancelType(cancellation: JsonObject, touched: Touched): JsonObject {
  if (!touched.at("/cancel_type")) return cancellation;
  const type = amountOf(cancellation.cancel_type);
  if (type === 3n && !touched.at("/order_out_id")) return omit(cancellation, "order_out_id");
  if (type !== 1n) return cancellation;
  const free = ["refund_amount", "user_refund_amount", "penalty"].filter(
    (field) => cancellation[field] !== undefined && !touched.at(`/${field}`),
  );
  const settled = { ...cancellation, ...Object.fromEntries(free.map((field) => [field, 0])) };
  return touched.within("/refund_order_detail") ? settled : omit(settled, "refund_order_detail");
}

/** The refund follows the nightly refunds, or what a penalty leaves of the paid amount; the user's part follows the refund. */
function settleRefund(cancellation: JsonObject, touched: Touched, before: JsonObject): JsonObject {
  const amount = refundAfter(cancellation, touched, before);
  const settled = amount === undefined ? cancellation : { ...cancellation, refund_amount: amountJson(amount) };
  const refund = amountOf(settled.refund_amount);
  const isFree = settled.user_refund_amount !== undefined && !touched.at("/user_refund_amount");
  return isFree && refund !== undefined ? { ...settled, user_refund_amount: amountJson(refund) } : settled;
}

function refundAfter(cancellation: JsonObject, touched: Touched, before: JsonObject): bigint | undefined {
  if (touched.at("/refund_amount") || cancellation.refund_amount === undefined) return undefined;
  if (touched.within("/refund_order_detail")) {
    const perRoom = refundPerRoom(cancellation);
    return perRoom === undefined ? undefined : perRoom * roomsOf(before);
  }
  const penalty = amountOf(cancellation.penalty);
  if (!touched.at("/penalty") || penalty === undefined) return undefined;
  const left = paidFor(before) - penalty;
  return left < 0n ? 0n : left;
}

/** The nightly refunds share a refund that was set; what does not divide goes to the last night, of one room if need be. */
function settleDetails(cancellation: JsonObject, touched: Touched, before: JsonObject): JsonObject {
  const refund = amountOf(cancellation.refund_amount);
  const rows = detailsOf(cancellation);
  const last = BigInt(rows.length - 1);
  if (refund === undefined || refund < 0n || rows.length === 0 || touched.within("/refund_order_detail"))
    return cancellation;
  if (refund === amountOf(before.refund_amount)) return cancellation;
  const rooms = roomsOf(before);
  const perRoom = refund % rooms === 0n ? refund / rooms : refund;
  const even = perRoom / BigInt(rows.length);
  const shared = rows.map((row, i) => ({
    ...row,
    daily_refund_amount: amountJson(BigInt(i) === last ? perRoom - even * last : even),
  }));
  return { ...cancellation, refund_order_detail: shared };
}

/** Of an order with a penalty, what is not refunded is the penalty. */
function settlePenalty(cancellation: JsonObject, touched: Touched, before: JsonObject): JsonObject {
  const refund = amountOf(cancellation.refund_amount);
  const penaltyBefore = amountOf(before.penalty) ?? 0n;
  if (
    touched.at("/penalty") ||
    penaltyBefore === 0n ||
    refund === undefined ||
    amountOf(cancellation.cancel_type) === 1n
  )
    return cancellation;
  const penalty = paidFor(before) - refund;
  return { ...cancellation, penalty: amountJson(penalty < 0n ? 0n : penalty) };
}

/** 11 becomes 12 and 21 becomes 22 once something is held back. */
function settleRefundType(cancellation: JsonObject, touched: Touched, before: JsonObject): JsonObject {
  const type = amountOf(cancellation.refund_type);
  if (touched.at("/refund_type") || (type !== 11n && type !== 21n)) return cancellation;
  const refund = amountOf(cancellation.refund_amount);
  const isLess = touched.at("/refund_amount") && refund !== undefined && refund < paidFor(before);
  const hasPenalty = touched.at("/penalty") && (amountOf(cancellation.penalty) ?? 0n) > 0n;
  return isLess || hasPenalty ? { ...cancellation, refund_type: amountJson(type + 1n) } : cancellation;
}

function paidFor(before: JsonObject): bigint {
  return (amountOf(before.refund_amount) ?? 0n) + (amountOf(before.penalty) ?? 0n);
}

/** How many rooms the nightly refunds were multiplied by. */
function roomsOf(before: JsonObject): bigint {
  const refund = amountOf(before.refund_amount);
  const perRoom = refundPerRoom(before);
  if (refund === undefined || perRoom === undefined || perRoom === 0n) return 1n;
  return refund < perRoom ? 1n : refund / perRoom;
}

function omit(object: JsonObject, key: string): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([name]) => name !== key));
}
