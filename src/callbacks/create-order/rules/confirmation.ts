import { clipped } from "../../../core/excerpt.js";
import type { Severity } from "../../../core/finding.js";
import type { JsonObject } from "../../../core/json.js";
import type { AnswerContext, AnswerRule } from "../../../core/rule.js";
import { confirmationOf, doc, isFilled, isOneStep, isSuccess, isVoucher } from "./answer-facts.js";

const place = "/data/confirm_info";

/** Rules on the decision need all of it readable, so that a wrong type is not reported twice. */
const wholeConfirmation = [
  "/error_code",
  "/confirm_info",
  "/confirm_info/confirm_mode",
  "/confirm_info/confirm_result",
  "/confirm_info/hotel_confirm_number",
];

export const confirmModeRequired: AnswerRule = {
  kind: "answer",
  id: "create-order/confirm-mode-required",
  severity: "error",
  part: "response",
  title: { zh: "confirm_info 里有 confirm_mode", en: "confirm_info has its confirm_mode" },
  explanation: {
    zh: "返回 confirm_info 时 confirm_mode 必填：1 同步接单，2 异步接单。",
    en: "When confirm_info is given, confirm_mode is required: 1 synchronous, 2 asynchronous.",
  },
  doc: doc("confirm_info.confirm_mode"),
  needs: ["/error_code", "/confirm_info"],
  check(context, report) {
    const confirmation = confirmationOf(context.data);
    if (!confirmation || !isSuccess(context.data)) return;
    const mode = confirmation.confirm_mode;
    const isOtherType = mode !== undefined && typeof mode !== "number" && typeof mode !== "bigint";
    if (mode === 1 || mode === 2 || isOtherType || isUnused(confirmation, context)) return;
    report({
      pointer: `${place}/confirm_mode`,
      expected: [1, 2],
      actual: clipped(mode),
      ...severityOf(context),
      message: {
        text:
          mode === undefined
            ? {
                zh: "返回了 confirm_info，却没有 confirm_mode。请填 1（同步接单）或 2（异步接单）。",
                en: "There is a confirm_info without confirm_mode. Give 1 (synchronous) or 2 (asynchronous).",
              }
            : {
                zh: "confirm_mode 是 {mode}，只能是 1（同步接单）或 2（异步接单）。",
                en: "confirm_mode is {mode}; it can only be 1 (synchronous) or 2 (asynchronous).",
              },
        args: { mode: String(mode) },
      },
    });
  },
};

export const syncConfirmComplete: AnswerRule = {
  kind: "answer",
  id: "create-order/sync-confirm-complete",
  severity: "error",
  part: "response",
  title: { zh: "同步接单要有结果和确认号", en: "A synchronous confirmation has its result and number" },
  explanation: {
    zh: "confirm_mode 为 1 时必须给出 confirm_result:1 接单（同时给非空的 hotel_confirm_number）或 2 拒单。0 表示异步，与模式 1 矛盾。",
    en: "confirm_mode 1 needs confirm_result: 1 accepted (with a non-empty hotel_confirm_number) or 2 refused. 0 means asynchronous and contradicts mode 1.",
  },
  doc: doc("confirm_info.confirm_result"),
  needs: wholeConfirmation,
  check(context, report) {
    const confirmation = confirmationOf(context.data);
    if (!confirmation || !isSuccess(context.data) || confirmation.confirm_mode !== 1) return;
    const { confirm_result: result, hotel_confirm_number: number } = confirmation;
    if (result !== 1 && result !== 2) {
      report({
        pointer: `${place}/confirm_result`,
        expected: [1, 2],
        actual: clipped(result),
        ...severityOf(context),
        message: {
          text:
            result === 0
              ? {
                  zh: "confirm_mode 是 1（同步），confirm_result 却是 0（异步），自相矛盾。同步请填 1 或 2，异步请把 confirm_mode 改为 2。",
                  en: "confirm_mode is 1 (synchronous), but confirm_result is 0 (asynchronous): a contradiction. Give 1 or 2, or set confirm_mode to 2.",
                }
              : {
                  zh: "confirm_mode 是 1（同步），但没有 confirm_result。请填 1（接单）或 2（拒单）。",
                  en: "confirm_mode is 1 (synchronous), but there is no confirm_result. Give 1 (accepted) or 2 (refused).",
                },
        },
      });
    } else if (result === 1 && (typeof number !== "string" || number.trim() === "")) {
      report({
        pointer: `${place}/hotel_confirm_number`,
        expected: "string",
        actual: clipped(number),
        ...severityOf(context),
        doc: doc("confirm_info.hotel_confirm_number"),
        message: {
          text: {
            zh: "同步接单（confirm_result 1）时 hotel_confirm_number 必填，这里为空或没有返回。",
            en: "hotel_confirm_number is required when the order is accepted at once (confirm_result 1); it is empty or missing.",
          },
        },
      });
    }
  },
};

export const asyncConfirmConsistent: AnswerRule = {
  kind: "answer",
  id: "create-order/async-confirm-consistent",
  severity: "error",
  part: "response",
  title: { zh: "异步接单不能带结果", en: "An asynchronous confirmation has no result yet" },
  explanation: {
    zh: "confirm_mode 为 2 表示稍后调用确认接单接口，confirm_result 应为 0。填 1 或 2 自相矛盾；一步创单模式下不填则给警告，因为文档写明该字段必填。",
    en: "confirm_mode 2 says that the confirm operation follows, so confirm_result is 0. 1 or 2 contradicts it; leaving the field out in one-step mode is a warning, since the document requires it there.",
  },
  doc: doc("confirm_info.confirm_result"),
  needs: wholeConfirmation,
  check(context, report) {
    const confirmation = confirmationOf(context.data);
    if (!confirmation || !isSuccess(context.data) || confirmation.confirm_mode !== 2) return;
    const result = confirmation.confirm_result;
    const isDecided = result === 1 || result === 2;
    const isMissed = result === undefined && isOneStep(context) && !isVoucher(context);
    if (!isDecided && !isMissed) return;
    report({
      pointer: `${place}/confirm_result`,
      expected: 0,
      actual: clipped(result),
      ...(isMissed ? { severity: "warning" as const } : severityOf(context)),
      message: {
        text: isDecided
          ? {
              zh: "confirm_mode 是 2（异步），confirm_result 却已经是 {result}，自相矛盾。异步请填 0；已有结果请把 confirm_mode 改为 1。",
              en: "confirm_mode is 2 (asynchronous), yet confirm_result is already {result}: a contradiction. Give 0, or set confirm_mode to 1 if the decision is made.",
            }
          : {
              zh: "异步接单没有返回 confirm_result；一步创单模式下文档要求填 0。",
              en: "The asynchronous confirmation has no confirm_result; in one-step mode the document asks for 0.",
            },
        args: { result: String(result) },
      },
    });
  },
};

/** All zeros where no confirmation is asked for: what a serialiser writes for an object that is not used. */
function isUnused(confirmation: JsonObject, context: AnswerContext): boolean {
  return !isFilled(confirmation) && (!isOneStep(context) || isVoucher(context));
}

/** The platform ignores the confirmation of a voucher, so a flawed one does no harm. */
function severityOf(context: AnswerContext): { readonly severity?: Severity } {
  return isVoucher(context) ? { severity: "warning" } : {};
}
