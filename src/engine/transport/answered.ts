import type { Answer, Exchange } from "../../core/exchange.js";

/** The answer, when the exchange came to its end. A redirect keeps its response, but it is a failure. */
export function answered({ answer, failure }: Pick<Exchange, "answer" | "failure">): Answer | undefined {
  return failure === undefined ? answer : undefined;
}

/** The answer whose body counts: the one on HTTP 200. */
export function answeredOk(exchange: Pick<Exchange, "answer" | "failure">): Answer | undefined {
  const answer = answered(exchange);
  return answer?.status === 200 ? answer : undefined;
}

/** The failure, unless we cut the exchange off ourselves. */
export function failed({ failure, sabotaged }: Exchange): Exchange["failure"] {
  return sabotaged ? undefined : failure;
}
