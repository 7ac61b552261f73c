import type { CaseResult, ReportedExchange } from "../core/event.js";
import { clipText } from "../core/excerpt.js";
import { platformActions } from "../core/exchange.js";
import type { Finding } from "../core/finding.js";
import { stringifyJson } from "../core/json.js";
import { type Lang, say, sayMessage, type Text } from "../core/text.js";
import { reasonOf } from "./case-groups.js";
import { durationText } from "./duration-text.js";
import { evidenceOf } from "./evidence.js";
import { failureKinds, severityNames } from "./labels.js";

/** What is wrong, where, and which field of the documents says so. Not escaped: the caller's format decides how. */
export function findingText(finding: Finding, lang: Lang): string {
  const { severity, rule, message, pointer, expected, actual, doc } = finding;
  const values = say(lang, expectedGot, {
    expected: short(stringifyJson(expected)),
    actual: short(stringifyJson(actual)),
  });
  const place = pointer === "" ? values : `${pointer} ${values}`;
  return [
    `${say(lang, severityNames[severity])} ${rule}: ${sayMessage(lang, message)}`,
    `  ${place}`,
    `  ${say(lang, documents)} ${doc.page} → ${doc.field}`,
  ].join("\n");
}

const expectedGot = { zh: "期望 {expected}，实际 {actual}", en: "expected {expected}, got {actual}" };
const documents = { zh: "文档", en: "documents" };

/** All that a failing case has to tell, in plain lines: findings, exchange, what Douyin would do, how to repeat it. */
export function caseText(
  result: CaseResult,
  exchanges: ReadonlyMap<string, ReportedExchange>,
  lang: Lang,
): { readonly findings: string; readonly evidence: string } {
  const evidence = evidenceOf(result, result.findings, exchanges);
  const reason = result.verdict === "broken" ? [sayMessage(lang, reasonOf(result))] : [];
  const labelled = (label: Text, text: string | undefined) =>
    text === undefined ? [] : [`${say(lang, label)} ${text}`];
  return {
    findings: [...reason, ...result.findings.map((finding) => findingText(finding, lang))].join("\n"),
    evidence: [
      ...(evidence ? exchangeText(evidence, lang) : []),
      ...labelled(labels.smallest, result.smallestPayload),
      ...labelled(labels.reproduce, result.reproduce),
    ].join("\n"),
  };
}

const labels = {
  sent: { zh: "发出：", en: "sent:" },
  got: { zh: "收到：", en: "came back:" },
  platform: { zh: "抖音将：", en: "Douyin will:" },
  smallest: { zh: "最小请求体：", en: "smallest payload that fails:" },
  reproduce: { zh: "复现：", en: "reproduce:" },
};

function exchangeText({ request, response, failure, platform, durationMs }: ReportedExchange, lang: Lang): string[] {
  const t = (text: Text) => say(lang, text);
  const status = response
    ? `HTTP ${response.status}`
    : failure
      ? `${t(failureKinds[failure.kind])} (${failure.detail})`
      : "-";
  return [
    `${t(labels.sent)} ${request.method} ${request.url}`,
    long(request.body),
    `${t(labels.got)} ${status} · ${durationText(durationMs)}`,
    ...(response ? [long(response.body)] : []),
    `${t(labels.platform)} ${t(platformActions[platform.action])} · ${sayMessage(lang, platform.reason)}`,
  ];
}

const short = (text: string) => clipText(text, 300);
const long = (text: string) => clipText(text, 16_000);
