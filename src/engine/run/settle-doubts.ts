import { type Case, isNewDelivery, type SequenceFinding } from "../../core/case.js";
import type { Finding } from "../../core/finding.js";
import type { Conducted } from "./conduct.js";
import { conductAlone } from "./conduct-alone.js";
import { judgeCase } from "./judge-case.js";
import type { Session } from "./session.js";

/**
 * Makes each doubted delivery once more with the values that may have been its trouble. A finding that does not come back so
 * becomes a warning; one that does stays as it is.
 */
export async function settleDoubts(
  candidate: Case,
  conducted: Conducted,
  doubted: readonly SequenceFinding[],
  session: Session,
): Promise<Unsure> {
  const unsure = new Map<string, Finding["message"]>();
  for (const finding of doubted) {
    const { unless } = finding;
    if (!unless || session.deps.signal.aborted || session.isGone) continue;
    if (!(await comesBack(candidate, conducted, finding, session))) unsure.set(keyOf(finding), unless.unsure);
  }
  return unsure;
}

/** What is said of the findings that did not come back, by `keyOf`. */
export type Unsure = ReadonlyMap<string, Finding["message"]>;

/** An error that did not come back is a warning. */
export function asSure(finding: Finding, unsure: Unsure): Finding {
  const message = finding.severity === "error" ? unsure.get(keyOf(finding)) : undefined;
  return message ? { ...finding, severity: "warning", message } : finding;
}

export function keyOf({ rule, pointer }: Pick<Finding, "rule" | "pointer">): string {
  return `${rule} ${pointer}`;
}

async function comesBack(
  candidate: Case,
  { delivered }: Conducted,
  { rule, pointer, deliveries, unless }: SequenceFinding,
  session: Session,
): Promise<boolean> {
  const original = deliveries.map((name) => delivered.get(name)).find((one) => one !== undefined);
  if (!original || !isNewDelivery(original.delivery) || !unless) return false;
  const { delivery } = original;
  const changes = { name: `${delivery.name}-as-accepted`, set: { ...unless.set, ...delivery.set } };
  const again = await conductAlone(candidate, delivery, changes, session);
  if (again.delivered?.exchange.malformed !== original.exchange.malformed) return false;
  const { findings } = judgeCase(again.candidate, again.conducted, session);
  return findings.some((one) => one.rule === rule && one.pointer === pointer);
}
