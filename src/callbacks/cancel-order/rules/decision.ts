import { clipped } from "../../../core/excerpt.js";
import type { AnswerRule } from "../../../core/rule.js";
import { doc, isHandled } from "./answer-facts.js";

export const modeRequired: AnswerRule = {
  kind: "answer",
  id: "cancel-order/mode-required",
  severity: "error",
  part: "response",
  title: { zh: "必须返回 cancel_mode", en: "cancel_mode is required" },
  explanation: {
    zh: "cancel_mode 必填：1 同步取消（同时给 cancel_result），2 异步取消（稍后调用取消审核接口）。不返回时退款会一直等到超时，然后自动退给用户。error_code 非 0 时只给警告。",
    en: "cancel_mode is required: 1 synchronous (with cancel_result), 2 asynchronous (the audit operation follows). Without it the refund runs into its deadline and is paid out by itself. With a non-zero error_code this is a warning.",
  },
  doc: doc("cancel_mode"),
  needs: ["/error_code"],
  check({ data }, report) {
    const mode = data.cancel_mode;
    const isOtherType = mode !== undefined && typeof mode !== "number" && typeof mode !== "bigint";
    if (mode === 1 || mode === 2 || isOtherType) return;
    report({
      pointer: "/data/cancel_mode",
      expected: [1, 2],
      actual: clipped(mode),
      ...(isHandled(data) ? {} : { severity: "warning" as const }),
      message: {
        text:
          mode === undefined
            ? {
                zh: "应答没有 cancel_mode。请填 1（同步，同时给 cancel_result）或 2（异步）。",
                en: "The answer has no cancel_mode. Give 1 (synchronous, with cancel_result) or 2 (asynchronous).",
              }
            : {
                zh: "cancel_mode 是 {mode}，只能是 1（同步）或 2（异步）。",
                en: "cancel_mode is {mode}; it can only be 1 (synchronous) or 2 (asynchronous).",
              },
        args: { mode: String(mode) },
      },
    });
  },
};

export const syncNeedsResult: AnswerRule = {
  kind: "answer",
  id: "cancel-order/sync-needs-result",
  severity: "error",
  part: "response",
  title: { zh: "同步取消要有 cancel_result", en: "A synchronous cancellation has its result" },
  explanation: {
    zh: "cancel_mode 为 1 时必须返回 cancel_result:1 同意，2 拒绝。",
    en: "cancel_mode 1 needs cancel_result: 1 accepted, 2 refused.",
  },
  doc: doc("cancel_result"),
  needs: ["/error_code", "/cancel_mode", "/cancel_result"],
  check({ data }, report) {
    const result = data.cancel_result;
    if (!isHandled(data) || data.cancel_mode !== 1 || result === 1 || result === 2) return;
    report({
      pointer: "/data/cancel_result",
      expected: [1, 2],
      actual: clipped(result),
      message: {
        text:
          result === undefined
            ? {
                zh: "cancel_mode 是 1（同步），但没有 cancel_result。请填 1（同意）或 2（拒绝）。",
                en: "cancel_mode is 1 (synchronous), but there is no cancel_result. Give 1 (accepted) or 2 (refused).",
              }
            : {
                zh: "cancel_mode 是 1（同步），cancel_result 却是 {result}。请填 1（同意）或 2（拒绝）。",
                en: "cancel_mode is 1 (synchronous), but cancel_result is {result}. Give 1 (accepted) or 2 (refused).",
              },
        args: { result: String(result) },
      },
    });
  },
};

export const asyncHasNoResult: AnswerRule = {
  kind: "answer",
  id: "cancel-order/async-has-no-result",
  severity: "warning",
  part: "response",
  title: { zh: "异步取消不带结果", en: "An asynchronous cancellation has no result yet" },
  explanation: {
    zh: "cancel_mode 为 2 时平台等待取消审核接口，应答里的 cancel_result 会被忽略。已有结果请用同步模式。",
    en: "With cancel_mode 2 the platform waits for the cancel audit operation and ignores cancel_result in the answer. If the decision is made, answer in mode 1.",
  },
  doc: doc("cancel_result"),
  needs: ["/error_code", "/cancel_mode", "/cancel_result"],
  check({ data }, report) {
    const result = data.cancel_result;
    if (data.cancel_mode !== 2 || (result !== 1 && result !== 2)) return;
    report({
      pointer: "/data/cancel_result",
      expected: "absent",
      actual: result,
      message: {
        text: {
          zh: "cancel_mode 是 2（异步），却返回了 cancel_result {result}，平台会忽略它。已有结果请用 cancel_mode 1。",
          en: "cancel_mode is 2 (asynchronous), yet cancel_result is {result}, which the platform ignores. If the decision is made, use cancel_mode 1.",
        },
        args: { result },
      },
    });
  },
};

export const refusalNeedsReason: AnswerRule = {
  kind: "answer",
  id: "cancel-order/refusal-needs-reason",
  severity: "error",
  part: "response",
  title: { zh: "拒绝取消要说明原因", en: "A refusal says why" },
  explanation: {
    zh: "cancel_result 为 2 时 reason 必填，内容会用于答复用户。",
    en: "cancel_result 2 needs a non-empty reason: it is what the guest is told.",
  },
  doc: doc("reason"),
  needs: ["/error_code", "/cancel_mode", "/cancel_result", "/reason"],
  check({ data }, report) {
    const reason = data.reason;
    if (data.cancel_mode === 2 || data.cancel_result !== 2) return;
    if (typeof reason === "string" && reason.trim() !== "") return;
    report({
      pointer: "/data/reason",
      expected: "string",
      actual: clipped(reason),
      ...(isHandled(data) ? {} : { severity: "warning" as const }),
      message: {
        text: {
          zh: "拒绝取消（cancel_result 2）时 reason 必填，这里为空或没有返回。",
          en: "reason is required when the cancellation is refused (cancel_result 2); it is empty or missing.",
        },
      },
    });
  },
};
