import type { AnswerDecision } from "../../core/callback.js";
import type { Exchange } from "../../core/exchange.js";
import type { Severity } from "../../core/finding.js";
import { integerOf } from "../../core/integer.js";
import { isObject, type JsonValue, stringifyJson } from "../../core/json.js";
import { getAt } from "../../core/pointer.js";
import type { Message, Text } from "../../core/text.js";
import { fieldName } from "../schema/field-name.js";
import type { LaterDecision, RepeatFacts } from "./group.js";

/** Where a repeat's answer leaves the first one's, and how grave that is. */
export type Difference = { readonly pointer: string; readonly severity: Severity; readonly message: Message };

/** Compares two accepted answers to the same request. `later` is what an operation has decided in between, if one has. */
export function differenceOf(
  facts: Pick<RepeatFacts, "sameAnswer" | "decision">,
  first: Exchange,
  other: Exchange,
  later?: LaterDecision,
): Difference | undefined {
  const { decision, sameAnswer } = facts;
  const decided = decision?.decided ?? [];
  const fixed = sameAnswer.filter((pointer) => !decided.includes(pointer));
  const changed = firstChange(fixed, first, other, (before) => before !== undefined);
  if (changed) return changed;
  return decision ? decisionDifference(decision, first, other, later) : firstChange(decided, first, other);
}

function decisionDifference(
  decision: AnswerDecision,
  first: Exchange,
  other: Exchange,
  later: LaterDecision | undefined,
): Difference | undefined {
  const before = modeOf(decision, first);
  const after = modeOf(decision, other);
  const { mode, decided } = decision;
  if (before === "later" && after === "now") return decidedSince(decision, first, other, later);
  if (before === "now" && after === "later") return said(mode, "error", texts.withdrawn, first, other);
  // Whatever stands beside "decided later" is judged on each answer alone.
  if (before === "later" && after === "later") return undefined;
  if (before === "later") return said(mode, "warning", texts.modeGone, first, other);
  const changed = firstChange(decided, first, other);
  if (!changed || before === "now") return changed;
  return { ...changed, severity: "warning" };
}

function decidedSince(
  { mode }: AnswerDecision,
  first: Exchange,
  other: Exchange,
  later: LaterDecision | undefined,
): Difference {
  if (later === undefined) return said(mode, "warning", texts.decidedUnseen, first, other);
  for (const [pointer, value] of Object.entries(later)) {
    const answered = valueAt(other, pointer);
    if (answered === plain(value)) continue;
    const args = { field: fieldName(pointer), first: shown(value), other: shown(getAt(jsonOf(other), pointer)) };
    return { pointer, severity: "error", message: { text: texts.againstOperation, args } };
  }
  return said(mode, "info", texts.decidedSince, first, other);
}

function firstChange(
  pointers: readonly string[],
  first: Exchange,
  other: Exchange,
  counts: (before: string | undefined) => boolean = () => true,
): Difference | undefined {
  const pointer = pointers.find((at) => valueAt(first, at) !== valueAt(other, at) && counts(valueAt(first, at)));
  return pointer === undefined ? undefined : said(pointer, "error", texts.changed, first, other);
}

function said(pointer: string, severity: Severity, text: Text, first: Exchange, other: Exchange): Difference {
  const args = {
    field: fieldName(pointer),
    first: shown(getAt(jsonOf(first), pointer)),
    other: shown(getAt(jsonOf(other), pointer)),
  };
  return { pointer, severity, message: { text, args } };
}

function modeOf({ mode, sync, async }: AnswerDecision, exchange: Exchange): "now" | "later" | "unsaid" {
  const value = integerOf(getAt(jsonOf(exchange), mode));
  return value === sync ? "now" : value === async ? "later" : "unsaid";
}

function valueAt(exchange: Exchange, pointer: string): string | undefined {
  return plain(getAt(jsonOf(exchange), pointer));
}

/** A value to compare by: what serialisers write for "nothing" is nothing, and types are the schema's business. */
function plain(value: JsonValue | undefined): string | undefined {
  if (value === undefined || value === null || value === "" || integerOf(value) === 0) return undefined;
  if (typeof value === "string") return value;
  return String(integerOf(value) ?? stringifyJson(value));
}

function shown(value: JsonValue | undefined): string {
  const text = value === undefined ? "–" : stringifyJson(value);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

function jsonOf({ answer }: Exchange): JsonValue {
  return isObject(answer?.json) ? answer.json : {};
}

const texts = {
  changed: {
    zh: "同一请求，一次应答的 {field} 是 {first}，另一次却是 {other}。重复的请求要返回第一次的结果，请按幂等键保存并返回它。",
    en: "One answer to this request says {field} {first}, another {other}. A repeat gets the first result; store it under the idempotency key and return it.",
  },
  withdrawn: {
    zh: "先前的应答已经给出结论（{field} {first}），重复的请求却改为稍后再定（{other}）。重复的请求要返回第一次的结论。",
    en: "An earlier answer gave the decision ({field} {first}), and the answer to the repeat puts it off ({other}). A repeat gets the first decision.",
  },
  modeGone: {
    zh: "先前的应答是稍后再定（{field} {first}），对重复请求的应答没有说明（{other}）。重复的请求请返回同样的应答。",
    en: "An earlier answer put the decision off ({field} {first}), and the answer to the repeat says nothing about it ({other}). Give a repeat the same answer.",
  },
  decidedSince: {
    zh: "结论已由接口调用给出，对重复请求的应答带上了同样的结论（{field} 从 {first} 变为 {other}）。",
    en: "The decision was made known by the operation, and the answer to the repeat gives the same one ({field} {first} became {other}).",
  },
  decidedUnseen: {
    zh: "先前的应答是稍后再定（{field} {first}），对重复请求的应答直接给出了结论（{other}）；没有看到接口调用，无法判断两者是否一致。",
    en: "An earlier answer put the decision off ({field} {first}), and the answer to the repeat gives one ({other}); no operation call was seen, so whether the two agree cannot be told.",
  },
  againstOperation: {
    zh: "接口调用给出的 {field} 是 {first}，之后的应答却是 {other}。两处的结论必须一致。",
    en: "The operation said {field} {first}, but the answer after it says {other}. Both must tell the same decision.",
  },
} satisfies Readonly<Record<string, Text>>;
