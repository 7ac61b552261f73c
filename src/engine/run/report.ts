import type { Delivered } from "../../core/case.js";
import type { ReportedExchange } from "../../core/event.js";
import type { Finding } from "../../core/finding.js";
import { createRedactor, personalTexts, type Redactor } from "../redact.js";
import type { RunPlan } from "./plan.js";

/** Hides what the payloads of these deliveries hold of people. */
export function redactorFor(deliveries: Iterable<Delivered>, plan: RunPlan): Redactor {
  const personal = new Map<string, string>();
  if (!plan.showsPersonal) {
    for (const { plain, definition } of deliveries) {
      if (!plain) continue;
      for (const [clear, shown] of personalTexts(plain, definition.request.schema)) personal.set(clear, shown);
    }
  }
  return createRedactor({ secrets: [plan.clientSecret], personal });
}

/** One delivery as reports show it. */
export function reportedExchange(
  { exchange, exchangeId, platform }: Delivered,
  findings: readonly Finding[],
  caseId: string,
  redactor: Redactor,
): ReportedExchange {
  const { answer, failure } = exchange;
  return {
    id: exchangeId,
    caseId,
    callback: exchange.callback,
    attempt: exchange.attempt,
    startedAt: exchange.startedAt,
    durationMs: Math.round(exchange.durationMs),
    request: {
      method: "POST",
      url: redactor.text(exchange.url),
      headers: redactor.headers(exchange.requestHeaders),
      body: redactor.text(new TextDecoder().decode(exchange.requestBytes)),
    },
    response: answer
      ? {
          status: answer.status,
          headers: redactor.headers(answer.rawHeaders),
          body: redactor.text(answer.text ?? new TextDecoder().decode(answer.bytes)),
        }
      : null,
    failure: failure ? { ...failure, detail: redactor.text(failure.detail) } : null,
    platform: {
      ...platform,
      reason: {
        text: platform.reason.text,
        ...(platform.reason.args ? { args: redactor.args(platform.reason.args) } : {}),
      },
    },
    findings: findings.map((finding) => reportedFinding(finding, redactor)),
  };
}

export function reportedFinding(finding: Finding, redactor: Redactor): Finding {
  const { text, args } = finding.message;
  return {
    ...finding,
    pointer: redactor.text(finding.pointer),
    doc: { ...finding.doc, field: redactor.text(finding.doc.field) },
    expected: redactor.json(finding.expected),
    actual: redactor.json(finding.actual),
    message: { text, ...(args ? { args: redactor.args(args) } : {}) },
  };
}
