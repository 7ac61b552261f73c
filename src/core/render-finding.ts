import type { Finding } from "./finding.js";
import type { JsonObject } from "./json.js";
import { type Lang, sayMessage } from "./text.js";

/** A finding as every JSON output shows it: the sentence in the chosen language, ids and keys in none. */
export function renderFinding(finding: Finding, lang: Lang): JsonObject {
  const { rule, severity, part, pointer, expected, actual, doc } = finding;
  return {
    rule,
    severity,
    part,
    pointer,
    expected,
    actual,
    message: sayMessage(lang, finding.message),
    doc: { page: doc.page, field: doc.field },
  };
}
