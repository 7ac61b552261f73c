import type { Case, Delivered, Delivery, Step, Wait } from "../../core/case.js";
import { isForged } from "../../core/exchange.js";
import { headerOf } from "../../core/header.js";
import { AppError } from "../../core/problem.js";
import { seededRandom } from "../../core/random.js";
import { releaseTogether } from "../release.js";
import { isGivenUp, isUnreachable } from "../verdict.js";
import { asksForRetry, carryOut, newEnvelope, type Occasion } from "./carry-out.js";
import { type Prepared, type Progress, prepare } from "./prepare.js";
import type { Session } from "./session.js";
import { gone, interrupted, notAccepted, nothingOwed, type Stop, unanswered } from "./stops.js";
import { createOrderBook, type OrderBook } from "./stored-orders.js";

/** What carrying a case out has come to, before it is judged. */
export type Conducted = {
  /** In order of their release, earlier attempts included. */
  readonly exchanges: readonly Delivered[];
  readonly delivered: ReadonlyMap<string, Delivered>;
  readonly prepared: ReadonlyMap<string, Prepared>;
  /** Names of deliveries whose operation was waited for to the end. */
  readonly awaited: ReadonlySet<string>;
  /** Why not every step was made. */
  readonly stopped: Stop | undefined;
};

type State = {
  readonly session: Session;
  readonly progress: Progress;
  readonly orders: OrderBook;
  readonly exchanges: Delivered[];
  readonly awaited: Set<string>;
  /** How many operations about a delivery were waited for. */
  readonly waits: Map<string, number>;
  readonly firstId: number;
};

/** Makes the deliveries of a case, one step after the other, until one of them leaves the rest without sense. */
export async function conductCase(candidate: Case, index: number, session: Session): Promise<Conducted> {
  const state: State = {
    session,
    progress: {
      prepared: new Map(),
      delivered: new Map(),
      random: seededRandom(session.plan.seed).fork(candidate.id),
    },
    orders: createOrderBook(session.plan.book.isAccepted),
    exchanges: [],
    awaited: new Set(),
    waits: new Map(),
    firstId: index * 100,
  };
  const stopped = await takeSteps(candidate.steps, state);
  const { prepared, delivered } = state.progress;
  return { exchanges: state.exchanges, delivered, prepared, awaited: state.awaited, stopped };
}

async function takeSteps(steps: readonly Step[], state: State): Promise<Stop | undefined> {
  for (const step of steps) {
    if (state.session.deps.signal.aborted) return interrupted;
    if (state.session.isGone) return gone;
    const stop = await guarded(() => takeStep(step, state));
    if (stop) return stop;
  }
  return undefined;
}

/** A payload that the user's own settings make impossible ends the case, not the run. */
async function guarded(run: () => Promise<Stop | undefined>): Promise<Stop | undefined> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof AppError) return { kind: "unusable", reason: error.say };
    throw error;
  }
}

async function takeStep(step: Step, state: State): Promise<Stop | undefined> {
  if ("deliver" in step) return deliverOne(step.deliver, state);
  if ("together" in step) return deliverTogether(step.together, state);
  if ("wait" in step) return pause(step.wait, state);
  return awaitOperation(step.awaitOperation.after, state);
}

async function deliverOne(delivery: Delivery, state: State): Promise<Stop | undefined> {
  const unfit = missingGround(delivery, state);
  if (unfit) return unfit;
  const prepared = makeReady(delivery, state);
  const delivered = await deliverWithRetries(prepared, state);
  return stopAfter([delivered], state);
}

/** Each is prepared before any is sent; those that are asked to come again do so one after the other. */
async function deliverTogether(deliveries: readonly Delivery[], state: State): Promise<Stop | undefined> {
  const ready = deliveries.map((delivery) => makeReady(delivery, state));
  const release = releaseTogether(ready.length);
  const ids = ready.map((_, i) => state.exchanges.length + i);
  const first = await Promise.all(
    ready.map(async (prepared, i) => {
      let hasArrived = false;
      const hold = (): Promise<void> => {
        hasArrived = true;
        return release.arrive();
      };
      try {
        return await send(prepared, { hold, onReleased: release.note }, ids[i] ?? 0, state);
      } finally {
        if (!hasArrived) release.leave();
      }
    }),
  );
  state.exchanges.push(...first);
  const delivered: Delivered[] = [];
  for (const [i, one] of first.entries()) {
    const prepared = ready[i];
    if (prepared) delivered.push(await retried(prepared, one, state));
  }
  for (const one of delivered) keep(one, state);
  return stopAfter(delivered, state);
}

async function deliverWithRetries(prepared: Prepared, state: State): Promise<Delivered> {
  const first = await send(prepared, {}, state.exchanges.length, state);
  state.exchanges.push(first);
  const delivered = await retried(prepared, first, state);
  keep(delivered, state);
  return delivered;
}

/** Real milliseconds before each retry of a delivery that was answered 100. */
const patience = [100, 400, 1500];
const impatience = [50, 150];

async function retried(prepared: Prepared, first: Delivered, state: State): Promise<Delivered> {
  const { session } = state;
  let last = first;
  const earlier: Delivered[] = [];
  for (const pauseMs of session.stuck > 5 ? impatience : patience) {
    if (!asksForRetry(last) || session.deps.signal.aborted) return last;
    earlier.push(last);
    await sleep(pauseMs, state);
    if (session.deps.signal.aborted) return last;
    last = await send(prepared, { earlier: [...earlier] }, state.exchanges.length, state);
    state.exchanges.push(last);
  }
  if (asksForRetry(last)) session.stuck++;
  return last;
}

async function send(
  prepared: Prepared,
  details: Pick<Occasion, "hold" | "onReleased"> & { readonly earlier?: readonly Delivered[] },
  place: number,
  { session, progress, orders, firstId }: State,
): Promise<Delivered> {
  const { earlier = [], ...holding } = details;
  const { name } = prepared.delivery;
  const stream = progress.random.fork(`envelope/${name}/${earlier.length}`);
  const before = prepared.envelopeOf === undefined ? undefined : progress.delivered.get(prepared.envelopeOf);
  const occasion: Occasion = {
    exchangeId: `x${firstId + place + 1}`,
    attempt: earlier.length + 1,
    orderStored: orders.knows(prepared),
    envelope: before ? envelopeOf(before) : newEnvelope(session, stream),
    earlier,
    ...holding,
  };
  const delivered = await carryOut(prepared, occasion, session);
  const { exchange } = delivered;
  if (exchange.answer && !exchange.sabotaged) session.pace.note(exchange.durationMs);
  return delivered;
}

/** Timestamp and log id as they stood on the earlier request. */
function envelopeOf({ exchange }: Delivered): Occasion["envelope"] {
  const timestamp = Number(new URL(exchange.url).searchParams.get("timestamp"));
  const logid = headerOf(exchange.requestHeaders, "x-bytedance-logid") ?? "";
  return { timestamp, logid };
}

function makeReady(delivery: Delivery, { session, progress }: State): Prepared {
  const prepared = prepare(delivery, progress, session);
  progress.prepared.set(delivery.name, prepared);
  const script = prepared.manner.platformAnswers;
  const { orderId } = idsIn(prepared);
  if (script && orderId !== undefined) session.deps.platform?.script(orderId, script);
  return prepared;
}

function idsIn({ payload }: Prepared): { readonly orderId: string | undefined } {
  const orderId = payload?.order_id;
  return { orderId: typeof orderId === "string" ? orderId : undefined };
}

/** What an interruption left half done proves nothing. */
function isUnfinished(delivered: Delivered, { session }: State): boolean {
  const { failure } = delivered.exchange;
  return (failure && isGivenUp(failure)) || (session.deps.signal.aborted && asksForRetry(delivered));
}

function keep(delivered: Delivered, state: State): void {
  if (isUnfinished(delivered, state)) return;
  const { progress, orders } = state;
  progress.delivered.set(delivered.name, delivered);
  orders.note(delivered);
}

/** A cancel of an order that was meant to be accepted and was not. */
function missingGround(delivery: Delivery, { progress, session }: State): Stop | undefined {
  const about =
    "about" in delivery && delivery.about !== undefined ? progress.delivered.get(delivery.about) : undefined;
  if (!about || session.plan.book.isAccepted(about) || !isMeantToBeAccepted(about)) return undefined;
  return { kind: "not-accepted", reason: { text: notAccepted, args: { name: about.name, code: about.code ?? "–" } } };
}

function isMeantToBeAccepted({ exchange, delivery }: Delivered): boolean {
  const isProvoked = "provoke" in delivery && delivery.provoke !== undefined;
  return !isForged(exchange.signature) && !exchange.malformed && !exchange.sabotaged && !isProvoked;
}

/** After a delivery that brought no answer the rest would only wait again. */
async function stopAfter(delivered: readonly Delivered[], state: State): Promise<Stop | undefined> {
  if (delivered.some((one) => isUnfinished(one, state))) return interrupted;
  const silent = delivered.filter(({ exchange }) => exchange.failure !== undefined && !exchange.sabotaged);
  if (silent.some(({ exchange }) => exchange.failure && isUnreachable(exchange.failure))) {
    const isThere = await isAlive(state);
    if (state.session.deps.signal.aborted) return interrupted;
    if (!isThere) {
      state.session.isGone = true;
      return gone;
    }
  }
  return silent.length === delivered.length ? { kind: "unanswered", reason: { text: unanswered } } : undefined;
}

/** Whether anybody still listens: a delivery of the standard order comes through, whatever the answer. */
async function isAlive(state: State): Promise<boolean> {
  const { session, progress } = state;
  for (let attempt = 1; attempt <= 3 && !session.deps.signal.aborted; attempt++) {
    const delivery = { ...session.plan.book.setup.delivery, name: `alive-${attempt}` };
    const delivered = await send(prepare(delivery, progress, session), {}, 0, state);
    if (!delivered.exchange.failure || !isUnreachable(delivered.exchange.failure)) return true;
    await sleep(300, state);
  }
  return false;
}

async function pause(wait: Wait, state: State): Promise<undefined> {
  const ms = "ms" in wait ? wait.ms : (wait.platformSeconds * 1000) / state.session.plan.timeScale;
  await sleep(ms, state);
}

/** An interruption ends the wait; the next step sees it. */
async function sleep(ms: number, { session: { deps } }: State): Promise<void> {
  try {
    await deps.clock.sleep(ms, deps.signal);
  } catch (error) {
    if (!deps.signal.aborted) throw error;
  }
}

async function awaitOperation(name: string, state: State): Promise<Stop | undefined> {
  const { session, progress, awaited, waits } = state;
  const { platform, clock, signal } = session.deps;
  const delivered = progress.delivered.get(name);
  const { debts } = session.plan.book;
  if (!platform || !delivered) return undefined;
  const limit = debts.deadlineMs(delivered, session.plan.merchant, session.plan.timeScale);
  if (limit === undefined) return { kind: "nothing-owed", reason: { text: nothingOwed } };
  const wanted = (waits.get(name) ?? 0) + 1;
  waits.set(name, wanted);
  const until = Math.max(clock.elapsed(), delivered.answeredAt + limit);
  const ids = debts.idsOf(delivered);
  for (;;) {
    const calls = platform.operationsFor(ids);
    if (debts.callsAbout(delivered, calls).length >= wanted) return undefined;
    if (signal.aborted) return interrupted;
    const left = until - clock.elapsed();
    if (left <= 0) {
      awaited.add(name);
      return undefined;
    }
    await platform.waitFor(ids, calls.length, left, signal);
  }
}
