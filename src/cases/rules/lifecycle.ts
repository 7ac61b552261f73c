import { sequence } from "./sequence.js";

/** What holds along the life of one order. */
export const lifecycleRules = [
  sequence({
    id: "lifecycle/refund-only-keeps-order",
    severity: "error",
    title: { zh: "仅退款或部分退款不结束订单", en: "A refund alone does not end the order" },
    explanation: {
      zh: "after_sale_type 3（仅退款）或部分退款之后订单仍然存在，之后的整单取消要返回 0，同意或拒绝都可以。",
      en: "After after_sale_type 3 (refund only) or a partial refund the order still stands, and a later full cancel is answered 0, with any decision.",
    },
    doc: { page: "cancel-order", field: "after_sale_type" },
  }),
  sequence({
    id: "lifecycle/later-cancel-carried-out",
    severity: "error",
    title: { zh: "部分退款之后的整单取消要执行", en: "A full cancel after a partial refund is carried out" },
    explanation: {
      zh: "同一订单可以有多个 cancel_id，每个都是一次新的取消。按 order_id 去重的商家会把部分退款之后的整单取消当作重复，返回第一次的结果而不取消订单，房间被白白占住。",
      en: "One order can have several cancel_ids, and each of them is a cancel of its own. A merchant that tells repeats by order_id takes the full cancel after a partial refund for a repeat, returns the first result and cancels nothing: the room is held for nobody.",
    },
    doc: { page: "cancel-order", field: "cancel_id" },
  }),
  sequence({
    id: "lifecycle/refused-cancel-keeps-order",
    severity: "error",
    title: { zh: "拒绝取消之后订单仍然有效", en: "An order whose cancel was refused still stands" },
    explanation: {
      zh: "商家以 cancel_result 2 拒绝取消之后，订单照常有效：重复的创单返回第一次的结果，之后的取消返回 0。拒绝只对加白的商家有效，配置 merchant.refusalTrusted 为 false 时只给警告。",
      en: "After the merchant refused a cancel with cancel_result 2 the order stands as before: a repeated create returns the first result, and a later cancel is answered 0. A refusal counts for allow-listed merchants alone, so while merchant.refusalTrusted is false it is a warning.",
    },
    doc: { page: "cancel-order", field: "response.cancel_result" },
  }),
  sequence({
    id: "lifecycle/audit-honoured",
    severity: "error",
    title: { zh: "需要审核的取消要给出结果", en: "An audit gets its decision" },
    explanation: {
      zh: "need_audit 为 true 时，要么用模式 1 当场给出结果，要么用模式 2 并在时限内调用取消审核接口。",
      en: "need_audit true is answered in mode 1 with a result, or in mode 2 with a call of the cancel audit operation in time.",
    },
    doc: { page: "cancel-order", field: "need_audit" },
  }),
];
