import { setMaxListeners } from "node:events";
import { caseBook } from "../../cases/book.js";
import { demoCredentials } from "../../config/demo-credentials.js";
import type { Registry } from "../../core/callback.js";
import type { Case } from "../../core/case.js";
import type { CaseResult, RunVerdict } from "../../core/event.js";
import { seededRandom } from "../../core/random.js";
import type { RuleBase } from "../../core/rule.js";
import type { Message } from "../../core/text.js";
import { type RunDeps, type RunPlan, runCases } from "../../engine/run.js";
import { errorCodes } from "../../generated/error-codes.js";
import { endpointPath, merchantApp } from "../../mocks/merchant/app.js";
import { createPlatformPort } from "../../mocks/platform/port.js";
import { operations } from "../../operations/registry.js";
import { memoryTransport } from "./memory-transport.js";
import { factsOf, type Subject } from "./subject.js";
import { virtualClock } from "./virtual-clock.js";

/** What all examinations with one seed share. */
export type Laboratory = {
  readonly registry: Registry;
  readonly rules: ReadonlyMap<string, RuleBase>;
  readonly makerOf: NonNullable<RunDeps["makerOf"]>;
  readonly seed: number;
  readonly signal: AbortSignal;
};

export type Examined = {
  readonly results: readonly CaseResult[];
  /** Undefined when it was left before its end. */
  readonly verdict: RunVerdict | undefined;
  /** What the run said of itself, such as why it is inconclusive. */
  readonly notices: readonly Message[];
};

/** Where every examination begins, so that a seed always makes the same requests. */
const epochMs = Date.UTC(2026, 10, 22, 7, 30, 12);

const merchantUrl = "http://merchant.localhost";
const platformUrl = "http://platform.localhost";

/**
 * Runs cases against one merchant of this process, without a socket and on a clock of its own, so that waiting takes no time.
 * It begins no case after one that is `enough`.
 */
export async function examine(
  subject: Subject,
  cases: readonly Case[],
  laboratory: Laboratory,
  isEnough: (result: CaseResult) => boolean = () => false,
): Promise<Examined> {
  const { registry, seed, makerOf } = laboratory;
  const clock = virtualClock(epochMs);
  const random = seededRandom(seed);
  const platform = createPlatformPort({
    operations,
    ...demoCredentials,
    clock,
    random: random.fork("platform"),
    lang: "en",
    baseUrl: platformUrl,
  });
  const merchant = merchantApp({
    registry,
    ...demoCredentials,
    design: subject.design,
    faults: subject.kind === "fault" ? [subject.fault] : [],
    random: random.fork("merchant"),
    clock,
    platform: { url: platformUrl, call: (request) => clock.busy(() => platform.fetch(request)) },
  });
  const transport = memoryTransport((request) => merchant.fetch(request), clock);
  const signal = AbortSignal.any([laboratory.signal]);
  // Each of the cases that run side by side listens to it.
  setMaxListeners(0, signal);
  const results: CaseResult[] = [];
  try {
    for await (const event of runCases(planFor(subject, cases, laboratory), {
      clock,
      transport,
      platform,
      signal,
      makerOf,
    })) {
      if (event.type === "run-finished") return { results, verdict: event.verdict, notices: event.notices };
      if (event.type !== "case-finished") continue;
      results.push(event.result);
      if (isEnough(event.result)) break;
    }
  } finally {
    merchant.close();
  }
  return { results, verdict: undefined, notices: [] };
}

function planFor(subject: Subject, cases: readonly Case[], { registry, rules, seed }: Laboratory): RunPlan {
  return {
    cases,
    book: caseBook(cases),
    rules,
    registry,
    endpoints: Object.fromEntries(registry.ids.map((id) => [id, `${merchantUrl}${endpointPath(id)}`])),
    ...demoCredentials,
    merchant: factsOf(subject),
    seed,
    now: epochMs,
    concurrency: 8,
    timeoutMs: 5000,
    insecure: false,
    headers: [],
    judge: { reading: "documented" },
    readings: {},
    failOn: "error",
    isBail: false,
    minCodes: 0,
    timeScale: 600,
    // All of it is made up, and nobody reads the events.
    showsPersonal: true,
    tool: { name: "douyin-hotel", version: "" },
    settings: {},
    notices: [],
    codes: errorCodes.filter(({ documented }) => documented),
    targetWords: [],
  };
}
