import type { CaseResult, Reporter, ReporterOptions, Totals } from "../core/event.js";
import type { JsonObject } from "../core/json.js";
import { renderFinding } from "../core/render-finding.js";
import { type Lang, say, sayMessage } from "../core/text.js";
import { reasonOf } from "./case-groups.js";
import { evidenceOf } from "./evidence.js";
import { inertJson } from "./inert-json.js";
import { runVerdicts } from "./labels.js";
import { createCollector, type Summary } from "./summary.js";
import { inertLines, visibleLine } from "./visible-text.js";

/** TAP 14: one line per case as it finishes, diagnostics as YAML, the plan at the end. */
export default function tapReporter({ lang }: ReporterOptions): Reporter {
  const collector = createCollector();
  let count = 0;
  const write = (lines: readonly string[]) => inertLines(lines.map((line) => `${line}\n`).join(""));
  return {
    name: "tap",
    on(event) {
      collector.add(event);
      switch (event.type) {
        case "run-started":
          return write(["TAP version 14", ...event.notices.map((notice) => comment(sayMessage(lang, notice)))]);
        case "case-finished":
          count += 1;
          return write(caseLines(event.result, count, collector.read(), lang));
        case "run-finished":
          return write([
            `1..${count}${count === 0 ? ` # SKIP ${say(lang, noCase)}` : ""}`,
            ...event.notices.map((notice) => comment(sayMessage(lang, notice))),
            ...totalsLines(event.totals),
            event.verdict === "interrupted"
              ? `Bail out! ${say(lang, runVerdicts.interrupted)}`
              : comment(`verdict ${event.verdict}`),
          ]);
        default:
          return "";
      }
    },
  };
}

const noCase = { zh: "没有用例运行", en: "no case ran" };

function comment(text: string): string {
  return `# ${visibleLine(text)}`;
}

function totalsLines({ cases, passed, failed, skipped, broken, findings }: Totals): readonly string[] {
  return [
    comment(`cases ${cases}, passed ${passed}, failed ${failed}, skipped ${skipped}, broken ${broken}`),
    comment(`findings error ${findings.error}, warning ${findings.warning}, info ${findings.info}`),
  ];
}

function caseLines(result: CaseResult, number: number, summary: Summary, lang: Lang): readonly string[] {
  const isOk = result.verdict === "passed" || result.verdict === "skipped";
  const directive = result.verdict === "skipped" ? ` # SKIP ${escapeTap(sayMessage(lang, reasonOf(result)))}` : "";
  const title = escapeTap(`${result.id} ${say(lang, result.title)}`);
  return [`${isOk ? "ok" : "not ok"} ${number} - ${title}${directive}`, ...diagnostics(result, summary, lang)];
}

/** In a description `#` would begin a directive. */
function escapeTap(text: string): string {
  return visibleLine(text).replace(/[\\#]/g, "\\$&");
}

/** JSON is YAML: each value stands on one line as a flow value, whatever is in it. */
function diagnostics(result: CaseResult, { exchanges }: Summary, lang: Lang): readonly string[] {
  if (result.findings.length === 0 && result.verdict !== "broken") return [];
  const values: JsonObject = {
    verdict: result.verdict,
    ...(result.reason ? { reason: sayMessage(lang, result.reason) } : {}),
    duration_ms: result.durationMs,
    findings: result.findings.map((finding) => renderFinding(finding, lang)),
    ...(result.verdict === "passed" ? {} : evidenceJson(result, exchanges, lang)),
  };
  return ["  ---", ...Object.entries(values).map(([key, value]) => `  ${key}: ${inertJson(value)}`), "  ..."];
}

function evidenceJson(result: CaseResult, exchanges: Summary["exchanges"], lang: Lang): JsonObject {
  const evidence = evidenceOf(result, result.findings, exchanges);
  return {
    ...(evidence
      ? {
          sent: evidence.request.body,
          came_back: evidence.response?.body ?? evidence.failure?.kind ?? null,
          status: evidence.response?.status ?? null,
          platform: `${evidence.platform.action}: ${sayMessage(lang, evidence.platform.reason)}`,
        }
      : {}),
    ...(result.smallestPayload === undefined ? {} : { smallest_payload: result.smallestPayload }),
    ...(result.reproduce === undefined ? {} : { reproduce: result.reproduce }),
  };
}
