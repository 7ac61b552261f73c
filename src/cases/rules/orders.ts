import { sequence } from "./sequence.js";

/** What one valid order must come to. */
export const orderRules = [
  sequence({
    id: "create-order/valid-refused",
    severity: "error",
    title: { zh: "合法的订单要被接受", en: "A valid order is accepted" },
    explanation: {
      zh: "商家接受了标准订单之后，它所售类型（merchant.variants）的合法订单也应接受：各种声明的变体、未知的额外字段、任何文字的姓名、境外电话、为空的选填字段。在 test 之外，文档中的拒绝是合法的。",
      en: "Once the merchant has accepted the standard order, a valid order of a kind it takes (merchant.variants) is accepted too: any declared variant, unknown extra fields, guest names in any script, foreign phones, empty optional fields. Outside test a documented refusal is lawful.",
    },
    doc: { page: "create-order", field: "response.error_code" },
  }),
];
