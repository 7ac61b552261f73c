import type { Finding } from "../core/finding.js";
import type { JsonObject } from "../core/json.js";
import { type Lang, sayMessage } from "../core/text.js";

/** A finding as `--json` prints it: the sentence in `lang`, everything else as it is. */
export function renderFinding(finding: Finding, lang: Lang): JsonObject {
  return {
    rule: finding.rule,
    severity: finding.severity,
    part: finding.part,
    pointer: finding.pointer,
    expected: finding.expected,
    actual: finding.actual,
    message: sayMessage(lang, finding.message),
    doc: { page: finding.doc.page, field: finding.doc.field },
  };
}
