import { excerpt } from "../../../core/excerpt.js";
import type { AnswerRule } from "../../../core/rule.js";
import type { Text } from "../../../core/text.js";
import { doc } from "./answer-facts.js";

/** 0 to 14 and 100; 15 is in the document's table too, though it speaks of cancelling. */
const documented = new Set([...Array.from({ length: 15 }, (_, code) => code), 100]);

export const errorCodeDocumented: AnswerRule = {
  kind: "answer",
  id: "create-order/error-code-documented",
  severity: "error",
  part: "response",
  title: { zh: "错误码在文档的表里", en: "The error code is in the document's table" },
  explanation: {
    zh: "文档列出 0 至 15 和 100，其中 13 供服务商自定义。表外的码平台无法归类。15 说的是取消，18 只在可订检查中见过，两者只给警告。",
    en: "The document lists 0 to 15 and 100; 13 is the provider's own. The platform cannot place any other code. 15 speaks of cancelling and 18 has only been seen for the bookable check, so these two are warnings.",
  },
  doc: doc("error_code"),
  needs: ["/error_code"],
  isForAnyRequest: true,
  check({ exchange, data }, report) {
    const code = data.error_code;
    if ((typeof code !== "number" && typeof code !== "bigint") || documented.has(Number(code))) return;
    const isMild = code === 15 || code === 18 || exchange.signature !== "valid";
    report({
      pointer: "/data/error_code",
      expected: "0-15, 100",
      actual: code,
      message: { text: codeTexts[String(code)] ?? undocumented, args: { code: excerpt(code, 30) } },
      ...(isMild ? { severity: "warning" as const } : {}),
    });
  },
};

const undocumented: Text = {
  zh: "错误码 {code} 不在文档的表里（0 至 15、100）。自定义的原因请用 13，并写在 description 里。",
  en: "The error code {code} is not in the document's table (0 to 15, 100). For reasons of your own use 13 and say them in description.",
};

const codeTexts: Readonly<Record<string, Text>> = {
  "15": {
    zh: "错误码 15 的含义是“订单已入住不可取消”，创建订单时没有意义。请换成表中对应的码。",
    en: "Error code 15 means “already checked in, cannot be cancelled”, which says nothing about a create. Use the code that fits.",
  },
  "18": {
    zh: "错误码 18 只在可订检查中见过，不在创建订单的表里。房态关闭请用 4。",
    en: "Error code 18 has only been seen for the bookable check and is not in the table. For a closed room use 4.",
  },
};

export const code7OnExisting: AnswerRule = {
  kind: "answer",
  id: "create-order/code-7-on-existing",
  severity: "error",
  part: "response",
  title: { zh: "订单已存在时返回成功，不返回 7", en: "An order that exists is answered with success, not 7" },
  explanation: {
    zh: "文档在 7（重复提交）的备注里写明：订单已生成后收到重复请求，请返回成功。返回 7 会被当作创单失败，而商家这边订单还在。请按 order_id 查到原订单，返回第一次的结果。",
    en: "The document's note on 7 (duplicate request) asks for success when the order was already made. The platform takes 7 for a failed create while the merchant keeps the order. Look the order up by order_id and return the first result.",
  },
  doc: doc("error_code"),
  needs: ["/error_code"],
  check({ exchange, data }, report) {
    if (data.error_code !== 7) return;
    const isKnown = exchange.orderStored === true;
    report({
      pointer: "/data/error_code",
      expected: 0,
      actual: 7,
      message: { text: isKnown ? existing : perhapsExisting },
      ...(isKnown ? {} : { severity: "warning" as const }),
    });
  },
};

const existing: Text = {
  zh: "这个订单之前已被接受，重复请求却得到了 7。请返回成功和第一次的 order_out_id。",
  en: "This order was accepted before, yet the repeated request got 7. Return success and the first order_out_id.",
};

const perhapsExisting: Text = {
  zh: "7 表示重复提交。若订单已经存在，文档要求返回成功；若不存在，7 的含义不符。这里无法判断是哪一种。",
  en: "7 says duplicate request. If the order exists, the document asks for success; if it does not, 7 has the wrong meaning. Which of the two holds cannot be told here.",
};
