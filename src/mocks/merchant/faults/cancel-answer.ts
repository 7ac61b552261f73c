import type { JsonObject } from "../../../core/json.js";
import { amount } from "../amount.js";
import type { Fault } from "../fault.js";
import { onAcceptance } from "../hooks.js";
import type { Hooks } from "../stages.js";
import { cancels } from "./scope.js";

/** Fields of the cancel answer that are missing or contradict each other. */
export const cancelAnswerFaults: readonly Fault[] = [
  {
    id: "cancel-mode-missing",
    title: { zh: "取消应答没有 cancel_mode", en: "Leaves cancel_mode out" },
    summary: {
      zh: "抖音不知道是同步还是异步，退款会拖到超时自动退。",
      en: "Douyin cannot tell whether it is decided, and the refund waits for its deadline.",
    },
    callbacks: cancels,
    expected: { rules: ["cancel-order/mode-required", "schema/"], suites: ["cancel-order"] },
    hooks: onAcceptance(({ cancel_mode: _, ...data }) => data),
  },
  {
    id: "cancel-mode-0",
    title: { zh: "cancel_mode 为 0", en: "Sends cancel_mode 0" },
    summary: { zh: "字段没有赋值，输出了默认值 0。", en: "The field was never set and its default is sent." },
    callbacks: cancels,
    expected: { rules: ["cancel-order/mode-required", "schema/"], suites: ["cancel-order"] },
    hooks: onAcceptance((data) => ({ ...data, cancel_mode: 0 })),
  },
  {
    id: "cancel-mode-string",
    title: { zh: "cancel_mode 是字符串", en: "Sends cancel_mode as a string" },
    summary: { zh: '返回 "1" 而不是 1。', en: 'Answers "1" instead of 1.' },
    callbacks: cancels,
    expected: { rules: ["schema/"], suites: ["cancel-order"] },
    hooks: onAcceptance((data) => ({ ...data, cancel_mode: String(data.cancel_mode) })),
  },
  {
    id: "cancel-result-missing",
    title: { zh: "同步取消没有 cancel_result", en: "Leaves cancel_result out of a synchronous answer" },
    summary: { zh: "cancel_mode 为 1，却没有说同意还是拒绝。", en: "cancel_mode is 1 without saying yes or no." },
    callbacks: cancels,
    expected: { rules: ["cancel-order/sync-needs-result"], suites: ["cancel-order"] },
    hooks: onAcceptance(({ cancel_result: _, ...data }) => data),
  },
  {
    id: "cancel-result-0",
    title: { zh: "同步取消的 cancel_result 为 0", en: "Says cancel_result 0 in a synchronous answer" },
    summary: { zh: "结果只有 1 和 2。", en: "The result is 1 or 2." },
    callbacks: cancels,
    expected: { rules: ["cancel-order/sync-needs-result", "schema/"], suites: ["cancel-order"] },
    hooks: onAcceptance((data) => ({ ...data, cancel_result: 0 })),
  },
  {
    id: "async-cancel-with-result",
    title: { zh: "异步取消却带了结果", en: "Decides in an answer that says it decides later" },
    summary: { zh: "cancel_mode 为 2，cancel_result 却是 1。", en: "cancel_mode is 2 and cancel_result is 1." },
    callbacks: cancels,
    expected: { rules: ["cancel-order/async-has-no-result"], suites: ["cancel-order", "lifecycle"] },
    design: "async-cancel",
    hooks: onAcceptance((data) => (data.cancel_mode === 2 ? { ...data, cancel_result: 1 } : data)),
  },
  {
    id: "cancel-refused-by-code",
    title: { zh: "用错误码拒绝取消", en: "Refuses a cancel with an error code" },
    summary: {
      zh: "拒绝时答 13，抖音会一直重试；应当答 0 并给出 cancel_result 2。",
      en: "13 is answered, which the platform repeats for ever; a refusal is 0 with cancel_result 2.",
    },
    callbacks: cancels,
    expected: { rules: ["cancel-order/refusal-by-code"], suites: ["cancel-order", "lifecycle"] },
    design: "refuses-audits",
    hooks: onAcceptance((data) =>
      data.cancel_result === 2 ? { error_code: 13, description: "not refundable", cancel_mode: 1 } : data,
    ),
  },
  {
    id: "cancel-refused-without-reason",
    title: { zh: "拒绝取消没有原因", en: "Refuses a cancel without a reason" },
    summary: { zh: "cancel_result 为 2 时 reason 必填。", en: "With cancel_result 2 the reason is required." },
    callbacks: cancels,
    expected: { rules: ["cancel-order/refusal-needs-reason"], suites: ["cancel-order", "lifecycle"] },
    design: "refuses-audits",
    hooks: onAcceptance(({ reason: _, ...data }) => data),
  },
  {
    id: "notice-refused",
    title: { zh: "拒绝已生效的取消通知", en: "Refuses a notice" },
    summary: {
      zh: "need_audit 不为 true 时订单已经取消，拒绝没有任何作用，房间却还占着。",
      en: "Without need_audit the order is already cancelled; a refusal has no effect and keeps the room blocked.",
    },
    callbacks: cancels,
    expected: { rules: ["cancel-order/notice-is-final"], suites: ["cancel-order"] },
    hooks: onNotice((data) => ({ ...data, cancel_mode: 1, cancel_result: 2, reason: "too late" })),
  },
  {
    id: "notice-async",
    title: { zh: "取消通知答异步", en: "Answers a notice asynchronously" },
    summary: {
      zh: "不看 need_audit，所有取消都转人工审核。",
      en: "need_audit is not looked at and every cancel goes to a person.",
    },
    callbacks: cancels,
    expected: { rules: ["cancel-order/notice-is-final"], suites: ["cancel-order"] },
    hooks: onNotice(({ cancel_result: _, ...data }) => ({ ...data, cancel_mode: 2 })),
  },
  {
    id: "fee-above-refund",
    title: { zh: "手续费超过退款金额", en: "Charges more than the refund" },
    summary: {
      zh: "手续费按订单总价计算，超过了退款加罚金。",
      en: "The fee is computed from the order's total and exceeds refund and penalty together.",
    },
    callbacks: cancels,
    expected: { rules: ["cancel-order/fee-in-range"], suites: ["cancel-order"] },
    hooks: onAcceptance((data, { payload }) =>
      payload.refund_amount === undefined
        ? data
        : { ...data, refund_fee_amount: amount(payload.refund_amount) + amount(payload.penalty) + 100 },
    ),
  },
  {
    id: "fee-negative",
    title: { zh: "手续费是负数", en: "Charges a negative fee" },
    summary: { zh: "把手续费的符号写反了。", en: "The sign of the fee is the wrong way round." },
    callbacks: cancels,
    expected: { rules: ["cancel-order/fee-in-range", "schema/"], suites: ["cancel-order"] },
    hooks: onAcceptance((data) => ({ ...data, refund_fee_amount: -1000 })),
  },
  {
    id: "fee-in-yuan",
    title: { zh: "手续费以元为单位", en: "States the fee in yuan" },
    summary: { zh: "返回 10.5 这样的小数，文档的单位是分。", en: "A fraction such as 10.5 is sent; the unit is fen." },
    callbacks: cancels,
    expected: { rules: ["cancel-order/fee-in-range", "schema/"], suites: ["cancel-order"] },
    hooks: onAcceptance((data) => ({ ...data, refund_fee_amount: 10.5 })),
  },
  {
    id: "fee-before-payment",
    title: { zh: "支付前取消收手续费", en: "Charges a fee before payment" },
    summary: { zh: "还没付款的订单没有手续费可收。", en: "There is nothing to charge on an order that was not paid." },
    callbacks: cancels,
    expected: { rules: ["cancel-order/fee-in-range"], suites: ["cancel-order"] },
    hooks: onAcceptance((data, { payload }) =>
      amount(payload.cancel_type) === 1 ? { ...data, refund_fee_amount: 1000 } : data,
    ),
  },
  {
    id: "fee-on-failed-create",
    title: { zh: "创单失败的取消收手续费", en: "Charges a fee for the cancel of a create that failed" },
    summary: {
      zh: "按取消规则收费，没有看 cancel_type 3：客人没有得到房间，却被扣了钱。",
      en: "The fee follows the cancel rule and cancel_type 3 is not looked at: the guest pays for a room that was never booked.",
    },
    callbacks: cancels,
    expected: { rules: ["cancel-order/fee-in-range"], suites: ["cancel-order"] },
    hooks: onAcceptance((data, { payload }) =>
      amount(payload.cancel_type) === 3 ? { ...data, refund_fee_amount: 100 } : data,
    ),
  },
];

function onNotice(edit: (data: JsonObject) => JsonObject): Hooks {
  return onAcceptance((data, { payload }) => (payload.need_audit === true ? data : edit(data)));
}
