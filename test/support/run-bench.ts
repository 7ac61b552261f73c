import { callbacks } from "../../src/callbacks/registry.js";
import { caseBook } from "../../src/cases/book.js";
import { loadCases } from "../../src/cases/registry.js";
import { allDefinitions, allRules } from "../../src/cli/catalogue-sources.js";
import { memoryTransport } from "../../src/cli/selftest/memory-transport.js";
import { virtualClock } from "../../src/cli/selftest/virtual-clock.js";
import type { Case } from "../../src/core/case.js";
import type { CaseResult, RunEvent } from "../../src/core/event.js";
import { defaultMerchantFacts, type MerchantFacts } from "../../src/core/exchange.js";
import type { Transport } from "../../src/core/ports.js";
import { seededRandom } from "../../src/core/random.js";
import { type RunPlan, runCases } from "../../src/engine/run.js";
import { errorCodes } from "../../src/generated/error-codes.js";
import { merchantApp } from "../../src/mocks/merchant/app.js";
import { findDesign, referenceDesign } from "../../src/mocks/merchant/designs.js";
import { findFault } from "../../src/mocks/merchant/faults.js";
import { referenceProvoke } from "../../src/mocks/merchant/provoke.js";
import { clientKey, clientSecret } from "./merchant-bench.js";

const epochMs = Date.UTC(2026, 10, 22, 7, 30, 12);

export type RunWish = {
  /** Ids or suites. */
  readonly cases: readonly string[];
  readonly design?: string;
  readonly faults?: readonly string[];
  readonly merchant?: Partial<MerchantFacts>;
  readonly plan?: Partial<RunPlan>;
  readonly signal?: AbortSignal;
  /** In place of the merchant. */
  readonly transport?: (toMerchant: Transport) => Transport;
  readonly onEvent?: (event: RunEvent) => void;
};

export type Ran = {
  readonly events: readonly RunEvent[];
  readonly results: ReadonlyMap<string, CaseResult>;
  readonly finished: Extract<RunEvent, { type: "run-finished" }>;
  readonly started: Extract<RunEvent, { type: "run-started" }>;
};

/** Runs some contract cases against the reference merchant in this process, on a virtual clock. */
export async function runBench(wish: RunWish): Promise<Ran> {
  const { design, faults = [], merchant = {}, plan = {}, signal = new AbortController().signal } = wish;
  const cases = (await loadCases()).filter(({ id, suite }) => wish.cases.includes(id) || wish.cases.includes(suite));
  const clock = virtualClock(epochMs);
  const app = merchantApp({
    registry: callbacks,
    clientKey,
    clientSecret,
    design: design === undefined ? referenceDesign : findDesign(design),
    faults: faults.map(findFault),
    random: seededRandom("run"),
    clock,
  });
  const toMerchant = memoryTransport((request) => app.fetch(request), clock);
  const events: RunEvent[] = [];
  for await (const event of runCases(
    {
      ...(await planFor(cases)),
      merchant: { ...defaultMerchantFacts, provoke: referenceProvoke, ...merchant },
      ...plan,
    },
    { clock, transport: wish.transport?.(toMerchant) ?? toMerchant, signal },
  )) {
    events.push(event);
    wish.onEvent?.(event);
  }
  app.close();
  const finished = events.at(-1);
  const [started] = events;
  if (finished?.type !== "run-finished" || started?.type !== "run-started") throw new Error("The run has no frame.");
  const results = new Map(
    events.flatMap((event) => (event.type === "case-finished" ? [[event.result.id, event.result] as const] : [])),
  );
  return { events, results, finished, started };
}

async function planFor(cases: readonly Case[]): Promise<Omit<RunPlan, "merchant">> {
  const rules = await allRules(await allDefinitions({ registry: callbacks }));
  return {
    cases,
    book: caseBook(cases),
    rules: new Map(rules.map((rule) => [rule.id, rule])),
    registry: callbacks,
    endpoints: Object.fromEntries(callbacks.ids.map((id) => [id, `http://merchant.localhost/spi/${id}`])),
    clientKey,
    clientSecret,
    seed: 7,
    now: epochMs,
    concurrency: 4,
    timeoutMs: 5000,
    insecure: false,
    headers: [],
    judge: { reading: "documented" },
    readings: {},
    failOn: "error",
    isBail: false,
    minCodes: 0,
    timeScale: 600,
    showsPersonal: false,
    tool: { name: "douyin-hotel", version: "1.0.0" },
    settings: {},
    notices: [],
    codes: errorCodes.filter(({ documented }) => documented),
    targetWords: [],
  };
}
