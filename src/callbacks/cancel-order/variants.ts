import type { Variant } from "../../core/callback.js";

const why = ["applicant_type", "cancel_reason"];
const money = ["refund_amount", "user_refund_amount"];

/** What tells a cancellation at a glance. */
export const brief = [
  "order_id",
  "cancel_type",
  "need_audit",
  "after_sale_type",
  "refund_type",
  "refund_amount",
  "user_refund_amount",
  "penalty",
  "currency",
];

/** The order that it is about: Douyin's id and the merchant's own. */
export const earlierIds = ["order_id", "order_out_id"];

export const variants = [
  {
    name: "before-payment",
    title: { zh: "支付前取消", en: "Before payment" },
    summary: {
      zh: "cancel_type 为 1，没有付过钱，不涉及退款。",
      en: "cancel_type 1: nothing was paid, so nothing is refunded.",
    },
    questions: [...earlierIds, ...why],
  },
  {
    name: "after-payment",
    title: { zh: "支付后取消", en: "After payment" },
    summary: {
      zh: "cancel_type 为 2，规则内整单退；need_audit 为 false 或 null，订单已经取消。",
      en: "cancel_type 2, a full refund within the rules; need_audit is false or null: the order is already cancelled.",
    },
    questions: [...earlierIds, "refund_amount", "need_audit", ...why],
  },
  {
    name: "create-failed",
    title: { zh: "创单失败取消", en: "Create failed" },
    summary: {
      zh: "cancel_type 为 3，支付成功但创单失败，因此没有 order_out_id。",
      en: "cancel_type 3: paid, but the create failed, so there is no order_out_id.",
    },
    questions: ["order_id", "refund_amount", "cancel_reason"],
  },
  {
    name: "audit",
    title: { zh: "需要商家审核", en: "Waits for an audit" },
    summary: {
      zh: "need_audit 为 true，规则外整单退，等商家给出审核结果。",
      en: "need_audit true, a full refund outside the rules that waits for the merchant's decision.",
    },
    questions: [...earlierIds, "refund_amount", ...why],
  },
  {
    name: "partial-refund",
    title: { zh: "部分退款", en: "Partial refund" },
    summary: {
      zh: "扣除罚金，或只退其中几晚。",
      en: "Less a penalty, or for some of the nights only.",
    },
    questions: [...earlierIds, "refund_type", ...money, "penalty", ...why],
  },
  {
    name: "refund-only",
    title: { zh: "仅退款不取消订单", en: "Refund only" },
    summary: {
      zh: "after_sale_type 为 3，退一部分钱，订单继续有效。",
      en: "after_sale_type 3: part of the money goes back and the order stands.",
    },
    questions: [...earlierIds, ...money, ...why],
  },
  {
    name: "negotiated",
    title: { zh: "协商退", en: "Negotiated refund" },
    summary: {
      zh: "negotiate_refund 为 true，规则外退款，需要审核。",
      en: "negotiate_refund true, a refund outside the rules that needs an audit.",
    },
    questions: [...earlierIds, "refund_type", ...money, "penalty", ...why],
  },
  {
    name: "hourly",
    title: { zh: "钟点房取消", en: "Hourly room" },
    summary: {
      zh: "退款明细带售后的起止时间。",
      en: "The refund details carry the start and end time.",
    },
    questions: [
      ...earlierIds,
      "refund_amount",
      "refund_order_detail[0].period_start_time",
      "refund_order_detail[0].period_end_time",
      ...why,
    ],
  },
  {
    name: "minimal",
    title: { zh: "最少字段", en: "As few fields as possible" },
    summary: { zh: "只有必填字段。", en: "Required fields only." },
    questions: earlierIds,
  },
  {
    name: "maximal",
    title: { zh: "全部字段", en: "Every field" },
    summary: { zh: "文档中出现过的字段全部带上。", en: "Every field that the document shows." },
    questions: [...earlierIds, ...money, ...why],
  },
  {
    name: "doc-sample",
    title: { zh: "文档示例", en: "The document's sample" },
    summary: {
      zh: "文档的请求示例：多一个逗号不是合法 JSON（会修复），金额也对不上。",
      en: "The document's own sample: a comma too many makes it invalid JSON (it is repaired), and its amounts do not add up.",
    },
    isDocSample: true,
  },
] as const satisfies readonly Variant[];

export const defaultVariant = "after-payment";
