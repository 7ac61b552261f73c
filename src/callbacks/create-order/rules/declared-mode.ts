import type { AnswerRule } from "../../../core/rule.js";
import { confirmationOf, doc, isSuccess, isVoucher } from "./answer-facts.js";

export const declaredMode: AnswerRule = {
  kind: "answer",
  id: "create-order/declared-mode",
  severity: "info",
  part: "response",
  title: { zh: "接单方式与声明一致", en: "The confirmation comes in the declared mode" },
  explanation: {
    zh: "配置里的 merchant.confirm 声明了 sync 或 async。用另一种方式应答仍然合法，只是提示：用例和欠账是按声明选取的。",
    en: "merchant.confirm in the config declares sync or async. An answer in the other mode is lawful and only noted: cases and debts are chosen by the declaration.",
  },
  doc: doc("confirm_info.confirm_mode"),
  needs: ["/error_code", "/confirm_info", "/confirm_info/confirm_mode"],
  check(context, report) {
    const declared = context.exchange.merchant.confirm;
    const mode = confirmationOf(context.data)?.confirm_mode;
    if (declared === "any" || isVoucher(context) || !isSuccess(context.data) || (mode !== 1 && mode !== 2)) return;
    const expected = declared === "sync" ? 1 : 2;
    if (mode === expected) return;
    report({
      pointer: "/data/confirm_info/confirm_mode",
      expected,
      actual: mode,
      message: {
        text: {
          zh: "confirm_mode 是 {mode}，而 merchant.confirm 声明的是 {declared}。两种都合法；请确认声明是否正确。",
          en: "confirm_mode is {mode}, while merchant.confirm declares {declared}. Both are lawful; check the declaration.",
        },
        args: { mode, declared },
      },
    });
  },
};
