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
