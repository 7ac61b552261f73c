import type { CaseResult, ReportedExchange, RunEvent, RunVerdict, Totals } from "../core/event.js";
import { type Message, sayMessage } from "../core/text.js";
import { totalsOf } from "../core/totals.js";

export type RunStarted = Extract<RunEvent, { type: "run-started" }>;
export type RunFinished = Extract<RunEvent, { type: "run-finished" }>;

/** What every reporter knows of a run; the one place where events are added up. */
export type Summary = {
  readonly started: RunStarted | undefined;
  readonly finished: RunFinished | undefined;
  /** `interrupted` as long as the run has not said how it ended. */
  readonly verdict: RunVerdict;
  readonly durationMs: number;
  readonly totals: Totals;
  readonly cases: readonly CaseResult[];
  readonly exchanges: ReadonlyMap<string, ReportedExchange>;
  /** Those of the start, then those of the end; each once. */
  readonly notices: readonly Message[];
};

export type Collector = {
  add(event: RunEvent): void;
  read(): Summary;
};

export function createCollector(): Collector {
  let started: RunStarted | undefined;
  let finished: RunFinished | undefined;
  const cases: CaseResult[] = [];
  const exchanges = new Map<string, ReportedExchange>();
  return {
    add(event) {
      if (event.type === "run-started") started = event;
      else if (event.type === "exchange") exchanges.set(event.exchange.id, event.exchange);
      else if (event.type === "case-finished") cases.push(event.result);
      else if (event.type === "run-finished") finished = event;
    },
    read: () => ({
      started,
      finished,
      verdict: finished?.verdict ?? "interrupted",
      durationMs: finished?.durationMs ?? 0,
      totals: finished?.totals ?? totalsOf(cases),
      cases,
      exchanges,
      notices: withoutRepeats([...(started?.notices ?? []), ...(finished?.notices ?? [])]),
    }),
  };
}

function withoutRepeats(notices: readonly Message[]): readonly Message[] {
  return [...new Map(notices.map((notice) => [sayMessage("en", notice), notice])).values()];
}
