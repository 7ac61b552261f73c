import type { RetryReading } from "../../core/callback.js";
import type { PlatformAction, PlatformActionName } from "../../core/exchange.js";
import { isObject, type JsonObject } from "../../core/json.js";
import type { AnswerContext } from "../../core/rule.js";
import type { Text } from "../../core/text.js";
import { confirmationOf, isFilled, isOneStep, isVoucher } from "./rules/answer-facts.js";

/** What Douyin does after a well-formed answer to a create. */
export function platform(context: AnswerContext, reading: RetryReading): PlatformAction {
  const { payload, data } = context;
  if (data.error_code === 100) return act("retry", texts.retryOn100, "create-retry-codes", { reading });
  if (data.error_code !== 0) return refused(context, reading);
  if (typeof payload.order_id === "string" && data.order_id !== payload.order_id) {
    return act("retry", texts.otherOrder, "create-order/order-id-echo");
  }
  const decided = byConfirmation(data);
  if (isVoucher(context)) {
    return decided?.action === "wait-confirm" || !decided
      ? act("accept", texts.voucher, "create-order/confirm-info-required")
      : decided;
  }
  if (decided) return decided;
  return isOneStep(context) ? cancelled(data) : unconfirmed(payload);
}

function refused({ payload, data }: AnswerContext, reading: RetryReading): PlatformAction {
  const args = { code: String(data.error_code) };
  if (reading === "observed") return act("retry", texts.retryObserved, "create-retry-codes", args);
  return act("reject", isPaid(payload) ? texts.failedPaid : texts.failed, "create-retry-codes", args);
}

/** The decision that a complete confirmation says; undefined when there is none or it is incomplete. */
function byConfirmation(data: JsonObject): PlatformAction | undefined {
  const { confirm_mode: mode, confirm_result: result, hotel_confirm_number: number } = confirmationOf(data) ?? {};
  if (mode === 2) return act("wait-confirm", texts.waits, "create-order/async-confirm-consistent");
  if (mode !== 1) return undefined;
  if (result === 2) return act("refund", texts.declined, "create-order/sync-confirm-complete");
  const isComplete = result === 1 && typeof number === "string" && number.trim() !== "";
  return isComplete ? act("confirm", texts.confirmed, "create-order/sync-confirm-complete") : undefined;
}

function cancelled(data: JsonObject): PlatformAction {
  const confirmation = confirmationOf(data);
  if (!confirmation) return act("cancel-order", texts.noConfirmation, "create-order/confirm-info-required");
  const rule =
    isFilled(confirmation) && confirmation.confirm_mode === 1 ? "sync-confirm-complete" : "confirm-mode-required";
  return act("cancel-order", texts.incomplete, `create-order/${rule}`);
}

function unconfirmed(payload: JsonObject): PlatformAction {
  return isPaid(payload)
    ? act("wait-confirm", texts.twoStepPaid, "create-order/confirm-info-required")
    : act("accept", texts.twoStepUnpaid, "create-order/confirm-info-required");
}

function isPaid(payload: JsonObject): boolean {
  return isObject(payload.pay_info);
}

function act(action: PlatformActionName, text: Text, rule: string, args = {}): PlatformAction {
  return { action, reason: { text, args }, rule };
}

const texts = {
  retryOn100: {
    zh: "错误码 100 请求重试：平台稍后用同一订单再次调用；一直不成功就按创单失败处理并退款（重试规则按 {reading} 读法）。",
    en: "Code 100 asks for a retry: the platform sends the same order again later; if it never succeeds, the create fails and the guest is refunded (retry rule as {reading}).",
  },
  retryObserved: {
    zh: "错误码 {code} 非 0：按实际观察（observed）的读法，平台对所有非 0 码都重试。",
    en: "Code {code} is not 0: in the observed reading the platform retries every non-zero code.",
  },
  failed: {
    zh: "错误码 {code}：创单失败，按文档（documented）的读法只有 100 会重试。若用户已付款，平台会再发 cancel_type 3 的取消并退款。",
    en: "Code {code}: the create failed; in the documented reading only 100 is retried. If the guest has paid, a cancel with cancel_type 3 and a refund follow.",
  },
  failedPaid: {
    zh: "错误码 {code}：创单失败，按文档（documented）的读法只有 100 会重试。用户已付款，平台会再发 cancel_type 3 的取消并退款。",
    en: "Code {code}: the create failed; in the documented reading only 100 is retried. The guest has paid, so a cancel with cancel_type 3 and a refund follow.",
  },
  otherOrder: {
    zh: "应答的 order_id 不是这个订单的，平台无法对应，会重试（假定）。",
    en: "The answer's order_id is not this order's, so the platform cannot match it and retries (assumed).",
  },
  voucher: {
    zh: "预售券订单已生成；biz_type 2011 从不需要接单。",
    en: "The voucher order is made; biz_type 2011 is never confirmed.",
  },
  waits: {
    zh: "订单保持已支付状态，等待商家调用确认接单接口；超过时限会被取消并退款。",
    en: "The order stays paid and waits for the merchant to call the confirm operation; past the deadline it is cancelled and refunded.",
  },
  declined: {
    zh: "商家同步拒单，订单关闭并退款给用户。",
    en: "The merchant refused the order at once; it is closed and refunded.",
  },
  confirmed: { zh: "商家同步接单，订单已确认。", en: "The merchant accepted the order at once; it is confirmed." },
  noConfirmation: {
    zh: "一步创单模式下没有 confirm_info，平台会取消订单。两步模式的商家请设置 merchant.mode。",
    en: "There is no confirm_info in one-step mode, so the platform cancels the order. Set merchant.mode if the merchant is two-step.",
  },
  incomplete: {
    zh: "confirm_info 不完整，看不出接单结果，平台会像没有返回一样取消订单（假定）。",
    en: "confirm_info is incomplete and shows no decision; the platform cancels the order as if it were missing (assumed).",
  },
  twoStepUnpaid: {
    zh: "两步模式：订单已生成，等待用户支付，之后再确认。",
    en: "Two-step mode: the order is made and waits for payment; the confirmation comes after it.",
  },
  twoStepPaid: {
    zh: "两步模式：订单已支付，等待商家调用确认接单接口。",
    en: "Two-step mode: the order is paid and waits for the merchant to call the confirm operation.",
  },
} satisfies Record<string, Text>;
