import type { Reporter, ReporterOptions } from "../core/event.js";
import type { JsonObject } from "../core/json.js";
import { sayMessage } from "../core/text.js";
import { inertJson } from "./inert-json.js";
import { caseJson, exchangeJson, reachJson, totalsJson } from "./json-shapes.js";
import { createCollector, type Summary } from "./summary.js";

/** The whole run as one JSON object, written at the end. */
export default function jsonReporter({ lang }: ReporterOptions): Reporter {
  const collector = createCollector();
  return {
    name: "json",
    on(event) {
      collector.add(event);
      return event.type === "run-finished" ? `${inertJson(reportJson(collector.read(), lang), 2)}\n` : "";
    },
  };
}

function reportJson(summary: Summary, lang: ReporterOptions["lang"]): JsonObject {
  const { started, finished, cases, exchanges } = summary;
  return {
    version: 1,
    tool: { name: started?.tool.name ?? "", version: started?.tool.version ?? "" },
    seed: started?.seed ?? null,
    startedAt: started?.startedAt ?? null,
    durationMs: summary.durationMs,
    settings: started?.settings ?? {},
    verdict: summary.verdict,
    totals: totalsJson(summary.totals),
    notices: summary.notices.map((notice) => sayMessage(lang, notice)),
    reachability: (finished?.reachability ?? []).map((reach) => reachJson(reach, lang)),
    cases: cases.map((result) => caseJson(result, lang)),
    exchanges: [...exchanges.values()].map((exchange) => exchangeJson(exchange, lang)),
  };
}
