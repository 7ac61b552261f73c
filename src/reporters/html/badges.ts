import type { CaseVerdict } from "../../core/event.js";
import type { Severity } from "../../core/finding.js";
import { caseVerdicts, severityNames } from "../labels.js";
import type { Ink } from "./ink.js";

export function verdictBadge(verdict: CaseVerdict, ink: Ink): string {
  return `<span class="badge ${tones[verdict]}">${ink.t(caseVerdicts[verdict])}</span>`;
}

export function severityBadge(severity: Severity, ink: Ink): string {
  return `<span class="badge ${severityTones[severity]}">${ink.t(severityNames[severity])}</span>`;
}

/** CSS classes of the page's four tones. */
export const tones = {
  passed: "good",
  failed: "bad",
  broken: "bad",
  skipped: "calm",
  interrupted: "warn",
  inconclusive: "warn",
} as const;

const severityTones = { error: "bad", warning: "warn", info: "calm" } as const;
