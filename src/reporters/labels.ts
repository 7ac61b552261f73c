import type { CaseVerdict, RunVerdict } from "../core/event.js";
import type { FailureKind } from "../core/exchange.js";
import type { Severity } from "../core/finding.js";
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
