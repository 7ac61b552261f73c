import type { RetryReading } from "../../core/callback.js";
import type { PlatformAction, PlatformActionName } from "../../core/exchange.js";
import type { AnswerContext } from "../../core/rule.js";
import type { Text, TextArgs } from "../../core/text.js";
import { noticeOf } from "./rules/answer-facts.js";

/** What Douyin does after a well-formed answer to a cancel. */
export function platform(context: AnswerContext, reading: RetryReading): PlatformAction {
  const { data } = context;
  if (data.error_code !== 0) {
    const text = data.error_code === 100 ? texts.retryOn100 : texts.retry;
    return act("retry", text, "cancel-order/refusal-by-code", { code: String(data.error_code), reading });
  }
  if (noticeOf(context) === "notice") return afterNotice(context);
  if (data.cancel_mode === 2) return act("wait-audit", texts.waits, "cancel-order/mode-required");
  if (data.cancel_mode !== 1) return act("refund", texts.noMode, "cancel-order/mode-required");
  if (data.cancel_result === 1) return accepted(context);
  if (data.cancel_result === 2) return refused(context);
  return act("refund", texts.noResult, "cancel-order/sync-needs-result");
}

/** The order is cancelled already, whatever the answer says. */
function afterNotice(context: AnswerContext): PlatformAction {
  const { cancel_mode: mode, cancel_result: result } = context.data;
  if (mode === 1 && result === 1) return accepted(context);
  if (mode !== 1 && mode !== 2) return act("refund", texts.noMode, "cancel-order/mode-required");
  return act(moneyFlows(context) ? "refund" : "cancel-order", texts.noticeStands, "cancel-order/notice-is-final");
}

function accepted(context: AnswerContext): PlatformAction {
  if (context.payload.after_sale_type === 3) return act("refund", texts.refundOnly, "cancel-order/sync-needs-result");
  return moneyFlows(context)
    ? act("refund", texts.cancelledAndRefunded, "cancel-order/sync-needs-result")
    : act("cancel-order", texts.cancelledUnpaid, "cancel-order/sync-needs-result");
}

function refused({ exchange }: AnswerContext): PlatformAction {
  return exchange.merchant.refusalTrusted
    ? act("keep", texts.kept, "sync-refusal-trusted")
    : act("refund", texts.notTrusted, "sync-refusal-trusted");
}

/** Before payment there is nothing to pay back. */
function moneyFlows({ payload }: AnswerContext): boolean {
  return payload.cancel_type !== 1;
}

function act(action: PlatformActionName, text: Text, rule: string, args: TextArgs = {}): PlatformAction {
  return { action, reason: { text, args }, rule };
}

const texts = {
  retryOn100: {
    zh: "错误码 100 请求重试：平台稍后用同一 cancel_id 再次调用（重试规则按 {reading} 读法）。",
    en: "Code 100 asks for a retry: the platform sends the same cancel_id again later (retry rule as {reading}).",
  },
  retry: {
    zh: "错误码 {code} 非 0：取消的任何非 0 码都会重试（重试规则按 {reading} 读法）。",
    en: "Code {code} is not 0: every non-zero code of a cancel is retried (retry rule as {reading}).",
  },
  waits: {
    zh: "订单保持待取消状态，等待商家调用取消审核接口；超过时限自动退款。",
    en: "The order stays pending and waits for the merchant to call the cancel audit operation; past the deadline it is refunded.",
  },
  noMode: {
    zh: "没有可用的 cancel_mode，退款会等到超时，然后自动退给用户。",
    en: "There is no usable cancel_mode, so the refund runs into its deadline and is then paid out by itself.",
  },
  noResult: {
    zh: "同步取消没有结果，平台无从判断，退款会等到超时后自动退给用户（假定）。",
    en: "The synchronous answer has no result, so the refund runs into its deadline and is then paid out by itself (assumed).",
  },
  noticeStands: {
    zh: "订单在通知之前已经取消，应答里的拒绝或异步没有效果。",
    en: "The order was cancelled before the notice; the refusal or the asynchronous mode in the answer has no effect.",
  },
  refundOnly: { zh: "仅退款：退款给用户，订单保留。", en: "Refund only: the guest is refunded and the order stands." },
  cancelledAndRefunded: { zh: "订单取消，退款给用户。", en: "The order is cancelled and the guest refunded." },
  cancelledUnpaid: {
    zh: "订单取消；尚未支付，没有退款。",
    en: "The order is cancelled; nothing was paid, so nothing is refunded.",
  },
  kept: {
    zh: "商家已加白（merchant.refusalTrusted），拒绝被采信，订单保留。",
    en: "The merchant is allow-listed (merchant.refusalTrusted), so the refusal is trusted and the order kept.",
  },
  notTrusted: {
    zh: "商家未加白（merchant.refusalTrusted 为 false），拒绝不被采信，仍会退款给用户。",
    en: "The merchant is not allow-listed (merchant.refusalTrusted is false), so the refusal is not trusted and the guest is refunded anyway.",
  },
} satisfies Record<string, Text>;
