import type { CaseResult, CodeReach, ReportedExchange, Totals } from "../core/event.js";
import type { JsonObject } from "../core/json.js";
import { renderFinding } from "../core/render-finding.js";
import { type Lang, say, sayMessage } from "../core/text.js";

/** A case as the JSON report shows it. */
export function caseJson(result: CaseResult, lang: Lang): JsonObject {
  return {
    id: result.id,
    suite: result.suite,
    title: say(lang, result.title),
    proves: say(lang, result.proves),
    verdict: result.verdict,
    ...(result.reason ? { reason: sayMessage(lang, result.reason) } : {}),
    durationMs: result.durationMs,
    findings: result.findings.map((finding) => renderFinding(finding, lang)),
    exchanges: [...result.exchanges],
    ...(result.smallestPayload === undefined ? {} : { smallestPayload: result.smallestPayload }),
    ...(result.reproduce === undefined ? {} : { reproduce: result.reproduce }),
  };
}

/** An exchange as the JSON report shows it: an attempt of `send --json` with its id, case and callback. */
export function exchangeJson(exchange: ReportedExchange, lang: Lang): JsonObject {
  const { request, response, failure, platform } = exchange;
  return {
    id: exchange.id,
    case: exchange.caseId,
    callback: exchange.callback,
    attempt: exchange.attempt,
    startedAt: exchange.startedAt,
    durationMs: exchange.durationMs,
    request: { method: request.method, url: request.url, headers: { ...request.headers }, body: request.body },
    response: response && { status: response.status, headers: { ...response.headers }, body: response.body },
    failure: failure && { kind: failure.kind, detail: failure.detail },
    platform: { action: platform.action, reason: sayMessage(lang, platform.reason), rule: platform.rule },
    findings: exchange.findings.map((finding) => renderFinding(finding, lang)),
  };
}

export function reachJson(reach: CodeReach, lang: Lang): JsonObject {
  return {
    code: reach.code,
    meaning: say(lang, reach.meaning),
    reached: reach.reached,
    ...(reach.exchange === undefined ? {} : { exchange: reach.exchange }),
    ...(reach.provokedBy === undefined ? {} : { provokedBy: reach.provokedBy }),
  };
}

export function totalsJson({ cases, passed, failed, skipped, broken, findings }: Totals): JsonObject {
  const { error, warning, info } = findings;
  return { cases, passed, failed, skipped, broken, findings: { error, warning, info } };
}
