import type { Case, Delivered } from "../../core/case.js";
import type { Finding } from "../../core/finding.js";
import { onlyDelivery, optionalFields, shrink } from "../shrink.js";
import type { Conducted } from "./conduct.js";
import { conductAlone } from "./conduct-alone.js";
import { judgeCase } from "./judge-case.js";
import type { Session } from "./session.js";

/** Deliveries spent on one case. */
const budgetOfCase = 14;

/** Transport mistakes have nothing to do with what the payload holds. */
const isAboutPayload = ({ rule }: Finding): boolean =>
  !/^transport\/(timeout|slow|connection|redirect|content-type)$/.test(rule);

/**
 * The delivery with the smallest payload that still breaks the same rule; undefined for a case of several deliveries, a rule
 * that was looked at before, or one that has nothing to do with the payload.
 */
export async function smallestFailing(
  candidate: Case,
  conducted: Conducted,
  findings: readonly Finding[],
  session: Session,
): Promise<Delivered | undefined> {
  const delivery = onlyDelivery(candidate);
  const original = delivery && conducted.prepared.get(delivery.name);
  const failing = findings.find((finding) => isAboutPayload(finding) && !session.shrunk.has(finding.rule));
  if (!delivery || !original?.payload || !failing || session.shrinkBudget <= 0) return undefined;
  session.shrunk.add(failing.rule);
  let smallest: Delivered | undefined;
  let trial = 0;
  const stillFails = async (omitted: readonly string[]): Promise<boolean> => {
    trial++;
    session.shrinkBudget--;
    const changes = { name: `${delivery.name}-smaller-${trial}`, omit: [...(delivery.omit ?? []), ...omitted] };
    const again = await conductAlone(candidate, delivery, changes, session);
    const { delivered } = again;
    if (!delivered || delivered.exchange.malformed !== original.malformed) return false;
    const { findings: found } = judgeCase(again.candidate, again.conducted, session);
    const isSame = found.some(({ rule }) => rule === failing.rule);
    if (isSame) smallest = delivered;
    return isSame;
  };
  const fields = optionalFields(original.payload, original.definition.request.schema, delivery);
  await shrink(fields, stillFails, { left: Math.min(budgetOfCase, session.shrinkBudget) });
  return smallest ?? conducted.delivered.get(delivery.name);
}
