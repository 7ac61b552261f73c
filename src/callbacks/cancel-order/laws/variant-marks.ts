import type { Law } from "../../../core/callback.js";
import type { JsonValue } from "../../../core/json.js";
import { amountOf } from "../../hotel/amount.js";
import { breach } from "../../hotel/breach.js";

export const createFailed: Law = {
  id: "laws/create-failed",
  title: { zh: "创单失败的取消没有 order_out_id", en: "The cancellation of a failed create has no order_out_id" },
  check(cancellation) {
    if (amountOf(cancellation.cancel_type) !== 3n || cancellation.order_out_id === undefined) return [];
    return [
      breach("/order_out_id", {
        zh: "cancel_type 为 3（创单失败），不应有 order_out_id。",
        en: "cancel_type 3 (create failed) comes without an order_out_id.",
      }),
    ];
  },
};

/** The field by which each variant is told from the others. */
const marks: Readonly<Record<string, { readonly field: string; readonly value: JsonValue }>> = {
  "before-payment": { field: "cancel_type", value: 1 },
  "after-payment": { field: "cancel_type", value: 2 },
  "create-failed": { field: "cancel_type", value: 3 },
  audit: { field: "need_audit", value: true },
  "refund-only": { field: "after_sale_type", value: 3 },
  negotiated: { field: "negotiate_refund", value: true },
};

export const variantMarks: Law = {
  id: "laws/variant-mark",
  title: { zh: "每个变体带有它的标志字段", en: "Every variant carries the field that marks it" },
  check(cancellation, { variant = "" } = {}) {
    const mark = Object.hasOwn(marks, variant) ? marks[variant] : undefined;
    if (!mark || cancellation[mark.field] === mark.value) return [];
    return [
      breach(
        `/${mark.field}`,
        {
          zh: "变体 {variant} 的 {field} 应为 {value}。",
          en: "The variant {variant} has {value} in {field}.",
        },
        { variant, field: mark.field, value: String(mark.value) },
      ),
    ];
  },
};
