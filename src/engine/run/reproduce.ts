import type { Case, NewDelivery } from "../../core/case.js";
import { nodeAt } from "../../core/fields.js";
import type { Finding } from "../../core/finding.js";
import { stringifyJson } from "../../core/json.js";
import { utcText } from "../../core/moment.js";
import type { Conducted } from "./conduct.js";
import type { RunPlan } from "./plan.js";
import type { Prepared } from "./prepare.js";
import { resolveDates } from "./relative-date.js";
import { redactorFor } from "./report.js";

/**
 * The one command line that shows the failure again: `send` for a single plain delivery whose answer alone is at fault, else the
 * case itself.
 */
export function commandFor(candidate: Case, conducted: Conducted, failing: readonly Finding[], plan: RunPlan): string {
  const isSeenBySend = failing.every(({ rule, pointer }) => isFoundAlone(rule, pointer, conducted));
  const send = isSeenBySend ? sendWords(candidate, conducted, plan) : undefined;
  const { text } = redactorFor(conducted.exchanges, plan);
  const isShowable = (word: string): boolean => isTypeable(word) && text(word) === word;
  const words = send?.every(isShowable) ? send : testWords(candidate, plan);
  return ["douyin-hotel", ...words].map(quoted).join(" ");
}

/** No terminal shows a control character as it is, so no reader could copy it. */
function isTypeable(word: string): boolean {
  return !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(word);
}

function testWords({ id }: Case, plan: RunPlan): readonly string[] {
  return ["test", "--only", id, "--seed", String(plan.seed), "--now", utcText(plan.now), ...plan.targetWords];
}

/** `send` judges one answer, without the rules over several and without knowing what a case is about. */
function isFoundAlone(rule: string, pointer: string, { exchanges }: Conducted): boolean {
  return exchanges.some(({ findings }) => findings.some((one) => one.rule === rule && one.pointer === pointer));
}

function sendWords({ steps }: Case, { prepared, exchanges }: Conducted, plan: RunPlan): readonly string[] | undefined {
  const [step, ...others] = steps;
  if (!step || others.length > 0 || exchanges.length > 1 || !("deliver" in step)) return undefined;
  const delivery = step.deliver;
  const ready = prepared.get(delivery.name);
  if ("repeat" in delivery || "raw" in delivery || !ready || !isPlain(delivery)) return undefined;
  return [
    "send",
    delivery.callback,
    ...["--variant", ready.variant, "--seed", ready.seed, "--now", utcText(plan.now)],
    ...assignments(delivery, ready, plan),
    ...(delivery.encoding ? ["--encoding", delivery.encoding] : []),
    ...(delivery.signature && delivery.signature !== "valid" ? ["--signature", delivery.signature] : []),
    ...(plan.sendWords?.(delivery.callback) ?? []),
  ];
}

/** What the flags of `send` can say. */
function isPlain({ put, omit, take, provoke, like, rewrite, query, headers, sabotage, ...rest }: NewDelivery): boolean {
  const others = [put, omit, take, provoke, like, rewrite, query, headers, sabotage];
  const { signedWithKey, emptySignatures, queryOrder, headerCase, isOnKeptConnection, platformAnswers } = rest;
  return [...others, signedWithKey, emptySignatures, queryOrder, headerCase, isOnKeptConnection, platformAnswers].every(
    (value) => value === undefined,
  );
}

function assignments(
  { set = {}, unset = [] }: NewDelivery,
  { definition }: Prepared,
  { now }: RunPlan,
): readonly string[] {
  const given = Object.entries(set).flatMap(([path, value]) => {
    const resolved = resolveDates(value, now);
    return ["--set", `${path}=${typeof resolved === "string" ? resolved : stringifyJson(resolved)}`];
  });
  const removed = unset.flatMap((path) => ["--unset", path]);
  const isUnknown = Object.keys(set).some((path) => nodeAt(definition.request.schema, path) === undefined);
  return [...given, ...removed, ...(isUnknown ? ["--allow-unknown"] : [])];
}

function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
