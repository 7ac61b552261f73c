import { excerpt } from "../../../core/excerpt.js";
import type { AnswerContext, AnswerRule } from "../../../core/rule.js";
import type { Text } from "../../../core/text.js";
import { doc, isDocSample } from "./answer-facts.js";

const documented = new Set([...Array.from({ length: 16 }, (_, code) => code), 100]);

export const refusalByCode: AnswerRule = {
  kind: "answer",
  id: "cancel-order/refusal-by-code",
  severity: "error",
  part: "response",
  title: { zh: "拒绝取消不用错误码", en: "A refusal is no error code" },
  explanation: {
    zh: "error_code 只表示调用是否成功，同意和拒绝都返回 0；所有非 0 码平台都会重试。拒绝请用 error_code 0 加 cancel_result 2 和 reason，需要重试才返回 100。商家无从知道的订单（从未创建成功，或 order_out_id 不是自己的）返回 9 或 13 只给警告；cancel_type 3 的订单本来就不在商家那里，应返回 0。",
    en: "error_code only says whether the call worked: accepting and refusing both answer 0, and the platform retries every other code. Refuse with error_code 0, cancel_result 2 and a reason; 100 asks for a retry. 9 or 13 for an order that the merchant cannot know (never stored, or another order's order_out_id) is a warning; with cancel_type 3 the order is not there by design and the answer is 0.",
  },
  doc: doc("error_code"),
  needs: ["/error_code"],
  check(context, report) {
    const { exchange, data } = context;
    const code = data.error_code;
    if ((typeof code !== "number" && typeof code !== "bigint") || code === 0 || code === 100) return;
    if (exchange.signature !== "valid" || exchange.malformed) return;
    report({
      pointer: "/data/error_code",
      expected: [0, 100],
      actual: code,
      ...(isDocSample(context) || isUnknownOrder(context) || isBookingOnly(context)
        ? { severity: "warning" as const }
        : {}),
      message: { text: refusalText(context), args: { code: excerpt(code, 30) } },
    });
  },
};

/** 9 or 13 where nothing shows that the merchant holds the order. */
function isUnknownOrder({ exchange, payload, data }: AnswerContext): boolean {
  const isFitting = data.error_code === 9 || data.error_code === 13;
  return isFitting && exchange.orderStored !== true && payload.cancel_type !== 3;
}

/** 2 was seen in real traffic, and the document lists 1 and 3 alone. */
function isBookingOnly({ payload }: AnswerContext): boolean {
  return payload.after_sale_type === 2;
}

function refusalText(context: AnswerContext): Text {
  if (context.payload.cancel_type === 3) return createFailed;
  if (isUnknownOrder(context)) return unknownOrder;
  if (isBookingOnly(context)) return bookingOnly;
  return documented.has(Number(context.data.error_code)) ? retried : undocumented;
}

const retried: Text = {
  zh: "取消得到了错误码 {code}，平台会一直重试。拒绝请返回 error_code 0、cancel_result 2 和 reason；需要重试请返回 100。",
  en: "The cancel was answered with code {code}, which the platform retries again and again. To refuse, return error_code 0 with cancel_result 2 and a reason; to ask for a retry, 100.",
};

const undocumented: Text = {
  zh: "取消得到了错误码 {code}，它不在文档的表里，平台会一直重试。拒绝请返回 error_code 0、cancel_result 2 和 reason。",
  en: "The cancel was answered with code {code}, which is not in the document's table and is retried again and again. To refuse, return error_code 0 with cancel_result 2 and a reason.",
};

const createFailed: Text = {
  zh: "cancel_type 3 表示创单失败后的取消，商家没有这个订单是正常的，应返回 error_code 0；错误码 {code} 只会带来重试。",
  en: "cancel_type 3 cancels a create that failed, so not having the order is normal: answer error_code 0. Code {code} only brings retries.",
};

const bookingOnly: Text = {
  zh: "after_sale_type 2（仅取消预约）的取消得到了错误码 {code}。文档只列出 1 和 3，真实流量中却出现过 2；平台会一直重试，请按取消预约处理。",
  en: "A cancel with after_sale_type 2, the booking alone, was answered with code {code}. The document lists 1 and 3 only, yet 2 was seen in real traffic and is retried again and again; treat it as a cancel of the booking.",
};

const unknownOrder: Text = {
  zh: "取消得到了错误码 {code}。若商家确实没有这个订单，这可以理解，但平台仍会重试；若订单存在，请返回 0。",
  en: "The cancel was answered with code {code}. That is understandable if the merchant does not hold the order, though the platform retries it; if the order exists, answer 0.",
};

export const errorCodeDocumented: AnswerRule = {
  kind: "answer",
  id: "cancel-order/error-code-documented",
  severity: "error",
  part: "response",
  title: { zh: "拒绝请求的错误码在文档的表里", en: "A rejected request gets a documented code" },
  explanation: {
    zh: "对伪造或格式错误的请求，错误码也应在表内：0 至 15 和 100。伪造的请求和 18 只给警告。正常请求由 cancel-order/refusal-by-code 判断。",
    en: "The code for a forged or malformed request comes from the table too: 0 to 15 and 100. For a forged request, and for 18, this is a warning. Valid requests are judged by cancel-order/refusal-by-code.",
  },
  doc: doc("error_code"),
  needs: ["/error_code"],
  isForAnyRequest: true,
  check({ exchange, data }, report) {
    const code = data.error_code;
    if (exchange.signature === "valid" && !exchange.malformed) return;
    if ((typeof code !== "number" && typeof code !== "bigint") || documented.has(Number(code))) return;
    const isMild = code === 18 || exchange.signature !== "valid";
    report({
      pointer: "/data/error_code",
      expected: "0-15, 100",
      actual: code,
      ...(isMild ? { severity: "warning" as const } : {}),
      message: {
        text: {
          zh: "错误码 {code} 不在文档的表里（0 至 15、100）。请用 13，并把原因写在 description 里。",
          en: "The error code {code} is not in the document's table (0 to 15, 100). Use 13 and say the reason in description.",
        },
        args: { code: excerpt(code, 30) },
      },
    });
  },
};
