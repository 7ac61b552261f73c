import type { Message, Text } from "../../core/text.js";

/** Why not every step of a case was made. */
export type Stop = {
  readonly kind: "interrupted" | "gone" | "unanswered" | "not-accepted" | "nothing-owed" | "unusable";
  readonly reason: Message;
};

export const interrupted: Stop = {
  kind: "interrupted",
  reason: { text: { zh: "运行被中断。", en: "The run was interrupted." } },
};
export const gone: Stop = {
  kind: "gone",
  reason: {
    text: {
      zh: "目标不再接受连接，用例没有执行完。",
      en: "The target no longer takes connections, so the case could not be carried out.",
    },
  },
};
export const unanswered: Text = {
  zh: "没有得到应答，其余步骤没有意义。",
  en: "There was no answer, and the other steps make no sense without it.",
};
export const notAccepted: Text = {
  zh: "前提订单（{name}）没有被接受（error_code {code}），其余步骤没有意义。",
  en: "The order that it builds on ({name}) was not accepted (error_code {code}), and the other steps make no sense without it.",
};
export const nothingOwed: Text = {
  zh: "商家在应答里已给出结论，不欠接口调用。",
  en: "The merchant decided in its answer and owes no operation.",
};
