import type { Delivered, NewDelivery, RefusalMark, SetupFacts } from "../../core/case.js";
import type { Failure, SignatureForm } from "../../core/exchange.js";
import { seededRandom } from "../../core/random.js";
import { isUnreachable } from "../verdict.js";
import { asksForRetry, carryOut, newEnvelope } from "./carry-out.js";
import type { Bench } from "./plan.js";
import { type Progress, prepare } from "./prepare.js";

export type Probe = {
  readonly facts: SetupFacts;
  /** Why nobody could be asked; undefined when somebody listens. */
  readonly unreachable: Failure | undefined;
  /** What kept the standard order from being answered, in a word; undefined when it was. */
  readonly failure: string | undefined;
};

/** How often a standard order is tried before it counts as not answered. */
const tries = 3;

/** Sends the standard order, and a forgery of another one, to see what a refusal looks like. */
export async function probeSetup(
  bench: Bench,
  markOf: (delivered: Delivered) => RefusalMark | undefined,
): Promise<Probe> {
  let last = await trySeveral(bench, "standard");
  const { exchange } = last;
  if (exchange.failure && isUnreachable(exchange.failure))
    return { facts: nothingKnown, unreachable: exchange.failure, failure: exchange.failure.kind };
  if (bench.deps.signal.aborted) return { facts: nothingKnown, unreachable: undefined, failure: undefined };
  const forgery = await tryOnce(bench, "forgery", "wrong-secret");
  const { isAccepted: isTaken, isSameRefusal } = bench.plan.book;
  // A check that breaks on certain bytes refuses some orders and takes others.
  const isDoubtful = (): boolean => !isTaken(last) && isSameRefusal(markOf(last), markOf(forgery));
  for (let n = 1; n <= tries && isDoubtful() && !bench.deps.signal.aborted; n++) {
    const other = await tryOnce(bench, `other-${n}`, "valid");
    if (isTaken(other)) last = other;
  }
  const isAccepted = isTaken(last);
  return {
    facts: {
      isAccepted,
      refusal: isAccepted ? undefined : markOf(last),
      forgeryRefusal: markOf(forgery),
    },
    unreachable: undefined,
    failure: last.code === undefined ? (exchange.failure?.kind ?? `HTTP ${exchange.answer?.status ?? "–"}`) : undefined,
  };
}

const nothingKnown: SetupFacts = { isAccepted: false, refusal: undefined, forgeryRefusal: undefined };

async function trySeveral(bench: Bench, label: string): Promise<Delivered> {
  let last = await tryOnce(bench, `${label}-1`, "valid");
  for (let attempt = 2; attempt <= tries && isWorthAnotherTry(last, bench) && !bench.deps.signal.aborted; attempt++)
    last = await tryOnce(bench, `${label}-${attempt}`, "valid");
  return last;
}

/** One lost answer, or one refusal of a busy merchant, says nothing yet. */
function isWorthAnotherTry(delivered: Delivered, { plan }: Bench): boolean {
  return !plan.book.isAccepted(delivered) && (delivered.code === undefined || asksForRetry(delivered));
}

/** A standard order of its own, made again while it is answered 100. */
export async function tryOnce(bench: Bench, label: string, signature: SignatureForm): Promise<Delivered> {
  const progress: Progress = {
    prepared: new Map(),
    delivered: new Map(),
    random: seededRandom(bench.plan.seed).fork(`setup/${label}`),
  };
  const delivery: NewDelivery = { ...bench.plan.book.setup.delivery, signature };
  const prepared = prepare(delivery, progress, bench);
  const send = (attempt: number): Promise<Delivered> =>
    carryOut(
      prepared,
      {
        exchangeId: "setup",
        attempt,
        orderStored: false,
        envelope: newEnvelope(bench, progress.random.fork(`envelope/${attempt}`)),
        earlier: [],
      },
      bench,
    );
  let last = await send(1);
  for (let attempt = 2; attempt <= tries && asksForRetry(last) && !bench.deps.signal.aborted; attempt++) {
    await bench.deps.clock.sleep(200 * attempt, bench.deps.signal).catch(() => undefined);
    if (bench.deps.signal.aborted) break;
    last = await send(attempt);
  }
  return last;
}
