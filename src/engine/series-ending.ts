import type { PlatformActionName } from "../core/exchange.js";
import type { Message, Text } from "../core/text.js";
import type { SeriesAttempt } from "./series.js";
import { isGivenUp } from "./verdict.js";

/** How a delivery with all its attempts ended, as Douyin would see it. */
export type EndingState =
  /** The answer settles it: accepted, or refused in a way that is not retried. */
  | "accepted"
  | "refused"
  | "refunded"
  /** An operation of the merchant is still awaited. */
  | "waiting"
  | "failed-after-retries"
  /** No connection ever came about. */
  | "unreached"
  /** Douyin would retry, and nobody asked us to. */
  | "would-retry"
  | "interrupted";

export type Ending = {
  readonly state: EndingState;
  /** Why it ended, and what Douyin would do then. */
  readonly words: readonly Message[];
};

/** The ending of one copy, from its attempts in order. */
export function endingOf(attempts: readonly SeriesAttempt[], afterRetries: Text, isInterrupted: boolean): Ending {
  const last = attempts.at(-1);
  if (!last) return { state: "interrupted", words: [{ text: texts.notSent }] };
  const { next } = last;
  const { exchange, platform } = last.judged;
  if (exchange.failure && isGivenUp(exchange.failure)) {
    return { state: "interrupted", words: [{ text: texts.noAnswer }] };
  }
  const isSettled = next?.type === "stop" && next.why === "settled";
  if (platform.action !== "retry" || isSettled)
    return { state: states[platform.action] ?? "refused", words: [platform.reason] };
  if (next?.type === "stop" && next.why === "unreached") return { state: "unreached", words: [next.reason] };
  if (next?.type === "stop") {
    return { state: "failed-after-retries", words: [next.reason, { text: afterRetries }] };
  }
  if (!next) return { state: "would-retry", words: [platform.reason] };
  if (isInterrupted) return { state: "interrupted", words: [{ text: texts.interrupted }] };
  return { state: "failed-after-retries", words: [{ text: texts.outOfTime }, { text: afterRetries }] };
}

/** The best of the copies: one that is accepted is all that Douyin wants. */
export function endingOfSeries(endings: readonly Ending[]): Ending {
  const [best] = endings.toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state));
  return best ?? { state: "interrupted", words: [{ text: texts.notSent }] };
}

const order: readonly EndingState[] = [
  "accepted",
  "waiting",
  "refunded",
  "refused",
  "would-retry",
  "failed-after-retries",
  "unreached",
  "interrupted",
];

/** Every other action refuses, or keeps what was to be cancelled. */
const states: { readonly [action in PlatformActionName]?: EndingState } = {
  accept: "accepted",
  confirm: "accepted",
  "wait-confirm": "waiting",
  "wait-audit": "waiting",
  retry: "would-retry",
  refund: "refunded",
};

const texts = {
  noAnswer: {
    zh: "在应答到达之前被中断，对商家不作判断。",
    en: "It was interrupted before an answer arrived, which says nothing about the merchant.",
  },
  notSent: { zh: "在发送之前被中断。", en: "It was interrupted before anything was sent." },
  interrupted: {
    zh: "重试被中断；平台会继续重试。",
    en: "The retries were interrupted; the platform would go on.",
  },
  outOfTime: {
    zh: "重试已用完允许的实际时间，不再发送。",
    en: "The retries have used up the real time that they are allowed; nothing more is sent.",
  },
} satisfies Readonly<Record<string, Text>>;
