import type { Case, NewDelivery } from "../../core/case.js";
import { nodeAt } from "../../core/fields.js";
import { stringifyJson } from "../../core/json.js";
import { utcText } from "../../core/moment.js";
import type { Conducted } from "./conduct.js";
import type { RunPlan } from "./plan.js";
import type { Prepared } from "./prepare.js";
import { resolveDates } from "./relative-date.js";

/** The one command line that shows the failure again: `send` for a single plain delivery, else the case itself. */
export function commandFor(candidate: Case, conducted: Conducted, plan: RunPlan): string {
  const words = sendWords(candidate, conducted, plan) ?? testWords(candidate, plan);
  return ["douyin-hotel", ...words].map(quoted).join(" ");
}

function testWords({ id }: Case, plan: RunPlan): readonly string[] {
  return ["test", "--only", id, "--seed", String(plan.seed), "--now", utcText(plan.now), ...plan.targetWords];
}

function sendWords({ steps }: Case, { prepared }: Conducted, plan: RunPlan): readonly string[] | undefined {
  const [step, ...others] = steps;
  if (!step || others.length > 0 || !("deliver" in step)) return undefined;
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
