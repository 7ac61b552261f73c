import { type Case, type Delivered, isNewDelivery, type NewDelivery, type SequenceFinding } from "../../core/case.js";
import type { Message, Text } from "../../core/text.js";
import type { Conducted } from "./conduct.js";
import { conductAlone } from "./conduct-alone.js";
import { tryAccepted } from "./probe.js";
import type { Session } from "./session.js";

/**
 * Why findings prove nothing: an order that should be accepted now is refused. Undefined when it is accepted, so that the
 * findings stand. Where even the order of the setup is refused, the hotel has changed and nothing more can be built on it.
 */
export async function outdatedBy(
  candidate: Case,
  conducted: Conducted,
  findings: readonly SequenceFinding[],
  session: Session,
): Promise<Message | undefined> {
  const { acceptedAs, deps, isGone } = session;
  if (acceptedAs === undefined) return session.blocked;
  if (deps.signal.aborted || isGone) return undefined;
  const alike = findings.every(({ needsControl }) => needsControl === "alike")
    ? alikeOf(findings[0], conducted)
    : undefined;
  const again = alike && (await madeAlike(candidate, alike, session));
  if (again && isRefused(again, session)) {
    const code = again.code ?? "–";
    return (await filledUpBy(candidate, acceptedAs, session)) ?? { text: refusedAlike, args: { code } };
  }
  return again ? undefined : filledUpBy(candidate, acceptedAs, session);
}

async function filledUpBy(candidate: Case, acceptedAs: string, session: Session): Promise<Message | undefined> {
  const control = await tryAccepted(session, acceptedAs, `control/${candidate.id}`);
  if (!isRefused(control, session)) return undefined;
  session.blocked = { text: filledUp, args: { code: control.code ?? "–" } };
  return session.blocked;
}

function isRefused(delivered: Delivered, { plan }: Session): boolean {
  return delivered.code !== undefined && !plan.book.isAccepted(delivered);
}

/** The order that the finding is about, without what a delivery under an id of its own must not have. */
function alikeOf(finding: SequenceFinding | undefined, { delivered, prepared }: Conducted): NewDelivery | undefined {
  const name = finding?.deliveries[0] ?? "";
  const of = delivered.get(name);
  let delivery = of?.delivery;
  const { manner } = prepared.get(name) ?? {};
  while (delivery && "repeat" in delivery) delivery = delivered.get(delivery.repeat)?.delivery;
  if (!of || !manner || !delivery || !isNewDelivery(delivery) || delivery.about !== undefined) return undefined;
  const { sabotage: _s, take: _t, set = {}, ...rest } = { ...delivery, ...manner };
  const { [of.definition.idempotencyKey]: _k, ...others } = set;
  return { ...rest, set: others };
}

async function madeAlike(candidate: Case, order: NewDelivery, session: Session): Promise<Delivered | undefined> {
  const changes = { name: `${order.name}-alike` };
  return (await conductAlone({ ...candidate, expect: [] }, order, changes, session)).delivered;
}

const refusedAlike: Text = {
  zh: "同样的订单换一个订单号也被拒绝（error_code {code}），无法判断拒绝与前一个请求有没有关系。",
  en: "The same order under an id of its own is refused too (error_code {code}), so whether the refusal has to do with the earlier request cannot be told.",
};
const filledUp: Text = {
  zh: "运行途中标准订单也开始被拒绝（error_code {code}），例如房间已订满或达到购买上限。请换一批房型或日期（merchant.ratePlanIds、merchant.overrides）再运行。",
  en: "In the middle of the run the standard order began to be refused too (error_code {code}), as when a hotel fills up or a limit is reached. Run again with other rate plans or dates (merchant.ratePlanIds, merchant.overrides).",
};
