import type { CaseResult, ReportedExchange } from "../../core/event.js";
import { clipText } from "../../core/excerpt.js";
import { platformActions } from "../../core/exchange.js";
import type { Text } from "../../core/text.js";
import { escapeHtml } from "../escape-html.js";
import { codeBlock, codeSpan } from "../escape-markdown.js";
import { evidenceOf } from "../evidence.js";
import { failureKinds, severityNames } from "../labels.js";
import { visibleLine } from "../visible-text.js";
import type { Pen } from "./pen.js";

/** One failing case, folded: findings, what was sent and came back, what Douyin would do, how to repeat it. */
export function caseDetails(result: CaseResult, exchanges: ReadonlyMap<string, ReportedExchange>, pen: Pen): string {
  const evidence = evidenceOf(result, result.findings, exchanges);
  return [
    `<details><summary><code>${escapeHtml(visibleLine(result.id))}</code> ${pen.html(result.title)}</summary>`,
    result.findings
      .map((finding) => {
        const place = `${finding.doc.page} → ${finding.doc.field}`;
        return `- ${pen.t(severityNames[finding.severity])} ${codeSpan(finding.rule)}: ${pen.message(finding.message)} (${codeSpan(place)})`;
      })
      .join("\n"),
    ...(evidence ? exchangeParts(evidence, pen) : []),
    ...labelled(labels.smallest, result.smallestPayload, pen),
    ...labelled(labels.reproduce, result.reproduce, pen),
    "</details>",
  ].join("\n\n");
}

const labels = {
  sent: { zh: "发出", en: "sent" },
  got: { zh: "收到", en: "came back" },
  platform: { zh: "抖音将", en: "Douyin will" },
  smallest: { zh: "最小请求体", en: "smallest payload that fails" },
  reproduce: { zh: "复现", en: "reproduce" },
};

function exchangeParts({ request, response, failure, platform }: ReportedExchange, pen: Pen): readonly string[] {
  const answer = response
    ? [`HTTP ${response.status}`, codeBlock(clipText(response.body, 4000))]
    : [failure ? `${pen.t(failureKinds[failure.kind])} ${codeSpan(failure.detail)}` : "-"];
  return [
    `${pen.t(labels.sent)}:`,
    codeBlock(clipText(request.body, 4000)),
    `${pen.t(labels.got)}: ${answer[0]}`,
    ...answer.slice(1),
    `${pen.t(labels.platform)}: ${pen.t(platformActions[platform.action])} · ${pen.message(platform.reason)}`,
  ];
}

function labelled(label: Text, text: string | undefined, pen: Pen): readonly string[] {
  return text === undefined ? [] : [`${pen.t(label)}:`, codeBlock(clipText(text, 8000))];
}
