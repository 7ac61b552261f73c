import type { CaseVerdict, RunVerdict } from "../core/event.js";
import type { FailureKind, PlatformActionName } from "../core/exchange.js";
import type { FindingPart, Severity } from "../core/finding.js";
import type { Text } from "../core/text.js";

export const runVerdicts: Readonly<Record<RunVerdict, Text>> = {
  passed: { zh: "通过", en: "passed" },
  failed: { zh: "未通过", en: "failed" },
  interrupted: { zh: "已中断，报告不完整", en: "interrupted, this report is partial" },
  inconclusive: { zh: "无结论", en: "inconclusive" },
};

export const caseVerdicts: Readonly<Record<CaseVerdict, Text>> = {
  passed: { zh: "通过", en: "passed" },
  failed: { zh: "失败", en: "failed" },
  skipped: { zh: "跳过", en: "skipped" },
  broken: { zh: "未能执行", en: "broken" },
};

export const severityNames: Readonly<Record<Severity, Text>> = {
  error: { zh: "错误", en: "error" },
  warning: { zh: "警告", en: "warning" },
  info: { zh: "提示", en: "info" },
};

export const partNames: Readonly<Record<FindingPart, Text>> = {
  transport: { zh: "传输", en: "transport" },
  headers: { zh: "应答头", en: "headers" },
  request: { zh: "请求", en: "request" },
  response: { zh: "应答", en: "response" },
  sequence: { zh: "多次请求之间", en: "sequence" },
  "callback-debt": { zh: "应回调的接口", en: "callback debt" },
};

/** What Douyin would do, to follow "Douyin would". */
export const platformActions: Readonly<Record<PlatformActionName, Text>> = {
  accept: { zh: "接受应答，订单继续", en: "accept the answer and go on" },
  confirm: { zh: "确认订单", en: "confirm the order" },
  "wait-confirm": { zh: "等待商家调用确认接单接口", en: "wait for the confirm operation" },
  "wait-audit": { zh: "等待商家调用取消审核接口", en: "wait for the audit operation" },
  retry: { zh: "重试", en: "retry" },
  reject: { zh: "按创单失败处理", en: "treat the order as refused" },
  "cancel-order": { zh: "取消订单", en: "cancel the order" },
  refund: { zh: "退款", en: "refund the guest" },
  keep: { zh: "保留订单", en: "keep the order" },
};

export const failureKinds: Readonly<Record<FailureKind, Text>> = {
  refused: { zh: "连接被拒绝", en: "connection refused" },
  dns: { zh: "域名无法解析", en: "name not resolved" },
  tls: { zh: "TLS 失败", en: "TLS failed" },
  reset: { zh: "连接被中断", en: "connection dropped" },
  timeout: { zh: "超时", en: "timed out" },
  "too-large": { zh: "应答过大", en: "answer too large" },
  "bad-http": { zh: "不是合法的 HTTP", en: "not valid HTTP" },
  redirect: { zh: "重定向", en: "redirect" },
};
