import { clipped, excerpt } from "../../../core/excerpt.js";
import { isObject, type JsonValue } from "../../../core/json.js";
import type { AnswerRule } from "../../../core/rule.js";
import { doc } from "./answer-facts.js";

export const memberInfoValid: AnswerRule = {
  kind: "answer",
  id: "create-order/member-info-valid",
  severity: "error",
  part: "response",
  title: { zh: "会员信息的取值正确", en: "The member data has valid values" },
  explanation: {
    zh: "member_info.logged_out 只能是 0（会员，也可不填）或 1（已注销或不是会员）；member_level 是 int，为抖音映射后的等级。",
    en: "member_info.logged_out is 0 (a member; may be left out) or 1 (cancelled or no member); member_level is an int, the level as Douyin maps it.",
  },
  doc: doc("member_info"),
  needs: ["/member_info"],
  check({ data }, report) {
    const member = data.member_info;
    if (!isObject(member)) return;
    const { logged_out: loggedOut, member_level: level } = member;
    if (loggedOut !== undefined && loggedOut !== 0 && loggedOut !== 1) {
      report({
        pointer: "/data/member_info/logged_out",
        expected: [0, 1],
        actual: clipped(loggedOut),
        doc: doc("member_info.logged_out"),
        message: {
          text: {
            zh: "member_info.logged_out 是 {actual}，只能是整数 0 或 1。",
            en: "member_info.logged_out is {actual}; it can only be the integer 0 or 1.",
          },
          args: { actual: excerpt(loggedOut) },
        },
      });
    }
    if (level !== undefined && !isInteger(level)) {
      report({
        pointer: "/data/member_info/member_level",
        expected: "integer",
        actual: clipped(level),
        doc: doc("member_info.member_level"),
        message: {
          text: {
            zh: "member_info.member_level 是 {actual}，应为整数。",
            en: "member_info.member_level is {actual}; it should be an integer.",
          },
          args: { actual: excerpt(level) },
        },
      });
    }
  },
};

function isInteger(value: JsonValue): boolean {
  return typeof value === "bigint" || (typeof value === "number" && Number.isInteger(value));
}
