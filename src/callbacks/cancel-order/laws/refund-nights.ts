import { isDate } from "../../../core/calendar.js";
import type { EarlierOrder, Law, LawBreach } from "../../../core/callback.js";
import { isObject, type JsonObject } from "../../../core/json.js";
import type { Text } from "../../../core/text.js";
import { amountOf } from "../../hotel/amount.js";
import { breach } from "../../hotel/breach.js";
import { detailsOf, refundPerRoom } from "../details.js";

export const refundNights: Law = {
  id: "laws/refund-nights",
  title: {
    zh: "退款金额等于每晚退款之和乘以间数；售后日期前后有序，不重叠",
    en: "The refund is the sum of the nightly refunds times the rooms; the nights are in order and do not overlap",
  },
  check(cancellation, { earlier } = {}) {
    return [...checkSum(cancellation, roomsOf(earlier)), ...checkOrder(detailsOf(cancellation))];
  },
};

/** The cancellation does not say how many rooms were booked: without the order, any whole number of them will do. */
function checkSum(cancellation: JsonObject, rooms: bigint | undefined): readonly LawBreach[] {
  const refund = amountOf(cancellation.refund_amount);
  const perRoom = refundPerRoom(cancellation);
  if (refund === undefined || perRoom === undefined) return [];
  if (rooms !== undefined && rooms > 0n)
    return refund === perRoom * rooms ? [] : [breach("/refund_amount", wrongSum, { refund, perRoom, rooms })];
  const isMultiple = perRoom === 0n ? refund === 0n : refund >= perRoom && refund % perRoom === 0n;
  return isMultiple ? [] : [breach("/refund_amount", noMultiple, { refund, perRoom })];
}

function roomsOf(earlier: EarlierOrder | undefined): bigint | undefined {
  return isObject(earlier?.payload) ? amountOf(earlier.payload.number_of_units) : undefined;
}

function checkOrder(rows: readonly JsonObject[]): readonly LawBreach[] {
  return rows.flatMap((row, i) => {
    const { period_start_date: start, period_end_date: end } = row;
    if (!isDate(start) || !isDate(end)) return [];
    const pointer = `/refund_order_detail/${i}`;
    if (end < start) return [breach(`${pointer}/period_end_date`, endsEarly, { start, end })];
    const previous = rows[i - 1]?.period_end_date;
    return isDate(previous) && start < previous
      ? [breach(`${pointer}/period_start_date`, overlaps, { start, previous })]
      : [];
  });
}

const wrongSum: Text = {
  zh: "refund_amount 为 {refund}，而每晚退款之和 {perRoom} 乘以订单的 {rooms} 间与它不符。",
  en: "refund_amount is {refund}, which is not the nightly refunds of {perRoom} times the order's {rooms} rooms.",
};
const noMultiple: Text = {
  zh: "refund_amount 为 {refund}，不是每晚退款之和 {perRoom} 的整数倍。",
  en: "refund_amount is {refund}, which is no whole multiple of the nightly refunds of {perRoom}.",
};
const endsEarly: Text = {
  zh: "售后结束日期 {end} 早于开始日期 {start}。",
  en: "The end date {end} is before the start date {start}.",
};
const overlaps: Text = {
  zh: "售后开始日期 {start} 与上一条重叠（到 {previous}）。",
  en: "The start date {start} overlaps the entry before it, which ends on {previous}.",
};
