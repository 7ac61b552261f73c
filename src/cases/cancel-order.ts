import type { Case, NewDelivery } from "../core/case.js";
import type { JsonObject } from "../core/json.js";
import type { Text } from "../core/text.js";
import { booking, type CaseSpec, cancelling, expecting, inTurn, suite } from "./steps.js";

type Cancel = {
  readonly title: Text;
  readonly proves: Text;
  readonly variant?: string;
  /** The kind of order that is cancelled. */
  readonly order?: string;
  readonly set?: JsonObject;
  readonly unset?: readonly string[];
  readonly put?: JsonObject;
};

/** The judge's own rules say what a well-formed answer is; the case only brings the cancel about. */
function cancelled({ title, proves, variant = "after-payment", order = "standard", ...details }: Cancel): CaseSpec {
  return {
    title,
    proves,
    steps: inTurn(booking("order", { variant: order }), cancelling("cancel", "order", variant, details)),
    expect: [expecting("robustness/server-error", ["cancel"])],
  };
}

function alone(delivery: Omit<NewDelivery, "name" | "callback">, title: Text, proves: Text): CaseSpec {
  return {
    title,
    proves,
    steps: inTurn({ name: "cancel", callback: "cancel-order", ...delivery }),
    expect: [expecting("robustness/server-error", ["cancel"])],
  };
}

function appliedBy(type: number, title: Text): CaseSpec {
  return cancelled({
    title,
    proves: {
      zh: `applicant_type 为 ${type} 的取消与其他取消一样得到合规应答。`,
      en: `A cancel with applicant_type ${type} gets a well-formed answer like any other.`,
    },
    set: { applicant_type: type },
  });
}

/** Every kind of cancel is answered with a decision in the documented form. */
export const cancelOrder: readonly Case[] = suite("cancel-order", {
  "before-payment": cancelled({
    variant: "before-payment",
    title: { zh: "支付前取消", en: "Cancelled before payment" },
    proves: { zh: "支付前的取消被接受，不收手续费。", en: "A cancel before payment is accepted and costs no fee." },
  }),
  "after-payment": cancelled({
    title: { zh: "支付后取消（通知）", en: "Cancelled after payment, as a notice" },
    proves: {
      zh: "need_audit 不为 true 的取消是既成事实，商家同步接受。",
      en: "A cancel without need_audit has already happened; the merchant accepts it in its answer.",
    },
  }),
  "create-failed": cancelled({
    variant: "create-failed",
    title: { zh: "创单失败后的取消，但订单已经存在", en: "Cancelled as failed, though the order exists" },
    proves: {
      zh: "创单其实成功但平台没有收到应答时，cancel_type 3 的取消也被接受。",
      en: "A cancel of cancel_type 3 is accepted also when the create had worked and only its answer was lost.",
    },
  }),
  audit: cancelled({
    variant: "audit",
    title: { zh: "需要审核的取消", en: "A cancel that asks for a decision" },
    proves: {
      zh: "need_audit 为 true 时，商家同步给出结果或声明异步审核；接受和拒绝都合法。",
      en: "With need_audit true the merchant decides in its answer or says that it will later; accepting and refusing are both lawful.",
    },
  }),
  "partial-refund": cancelled({
    variant: "partial-refund",
    title: { zh: "部分退款", en: "A partial refund" },
    proves: { zh: "规则内部分退得到合规应答。", en: "A partial refund within the rules gets a well-formed answer." },
  }),
  "refund-only": cancelled({
    variant: "refund-only",
    title: { zh: "仅退款不取消", en: "A refund that keeps the order" },
    proves: {
      zh: "after_sale_type 3 得到合规应答，订单保留。",
      en: "after_sale_type 3 gets a well-formed answer and keeps the order.",
    },
  }),
  negotiated: cancelled({
    variant: "negotiated",
    title: { zh: "协商退", en: "A negotiated refund" },
    proves: {
      zh: "negotiate_refund 为 true 的取消得到合规应答。",
      en: "A cancel with negotiate_refund true gets a well-formed answer.",
    },
  }),
  hourly: cancelled({
    variant: "hourly",
    order: "hourly",
    title: { zh: "取消钟点房", en: "An hourly room cancelled" },
    proves: {
      zh: "间夜信息带起止时间点的取消得到合规应答。",
      en: "A cancel whose details carry start and end times gets a well-formed answer.",
    },
  }),
  minimal: cancelled({
    variant: "minimal",
    title: { zh: "只有必填字段的取消", en: "A cancel with required fields only" },
    proves: {
      zh: "没有任何选填字段的取消得到合规应答。",
      en: "A cancel without a single optional field gets a well-formed answer.",
    },
  }),
  maximal: cancelled({
    variant: "maximal",
    title: { zh: "字段齐全的取消", en: "A cancel with every field" },
    proves: { zh: "字段全部出现的取消得到合规应答。", en: "A cancel with every field gets a well-formed answer." },
  }),
  "doc-sample": alone(
    { variant: "doc-sample" },
    { zh: "文档的取消示例", en: "The document's own sample" },
    {
      zh: "对文档示例（订单未知、金额矛盾）给出合规的应答，接受或拒绝都可以。",
      en: "The document's sample, of an unknown order and with contradictory amounts, gets a well-formed answer, whichever.",
    },
  ),
  "presale-voucher": cancelled({
    order: "presale-voucher",
    title: { zh: "取消预售券订单", en: "A presale voucher cancelled" },
    proves: { zh: "biz_type 2011 的取消得到合规应答。", en: "A cancel of biz_type 2011 gets a well-formed answer." },
  }),
  booking: cancelled({
    order: "booking",
    title: { zh: "取消预约单", en: "A booking on a voucher cancelled" },
    proves: { zh: "biz_type 2012 的取消得到合规应答。", en: "A cancel of biz_type 2012 gets a well-formed answer." },
  }),
  "booking-only": cancelled({
    order: "booking",
    set: { after_sale_type: 2 },
    title: { zh: "只取消预约（after_sale_type 2）", en: "The booking alone cancelled (after_sale_type 2)" },
    proves: {
      zh: "真实流量中出现过的 after_sale_type 2 得到合规应答。",
      en: "after_sale_type 2, not in the document but seen in real traffic, gets a well-formed answer.",
    },
  }),
  "multi-room": cancelled({
    order: "multi-room",
    title: { zh: "取消多间房订单", en: "Several rooms cancelled" },
    proves: {
      zh: "多间房订单的取消得到合规应答。",
      en: "The cancel of an order of several rooms gets a well-formed answer.",
    },
  }),
  promotion: cancelled({
    order: "promotion",
    title: { zh: "取消带优惠的订单", en: "An order with promotions cancelled" },
    proves: {
      zh: "退款金额低于原价总额（因为有优惠）时，取消得到合规应答。",
      en: "A refund below the original total, because of promotions, gets a well-formed answer.",
    },
  }),
  "audit-null": cancelled({
    put: { need_audit: null },
    title: { zh: "need_audit 为 null", en: "need_audit null" },
    proves: {
      zh: "need_audit 为 null 等于通知，与文档示例一致。",
      en: "need_audit null is a notice, as in the document's sample.",
    },
  }),
  "audit-absent": cancelled({
    unset: ["need_audit"],
    title: { zh: "没有 need_audit", en: "No need_audit" },
    proves: {
      zh: "没有 need_audit 的取消得到合规应答。",
      en: "A cancel without need_audit gets a well-formed answer.",
    },
  }),
  "audit-false": cancelled({
    set: { need_audit: false },
    title: { zh: "need_audit 为 false", en: "need_audit false" },
    proves: {
      zh: "need_audit 为 false 的取消已经生效，商家不拒绝也不异步。",
      en: "A cancel with need_audit false has already happened; it is neither refused nor put off.",
    },
  }),
  "audit-negotiated": cancelled({
    variant: "audit",
    set: { negotiate_refund: true },
    title: { zh: "需要审核的协商退", en: "A negotiated refund that asks for a decision" },
    proves: { zh: "协商退的审核得到合规应答。", en: "The audit of a negotiated refund gets a well-formed answer." },
  }),
  "no-own-id": cancelled({
    unset: ["order_out_id"],
    title: { zh: "没有商家订单号", en: "No id of the merchant's own" },
    proves: {
      zh: "没有选填的 order_out_id 时，商家按 order_id 找到订单。",
      en: "Without the optional order_out_id the merchant finds the order by order_id.",
    },
  }),
  "no-amounts": cancelled({
    unset: ["refund_amount", "user_refund_amount", "penalty", "refund_order_detail"],
    title: { zh: "没有任何金额", en: "No amounts at all" },
    proves: {
      zh: "金额字段都不出现时，取消得到合规应答。",
      en: "A cancel without any amount gets a well-formed answer.",
    },
  }),
  "no-reason": cancelled({
    unset: ["cancel_reason"],
    title: { zh: "没有取消原因", en: "No reason" },
    proves: {
      zh: "没有 cancel_reason 的取消得到合规应答。",
      en: "A cancel without cancel_reason gets a well-formed answer.",
    },
  }),
  "reason-special": cancelled({
    set: { cancel_reason: '行程变了 😢 "改期"\nO\'Brien \\ <b>100%</b> + & =' },
    title: { zh: "取消原因含特殊字符", en: "A reason with special characters" },
    proves: {
      zh: "取消原因里的表情、引号、换行和标签不影响取消。",
      en: "Emoji, quotes, line breaks and tags in the reason do no harm.",
    },
  }),
  "unknown-field": cancelled({
    set: { x_future_field: { added: true } },
    title: { zh: "取消里出现未知字段", en: "An unknown field in a cancel" },
    proves: { zh: "平台增加字段时取消不受影响。", en: "A field that the platform adds later does no harm." },
  }),
  "applicant-unknown": appliedBy(0, { zh: "申请人未知", en: "Applicant unknown" }),
  "applicant-user": appliedBy(1, { zh: "用户申请取消", en: "Cancelled by the user" }),
  "applicant-service": appliedBy(2, { zh: "客服申请取消", en: "Cancelled by customer service" }),
  "applicant-merchant": appliedBy(3, { zh: "商家申请取消", en: "Cancelled by the merchant" }),
  "applicant-system": appliedBy(99, { zh: "系统触发取消", en: "Cancelled by the system" }),
  "outside-rules": cancelled({
    set: { refund_type: 21 },
    title: { zh: "规则外整单退", en: "A full refund outside the rules" },
    proves: { zh: "refund_type 21 得到合规应答。", en: "refund_type 21 gets a well-formed answer." },
  }),
  "outside-rules-partial": cancelled({
    variant: "partial-refund",
    set: { refund_type: 22 },
    title: { zh: "规则外部分退", en: "A partial refund outside the rules" },
    proves: { zh: "refund_type 22 得到合规应答。", en: "refund_type 22 gets a well-formed answer." },
  }),
});
