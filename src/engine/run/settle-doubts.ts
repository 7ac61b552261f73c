import type { Case, Delivered, NewDelivery, SequenceFinding } from "../../core/case.js";
import type { Finding } from "../../core/finding.js";
import { type Conducted, conductCase } from "./conduct.js";
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
): Promise<ReadonlyMap<string, Finding["message"]>> {
  const unsure = new Map<string, Finding["message"]>();
  for (const finding of doubted) {
    const { unless } = finding;
    if (!unless || session.deps.signal.aborted || session.isGone) continue;
    if (!(await comesBack(candidate, conducted, finding, session))) unsure.set(keyOf(finding), unless.unsure);
  }
  return unsure;
}

export function keyOf({ rule, pointer }: Pick<Finding, "rule" | "pointer">): string {
  return `${rule} ${pointer}`;
}

async function comesBack(
  candidate: Case,
  conducted: Conducted,
  { rule, pointer, deliveries, unless }: SequenceFinding,
  session: Session,
): Promise<boolean> {
  const original = deliveries.map((name) => conducted.delivered.get(name)).find((one) => one !== undefined);
  const delivery = original && newOf(original);
  if (!original || !delivery || !unless) return false;
  const name = `${delivery.name}-as-accepted`;
  const again: Case = {
    ...candidate,
    steps: [
      {
        deliver: {
          ...delivery,
          name,
          like: delivery.like ?? delivery.name,
          set: { ...unless.set, ...delivery.set },
        },
      },
    ],
    expect: candidate.expect
      .filter(({ of }) => of.includes(delivery.name))
      .map((expectation) => ({ ...expectation, of: [name] })),
  };
  const made = await conductCase(again, 0, session);
  const delivered = made.delivered.get(name);
  if (!delivered || delivered.exchange.malformed !== original.exchange.malformed) return false;
  return judgeCase(again, made, session).findings.some((one) => one.rule === rule && one.pointer === pointer);
}

function newOf({ delivery }: Delivered): NewDelivery | undefined {
  return "repeat" in delivery || "raw" in delivery ? undefined : delivery;
}
