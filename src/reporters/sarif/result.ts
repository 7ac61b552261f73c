import type { CaseResult } from "../../core/event.js";
import type { Finding } from "../../core/finding.js";
import type { JsonObject } from "../../core/json.js";
import { type Lang, sayMessage } from "../../core/text.js";
import { visibleBlock, visibleLine } from "../visible-text.js";
import { levels, placeholders, type RuleTemplates, templateId } from "./rules.js";

/** One finding. The place is the case that found it and the pointer into the message; no file of the merchant's is known. */
export function resultJson(
  result: CaseResult,
  finding: Finding,
  templates: readonly RuleTemplates[],
  lang: Lang,
): JsonObject {
  const ruleIndex = templates.findIndex((template) => template.id === finding.rule);
  const texts = templates[ruleIndex]?.texts ?? [];
  const { args = {}, text } = finding.message;
  return {
    ruleId: finding.rule,
    ruleIndex,
    level: levels[finding.severity],
    message: {
      id: templateId(texts.findIndex((template) => template.en === text.en)),
      arguments: placeholders(text).map((name) => plain(String(args[name] ?? ""))),
      text: plain(sayMessage(lang, finding.message)),
    },
    locations: [
      {
        physicalLocation: { artifactLocation: { uri: caseUri(result) }, region: { startLine: 1 } },
        logicalLocations: [{ fullyQualifiedName: `${finding.part}${finding.pointer}`, kind: "member" }],
      },
    ],
    partialFingerprints: { "douyinHotelFinding/v1": `${finding.rule} ${result.id} ${finding.pointer}` },
    properties: {
      case: result.id,
      part: finding.part,
      pointer: finding.pointer,
      expected: finding.expected,
      actual: finding.actual,
      doc: { page: finding.doc.page, field: finding.doc.field },
      ...(result.smallestPayload === undefined ? {} : { smallestPayload: result.smallestPayload }),
      ...(result.reproduce === undefined ? {} : { reproduce: result.reproduce }),
    },
  };
}

/** `[text](target)` would be a link in a SARIF message. */
function plain(text: string): string {
  return visibleBlock(text).replaceAll("](", "] (");
}

/** A relative address below `contract`, whatever the case is called. */
function caseUri({ id }: CaseResult): string {
  const parts = id.split("/").map((part) => (/^\.*$/.test(part) ? "_" : encodeURIComponent(visibleLine(part))));
  return ["contract", ...parts].join("/");
}
