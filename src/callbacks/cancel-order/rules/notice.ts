import type { AnswerRule } from "../../../core/rule.js";
import type { Text } from "../../../core/text.js";
import { isDocSample, isHandled, noticeOf } from "./answer-facts.js";

export const noticeIsFinal: AnswerRule = {
  kind: "answer",
  id: "cancel-order/notice-is-final",
  severity: "error",
  part: "response",
  title: { zh: "已取消的通知只能同意", en: "A notice can only be accepted" },
  explanation: {
    zh: "need_audit 为 false 或 null 表示订单已经取消，这只是通知：拒绝或改为异步都没有效果，商家却还留着房。请释放房间并返回 cancel_mode 1、cancel_result 1。请求没有 need_audit 时只给警告。",
    en: "need_audit false or null says that the order is already cancelled and this is a notice: refusing it or going asynchronous has no effect, while the merchant keeps the room. Release the room and answer cancel_mode 1 with cancel_result 1. Where the request does not say need_audit this is a warning.",
  },
  doc: { page: "cancel-order", field: "need_audit" },
  needs: ["/error_code", "/cancel_mode", "/cancel_result"],
  check(context, report) {
    const { data, payload } = context;
    const notice = noticeOf(context);
    if (!isHandled(data) || (notice !== "notice" && notice !== "unsaid")) return;
    const isAsync = data.cancel_mode === 2;
    if (!isAsync && data.cancel_result !== 2) return;
    report({
      pointer: isAsync ? "/data/cancel_mode" : "/data/cancel_result",
      expected: 1,
      actual: 2,
      ...(notice === "unsaid" || isDocSample(context) ? { severity: "warning" as const } : {}),
      message: {
        text: notice === "unsaid" ? unsaidText : isAsync ? asyncText : refusedText,
        args: { needAudit: String(payload.need_audit) },
      },
    });
  },
};

const refusedText: Text = {
  zh: "need_audit 是 {needAudit}，订单已经取消，拒绝（cancel_result 2）没有效果。请释放房间并返回 cancel_mode 1、cancel_result 1。",
  en: "need_audit is {needAudit}: the order is already cancelled, and refusing it (cancel_result 2) has no effect. Release the room and answer cancel_mode 1 with cancel_result 1.",
};

const asyncText: Text = {
  zh: "need_audit 是 {needAudit}，订单已经取消，异步审核（cancel_mode 2）没有意义。请释放房间并返回 cancel_mode 1、cancel_result 1。",
  en: "need_audit is {needAudit}: the order is already cancelled, and an asynchronous audit (cancel_mode 2) means nothing. Release the room and answer cancel_mode 1 with cancel_result 1.",
};

const unsaidText: Text = {
  zh: "请求没有 need_audit，订单很可能已经取消；拒绝或异步可能没有效果。",
  en: "The request does not say need_audit, so the order is probably cancelled already; refusing it or going asynchronous may have no effect.",
};
