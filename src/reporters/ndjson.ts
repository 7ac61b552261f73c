import type { CaseResult, ReportedExchange, Reporter, ReporterOptions, RunEvent } from "../core/event.js";
import type { Finding } from "../core/finding.js";
import type { JsonObject, JsonValue } from "../core/json.js";
import { renderFinding } from "../core/render-finding.js";
import { type Lang, type Message, say, sayMessage, type Text } from "../core/text.js";
import { inertJson } from "./inert-json.js";
import { caseJson, exchangeJson, reachJson, totalsJson } from "./json-shapes.js";

/**
 * One line per event, as it happens. Every sentence stands there rendered, as in the JSON report, and beside it under
 * `…Source` in both languages with its values, so that any other report can be made from the lines (`rebuild.ts`).
 */
export default function ndjsonReporter({ lang }: ReporterOptions): Reporter {
  return { name: "ndjson", on: (event) => `${inertJson(eventJson(event, lang))}\n` };
}

function eventJson(event: RunEvent, lang: Lang): JsonObject {
  switch (event.type) {
    case "run-started": {
      const { type, tool, seed, startedAt, settings, cases } = event;
      const notices = event.notices.map((notice) => noticeJson(notice, lang));
      return { type, version: 1, tool: { ...tool }, seed, startedAt, settings, cases, notices };
    }
    case "case-started": {
      const { type, id, suite, title } = event;
      return { type, id, suite, title: say(lang, title), titleSource: textJson(title) };
    }
    case "exchange":
      return { type: event.type, exchange: fullExchange(event.exchange, lang) };
    case "case-finished":
      return { type: event.type, result: fullCase(event.result, lang) };
    case "run-finished": {
      const { type, verdict, durationMs, totals } = event;
      const notices = event.notices.map((notice) => noticeJson(notice, lang));
      const reachability = event.reachability.map((reach) => ({
        ...reachJson(reach, lang),
        meaningSource: textJson(reach.meaning),
      }));
      return { type, verdict, durationMs, totals: totalsJson(totals), notices, reachability };
    }
  }
}

function fullCase(result: CaseResult, lang: Lang): JsonObject {
  return {
    ...caseJson(result, lang),
    titleSource: textJson(result.title),
    provesSource: textJson(result.proves),
    ...(result.reason ? { reasonSource: messageJson(result.reason) } : {}),
    findings: result.findings.map((finding) => fullFinding(finding, lang)),
  };
}

function fullExchange(exchange: ReportedExchange, lang: Lang): JsonObject {
  const { action, reason, rule } = exchange.platform;
  return {
    ...exchangeJson(exchange, lang),
    platform: { action, reason: sayMessage(lang, reason), rule, reasonSource: messageJson(reason) },
    findings: exchange.findings.map((finding) => fullFinding(finding, lang)),
  };
}

function fullFinding(finding: Finding, lang: Lang): JsonObject {
  return { ...renderFinding(finding, lang), messageSource: messageJson(finding.message) };
}

function noticeJson(notice: Message, lang: Lang): JsonValue {
  return { message: sayMessage(lang, notice), messageSource: messageJson(notice) };
}

function messageJson({ text, args }: Message): JsonObject {
  return { text: textJson(text), ...(args ? { args: { ...args } } : {}) };
}

function textJson({ zh, en }: Text): JsonObject {
  return { zh, en };
}
