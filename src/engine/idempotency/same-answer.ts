import type { Finding } from "../../core/finding.js";
import type { Text } from "../../core/text.js";
import { errorCodeOf } from "../answer-data.js";
import { differenceOf } from "./difference.js";
import { contrast, isAccepted, isGenuine, type LaterDecision, type Member, type RepeatFacts } from "./group.js";
import { sameAnswer } from "./rules.js";

/** What follows the first accepted answer to a request repeats it. Failures are judged on their own. */
export function judgeSameAnswer(
  facts: RepeatFacts,
  members: readonly Member[],
  later?: LaterDecision,
): readonly Finding[] {
  const genuine = members.filter(isGenuine);
  const start = genuine.findIndex(isAccepted);
  const first = genuine[start];
  if (!first) return [];
  const repeats = genuine.slice(start + 1);
  return repeats.flatMap((repeat, index) => judgeRepeat(facts, first, repeat, repeats.slice(index + 1), later));
}

function judgeRepeat(
  facts: RepeatFacts,
  first: Member,
  repeat: Member,
  rest: readonly Member[],
  later: LaterDecision | undefined,
): readonly Finding[] {
  const code = errorCodeOf(repeat.exchange);
  if (code === undefined) return [];
  if (code === 0) {
    const difference = differenceOf(facts, first.exchange, repeat.exchange, later);
    return difference ? [contrast(facts, sameAnswer, first.exchange, repeat.exchange, difference)] : [];
  }
  const retries = rest.filter(({ copy }) => copy === repeat.copy);
  // The last attempt of a copy speaks for it.
  if (retries.some(({ exchange }) => errorCodeOf(exchange) !== undefined && errorCodeOf(exchange) !== 0)) return [];
  const hasSucceeded = code === 100 && retries.some(isAccepted);
  const args = { code };
  return [
    contrast(facts, sameAnswer, first.exchange, repeat.exchange, {
      pointer: "/data/error_code",
      severity: hasSucceeded ? "warning" : "error",
      message: { text: hasSucceeded ? texts.late : texts.refused, args },
    }),
  ];
}

const texts = {
  refused: {
    zh: "这个请求已经成功过，重复时却得到 {code}。重复的请求要返回 0 和第一次的结果。",
    en: "This request had succeeded, yet its repeat was answered {code}. A repeat is answered 0 with the first result.",
  },
  late: {
    zh: "这个请求已经成功过，重复时却得到 100，之后的重试才成功。结果已有，请直接返回。",
    en: "This request had succeeded, yet its repeat was answered 100 and only its retry succeeded. The result is known; return it at once.",
  },
} satisfies Readonly<Record<string, Text>>;
