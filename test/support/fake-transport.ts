import type { Failure } from "../../src/core/exchange.js";
import type { Transport, TransportOptions, WireOutcome, WireRequest } from "../../src/core/ports.js";

export type FakeTransport = Transport & {
  readonly requests: readonly WireRequest[];
  readonly options: readonly TransportOptions[];
};

/** Answers each request from a list (the last entry repeats): a JSON body for HTTP 200, a failure, or a whole outcome. */
export function fakeTransport(...answers: readonly (string | Failure | WireOutcome)[]): FakeTransport {
  const requests: WireRequest[] = [];
  const options: TransportOptions[] = [];
  return {
    requests,
    options,
    async send(request, given) {
      const answer = answers[Math.min(requests.length, answers.length - 1)] ?? "";
      requests.push(request);
      options.push(given);
      await given.hold?.();
      given.onReleased?.(requests.length);
      return outcomeOf(answer);
    },
    async close() {},
  };
}

function outcomeOf(answer: string | Failure | WireOutcome): WireOutcome {
  if (typeof answer === "string") {
    const headers = [["Content-Type", "application/json"]] as const;
    return {
      kind: "answer",
      durationMs: 1,
      response: { status: 200, headers, body: new TextEncoder().encode(answer) },
    };
  }
  return "durationMs" in answer ? answer : { kind: "failure", failure: answer, durationMs: 1 };
}
