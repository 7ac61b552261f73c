import type { Finding, Severity } from "../../core/finding.js";
import type { DescribedRule } from "../../core/rule.js";
import type { Text } from "../../core/text.js";
import { errorCodeOf } from "../answer-data.js";
import { byCopy, contrast, isAccepted, isGenuine, isLost, type Member, type RepeatFacts } from "./group.js";
import { after100, afterLostAnswer } from "./rules.js";

/** After a first answer of 100 the retry of the same order succeeds. */
export function judgeAfter100(facts: RepeatFacts, members: readonly Member[]): readonly Finding[] {
  return byCopy(members.filter(isGenuine)).flatMap((attempts) => {
    const asked = attempts.findIndex(({ exchange }) => errorCodeOf(exchange) === 100);
    const first = attempts[asked];
    if (!first || attempts.slice(0, asked).some((attempt) => isAccepted(attempt) || isLost(attempt))) return [];
    return judgeRetries(facts, after100, first, attempts.slice(asked + 1));
  });
}

/** After an answer that never arrived the retry succeeds. */
export function judgeAfterLostAnswer(facts: RepeatFacts, members: readonly Member[]): readonly Finding[] {
  return byCopy(members.filter(isGenuine)).flatMap((attempts) => {
    const lost = attempts.findIndex(isLost);
    const first = attempts[lost];
    if (!first || attempts.slice(0, lost).some(({ exchange }) => errorCodeOf(exchange) !== undefined)) return [];
    return judgeRetries(facts, afterLostAnswer, first, attempts.slice(lost + 1));
  });
}

function judgeRetries(
  facts: RepeatFacts,
  rule: DescribedRule,
  first: Member,
  retries: readonly Member[],
): readonly Finding[] {
  const answered = retries.filter(({ exchange }) => exchange.answer !== undefined && exchange.failure === undefined);
  const last = answered.at(-1);
  if (!last || answered.some(isAccepted)) return [];
  const code = errorCodeOf(last.exchange);
  const { severity, text } =
    code === 100 && isUnknown(facts, last) ? still100Unknown : gravityOf(code, answered.length);
  const args = { code: code ?? "–", status: last.exchange.answer?.status ?? "–", n: answered.length };
  const pointer = code === undefined ? "" : "/data/error_code";
  return [contrast(facts, rule, first.exchange, last.exchange, { pointer, severity, message: { text, args } })];
}

/** A cancel of an order that was never stored; one of a create that failed is answered 0 all the same. */
function isUnknown({ ownId }: RepeatFacts, { exchange }: Member): boolean {
  return ownId === undefined && exchange.orderStored === false && exchange.payload?.cancel_type !== 3;
}

/** Codes by which a merchant says that its own first attempt stands in the way. */
const inTheWay = new Set([7, 9, 13]);

/** As many retries without success as leave no doubt. */
const enoughRetries = 2;

function gravityOf(code: number | undefined, retries: number): { readonly severity: Severity; readonly text: Text } {
  if (code === undefined) return { severity: "error", text: texts.unreadable };
  if (code === 100) return { severity: retries < enoughRetries ? "warning" : "error", text: texts.still100 };
  return inTheWay.has(code)
    ? { severity: "error", text: texts.inTheWay }
    : { severity: "warning", text: texts.refused };
}

const texts = {
  unreadable: {
    zh: "重试没有得到可读的应答（HTTP {status}）。重试同一订单要成功。",
    en: "The retry got no readable answer (HTTP {status}). A retry of the same order succeeds.",
  },
  still100: {
    zh: "重试了 {n} 次，仍然是 100。重试次数用完后订单会失败并退款，请让重试成功。",
    en: "After {n} retries the answer is still 100. Once the retries are used up the order fails and is refunded; let the retry succeed.",
  },
  inTheWay: {
    zh: "重试得到 {code}：多半是第一次已经落库，重试撞上了自己的记录。订单已存在时要返回成功和第一次的结果。",
    en: "The retry was answered {code}: the first attempt was probably stored, and the retry ran into its own record. For an order that exists, answer success with the first result.",
  },
  refused: {
    zh: "重试得到 {code}，是拒绝。如果第一次已经提交，应返回第一次的结果；这里无法区分。",
    en: "The retry was refused with {code}. If the first attempt had been committed, its result is due; that cannot be told from here.",
  },
  unknownOrder: {
    zh: "重试了 {n} 次，取消一个从未创建成功的订单仍然得到 100。若商家确实没有这个订单，这可以理解，但平台会一直重试；请返回一个结论。",
    en: "After {n} retries the cancel of an order that was never stored is still answered 100. That is understandable if the merchant does not hold the order, though the platform repeats it again and again; answer with a decision.",
  },
} satisfies Readonly<Record<string, Text>>;

const still100Unknown = { severity: "warning", text: texts.unknownOrder } as const;
