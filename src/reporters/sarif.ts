import type { Reporter, ReporterOptions } from "../core/event.js";
import type { JsonObject, JsonValue } from "../core/json.js";
import type { RuleBase } from "../core/rule.js";
import { type Lang, sayMessage } from "../core/text.js";
import { inertJson } from "./inert-json.js";
import { totalsJson } from "./json-shapes.js";
import { resultJson } from "./sarif/result.js";
import { driverRules, listTemplates, type RuleTemplates, translationRules } from "./sarif/rules.js";
import { createCollector, type Summary } from "./summary.js";

/** SARIF 2.1.0: one result per finding, rules with their help; the other language as a translation of the rules. */
export default function sarifReporter({ lang, rules = [] }: ReporterOptions): Reporter {
  const collector = createCollector();
  return {
    name: "sarif",
    on(event) {
      collector.add(event);
      return event.type === "run-finished" ? `${inertJson(logJson(collector.read(), lang, rules), 2)}\n` : "";
    },
  };
}

function logJson(summary: Summary, lang: Lang, rules: readonly RuleBase[]): JsonObject {
  const templates = listTemplates(summary.cases, rules);
  const own = lang === "zh" ? "zh" : "en";
  const other = lang === "zh" ? "en" : "zh";
  const name = summary.started?.tool.name ?? "";
  const version = summary.started?.tool.version ?? "";
  return {
    version: "2.1.0",
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    runs: [
      {
        tool: {
          driver: { name, version, semanticVersion: version, language: tags[own], rules: driverRules(templates, own) },
        },
        language: tags[own],
        translations: [
          {
            name,
            version,
            language: tags[other],
            translationMetadata: { name: `${name} ${tags[other]}` },
            associatedComponent: { name },
            contents: ["localizedData"],
            rules: translationRules(templates, other),
          },
        ],
        invocations: [invocation(summary, lang)],
        results: results(summary, templates, lang),
        properties: {
          verdict: summary.verdict,
          seed: summary.started?.seed ?? null,
          totals: totalsJson(summary.totals),
        },
      },
    ],
  };
}

const tags = { zh: "zh-CN", en: "en-US" } as const;

function results({ cases }: Summary, templates: readonly RuleTemplates[], lang: Lang): readonly JsonValue[] {
  return cases.flatMap((result) => result.findings.map((finding) => resultJson(result, finding, templates, lang)));
}

/** What the run itself has to say: its notices, and cases that could not be carried out. */
function invocation({ started, verdict, durationMs, notices, cases }: Summary, lang: Lang): JsonObject {
  const broken = cases.filter((result) => result.verdict === "broken");
  return {
    executionSuccessful: verdict !== "interrupted" && broken.length === 0,
    ...(started ? { startTimeUtc: started.startedAt, properties: { durationMs } } : {}),
    toolExecutionNotifications: [
      ...notices.map((notice) => ({ level: "warning", message: { text: sayMessage(lang, notice) } })),
      ...broken.map((result) => ({
        level: "error",
        message: { text: `${result.id}: ${result.reason ? sayMessage(lang, result.reason) : ""}` },
      })),
    ],
  };
}
