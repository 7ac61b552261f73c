import { sequence } from "./sequence.js";

/** What one valid order, and several at once, must come to. */
export const orderRules = [
  sequence({
    id: "create-order/valid-refused",
    severity: "error",
    title: { zh: "合法的订单要被接受", en: "A valid order is accepted" },
    explanation: {
      zh: "商家接受了标准订单之后,它所售类型(merchant.variants)的合法订单也应接受:各种声明的变体、未知的额外字段、任何文字的姓名、境外电话、为空的选填字段。在 test 之外,文档中的拒绝是合法的。",
      en: "Once the merchant has accepted the standard order, a valid order of a kind it takes (merchant.variants) is accepted too: any declared variant, unknown extra fields, guest names in any script, foreign phones, empty optional fields. Outside test a documented refusal is lawful.",
    },
    doc: { page: "create-order", field: "response.error_code" },
  }),
  sequence({
    id: "isolation/own-answer",
    severity: "error",
    title: { zh: "并行的订单各得各的应答", en: "Parallel orders each get their own answer" },
    explanation: {
      zh: "同时到达的不同订单,应答里的 order_id 和 order_out_id 必须是各自的。串单多半来自共享的可变变量或未隔离的请求上下文。",
      en: "Different orders that arrive together each get their own order_id and order_out_id. Mixed answers usually come from a shared mutable variable or a request context that is not isolated.",
    },
    doc: { page: "create-order", field: "response.order_id" },
  }),
];
