import type { AnswerRule } from "../../../core/rule.js";
import { doc, isHandled, noticeOf } from "./answer-facts.js";

export const declaredMode: AnswerRule = {
  kind: "answer",
  id: "cancel-order/declared-mode",
  severity: "info",
  part: "response",
  title: { zh: "取消审核方式与声明一致", en: "The audit is answered in the declared mode" },
  explanation: {
    zh: "配置里的 merchant.cancel 声明了 sync 或 async，只针对 need_audit 为 true 的取消。用另一种方式应答仍然合法，只是提示。",
    en: "merchant.cancel in the config declares sync or async, for cancels with need_audit true only. An answer in the other mode is lawful and only noted.",
  },
  doc: doc("cancel_mode"),
  needs: ["/error_code", "/cancel_mode"],
  check(context, report) {
    const declared = context.exchange.merchant.cancel;
    const mode = context.data.cancel_mode;
    if (declared === "any" || noticeOf(context) !== "audit" || !isHandled(context.data)) return;
    const expected = declared === "sync" ? 1 : 2;
    if ((mode !== 1 && mode !== 2) || mode === expected) return;
    report({
      pointer: "/data/cancel_mode",
      expected,
      actual: mode,
      message: {
        text: {
          zh: "cancel_mode 是 {mode}，而 merchant.cancel 声明的是 {declared}。两种都合法；请确认声明是否正确。",
          en: "cancel_mode is {mode}, while merchant.cancel declares {declared}. Both are lawful; check the declaration.",
        },
        args: { mode, declared },
      },
    });
  },
};
