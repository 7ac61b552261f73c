import type { Delivered, NewDelivery, RefusalMark, SetupFacts } from "../../core/case.js";
import type { Failure, SignatureForm } from "../../core/exchange.js";
import type { JsonObject } from "../../core/json.js";
import { getAt, parsePath, toPointer, topField } from "../../core/pointer.js";
import { seededRandom } from "../../core/random.js";
import { isUnreachable } from "../verdict.js";
import { asksForRetry, carryOut, newEnvelope } from "./carry-out.js";
import type { Bench } from "./plan.js";
import { type Progress, prepare } from "./prepare.js";

export type Probe = {
  readonly facts: SetupFacts;
  /** The label of the standard order that was accepted. */
  readonly acceptedAs: string | undefined;
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
  let label = "standard-1";
  let last = await tryOnce(bench, label, "valid");
  for (let attempt = 2; attempt <= tries && isWorthAnotherTry(last, bench) && !bench.deps.signal.aborted; attempt++) {
    label = `standard-${attempt}`;
    last = await tryOnce(bench, label, "valid");
  }
  const { exchange } = last;
  if (exchange.failure && isUnreachable(exchange.failure))
    return {
      facts: nothingKnown,
      acceptedAs: undefined,
      unreachable: exchange.failure,
      failure: exchange.failure.kind,
    };
  if (bench.deps.signal.aborted)
    return { facts: nothingKnown, acceptedAs: undefined, unreachable: undefined, failure: undefined };
  const forgery = await tryOnce(bench, "forgery", "wrong-secret");
  const { isAccepted: isTaken, isSameRefusal } = bench.plan.book;
  // A check that breaks on certain bytes refuses some orders and takes others.
  const isDoubtful = (): boolean => !isTaken(last) && isSameRefusal(markOf(last), markOf(forgery));
  for (let n = 1; n <= tries && isDoubtful() && !bench.deps.signal.aborted; n++) {
    const other = await tryOnce(bench, `other-${n}`, "valid");
    if (!isTaken(other)) continue;
    label = `other-${n}`;
    last = other;
  }
  const isAccepted = isTaken(last);
  return {
    facts: {
      isAccepted,
      ...(isAccepted && last.plain ? { accepted: last.plain } : {}),
      refusal: isAccepted ? undefined : markOf(last),
      forgeryRefusal: markOf(forgery),
    },
    acceptedAs: isAccepted ? label : undefined,
    unreachable: undefined,
    failure: last.code === undefined ? (exchange.failure?.kind ?? `HTTP ${exchange.answer?.status ?? "–"}`) : undefined,
  };
}

const nothingKnown: SetupFacts = { isAccepted: false, refusal: undefined, forgeryRefusal: undefined };

/** One lost answer, or one refusal of a busy merchant, says nothing yet. */
function isWorthAnotherTry(delivered: Delivered, { plan }: Bench): boolean {
  return !plan.book.isAccepted(delivered) && (delivered.code === undefined || asksForRetry(delivered));
}

/** A standard order of its own, made again while it is answered 100. */
export function tryOnce(bench: Bench, label: string, signature: SignatureForm): Promise<Delivered> {
  return tryDelivery(bench, label, label, { ...bench.plan.book.setup.delivery, signature });
}

/** The standard order that was accepted under this label once more, as another order of another phone. */
export function tryAccepted(bench: Bench, acceptedAs: string, label: string): Promise<Delivered> {
  const { delivery, fresh } = bench.plan.book.setup;
  const like = { ...delivery, name: `${delivery.name}-${label}`, like: delivery.name };
  return tryDelivery(bench, acceptedAs, label, { ...like, set: freshValues(bench, label, fresh) });
}

/** What the settings fix stays as it is. */
function freshValues(bench: Bench, label: string, fresh: readonly string[]): JsonObject {
  const { plan } = bench;
  const { delivery } = plan.book.setup;
  const progress = progressOf(bench, label);
  const drawn = prepare(delivery, progress, bench).plain ?? {};
  const fixed = new Set(Object.keys(plan.merchant.overrides[delivery.callback] ?? {}).map(topField));
  return Object.fromEntries(
    fresh.flatMap((path) => {
      const value = getAt(drawn, toPointer(parsePath(path)));
      return value === undefined || value === "" || fixed.has(topField(path)) ? [] : [[path, value]];
    }),
  );
}

function progressOf({ plan }: Bench, label: string): Progress {
  return {
    prepared: new Map(),
    delivered: new Map(),
    random: seededRandom(plan.seed).fork(`setup/${label}`),
  };
}

async function tryDelivery(bench: Bench, drawnAs: string, label: string, delivery: NewDelivery): Promise<Delivered> {
  const prepared = prepare(delivery, progressOf(bench, drawnAs), bench);
  const random = seededRandom(bench.plan.seed).fork(`setup/${label}`);
  const send = (attempt: number): Promise<Delivered> =>
    carryOut(
      prepared,
      {
        exchangeId: "setup",
        attempt,
        orderStored: false,
        envelope: newEnvelope(bench, random.fork(`envelope/${attempt}`)),
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
