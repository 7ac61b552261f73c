import { performance } from "node:perf_hooks";
import type { CallbackDefinition, Registry } from "../core/callback.js";
import type { Exchange } from "../core/exchange.js";
import type { WireOutcome } from "../core/ports.js";
import { errorCodeOf } from "../engine/answer-data.js";
import { shapeCount } from "../engine/generate/redraw.js";
import { judge } from "../engine/judge.js";
import { mergeFindings } from "../engine/settle-findings.js";
import { graceMs } from "../node/interruptible-transport.js";
import { createFollowUps, type FollowUps } from "./follow-ups.js";
import { coarseBits, createHistogram, type Histogram, record } from "./histogram.js";
import type { WorkerJob } from "./job.js";
import { createLedger, flags, type OrderCounts } from "./ledger.js";
import { createMessenger, isMalformed, type Messenger } from "./messenger.js";
import { createOrderBook } from "./order-book.js";
import { createOrders, type OrderBody } from "./orders.js";
import { createPlan } from "./plan.js";
import type { Pool } from "./pool.js";
import { createSchedule } from "./schedule.js";
import { createTally, type Histograms, type Tally } from "./tally.js";

/** One second of a worker, as counted when it ended. */
export type Second = {
  readonly succeeded: number;
  readonly refused: number;
  readonly failed: number;
  readonly sent: number;
  readonly inFlight: number;
  readonly latency: Histogram;
};

export type WorkerResult = {
  readonly tally: Tally;
  readonly orders: OrderCounts;
  readonly ownIds: BigUint64Array;
  readonly histograms: Histograms;
  /** Of the time, from 0 to 1, in which this worker's thread had something to do. */
  readonly utilization: number;
  readonly durationMs: number;
};

export type Driver = {
  /** Sends until everything is sent and answered, the time is over, or `stop` is called. */
  run(): Promise<WorkerResult>;
  /** Sends nothing more. What is in flight has a few seconds to be answered and is then given up. */
  stop(): void;
  /** What was counted since it was asked the last time. */
  takeSecond(): Second;
};

/** The load engine of one worker: it sends those requests of the plan whose orders are its own, and judges every answer. */
export async function createDriver(job: WorkerJob, registry: Registry): Promise<Driver> {
  const { worker, workers, pace, clientSecret, payload, timeoutMs } = job;
  const pools = new Map<string, Pool>();
  const definition = await registry.load(job.main.callback);
  const salt = (Math.floor(performance.timeOrigin) ^ (worker * 0x9e3779b1)) >>> 0;
  const main = await createMessenger(definition, job.main, job, pools, salt);
  const orders = await createOrders(definition, payload, { clientSecret }, main.prefix);
  const followers: Follower[] = [];
  for (const route of job.followers) {
    const messenger = await createMessenger(await registry.load(route.callback), route, job, pools, salt);
    const bodies = await createFollowUps(messenger.definition, orders, payload, clientSecret, messenger.prefix);
    followers.push({ messenger, bodies });
  }
  const isWrong = isMalformed(definition, orders.stream.make(0).payload, clientSecret);
  const shares = { ...job.shares, cancels: followers.length > 0 ? job.shares.cancels : 0 };
  const plan = createPlan(payload.seed, shares);
  const schedule = pace.kind === "open" ? createSchedule(pace.stages) : undefined;
  const last = Math.min(pace.requests ?? Number.POSITIVE_INFINITY, schedule?.count ?? Number.POSITIVE_INFINITY);
  const closesAt = pace.kind === "closed" ? (pace.durationMs ?? Number.POSITIVE_INFINITY) : Number.POSITIVE_INFINITY;
  /** What is not sent by then will not be: the merchant lets every connection wait. */
  const givesUpAt = schedule ? schedule.durationMs + timeoutMs : Number.POSITIVE_INFINITY;

  const ledger = createLedger();
  /** Later requests speak of earlier orders, so that an order is not forgotten with its answer. */
  const isComparing = orders.isSingle || shares.duplicates + shares.cancels > 0;
  const book = createOrderBook(definition, ledger, isComparing);
  const tally = createTally();
  const { counts } = tally;
  const stages = (pace.kind === "open" ? pace.stages : [undefined]).map(() => createHistogram());
  const lag = createHistogram();
  let second = createHistogram(coarseBits);
  let before = { succeeded: 0, refused: 0, failed: 0, sent: 0 };

  const judgeSettings = { reading: job.reading, severities: job.severities };
  const isOwn = (index: number, order: number): boolean => (orders.isSingle ? index : order) % workers === worker;
  const slotOf = (order: number): number => (orders.isSingle ? 0 : Math.floor(order / workers));
  /** Follow-ups that wait for the answer to their order, by order; and those that may go out. */
  const waiting = new Map<number, number[]>();
  const inFlightOf = new Map<number, number>();
  const ready: { readonly index: number; readonly of: number; readonly ownId: string; readonly since: number }[] = [];

  let startedAt = 0;
  let cursor = 0;
  let inFlight = 0;
  let isStopped = false;
  let wasBlocked = false;
  let idleSpinMs = 0;
  let timer: NodeJS.Timeout | undefined;
  let grace: NodeJS.Timeout | undefined;
  let spin: NodeJS.Immediate | undefined;
  let finish: (() => void) | undefined;

  const elapsed = (): number => performance.now() - startedAt;

  /** Sends what may go out now. Called again after every answer, and in an open run when the next request is due. */
  function pump(): void {
    if (isStopped) {
      if (inFlight === 0) finish?.();
      return;
    }
    while (sendReady());
    while (cursor < last && ready.length < mostReady) {
      const planned = plan(cursor);
      const order = planned.kind === "order" ? cursor : planned.of;
      if (!isOwn(cursor, order) || (planned.kind === "repeat" && planned.together)) {
        cursor += 1;
        continue;
      }
      const now = elapsed();
      if (now >= closesAt) {
        cursor = last;
        break;
      }
      const dueAt = schedule?.dueAt(cursor) ?? now;
      if (dueAt > now) {
        wasBlocked = false;
        wakeAt(dueAt);
        return;
      }
      if (now > givesUpAt) {
        giveUp(dueAt, now);
        continue;
      }
      if (planned.kind === "follow") {
        follow(cursor, order, Math.max(dueAt, 0));
        cursor += 1;
        while (sendReady());
        continue;
      }
      const copies = planned.kind === "order" ? copiesOf(order) : 1;
      if (main.pool.free() < Math.min(copies, main.pool.limit)) {
        wasBlocked = true;
        break;
      }
      if (schedule && !wasBlocked) record(lag, (now - dueAt) * 1000);
      const index = cursor;
      cursor += 1;
      if (planned.kind === "order") sendOrder(order, copies, dueAt);
      else sendCopies(order, 1, 2, schedule ? dueAt : undefined, schedule?.stageOf(index) ?? 0);
    }
    if (cursor >= last && inFlight === 0 && ready.length === 0) finish?.();
  }

  /** The order and those repeats of it that the plan releases together with it. */
  function copiesOf(order: number): number {
    let copies = 1;
    for (let index = order + 1; index < last; index++) {
      const planned = plan(index);
      if (planned.kind === "order") break;
      if (planned.kind === "repeat" && planned.together) copies += 1;
    }
    return copies;
  }

  function sendOrder(order: number, copies: number, dueAt: number): void {
    sendCopies(order, copies, 1, schedule ? dueAt : undefined, schedule?.stageOf(order) ?? 0);
  }

  function sendCopies(order: number, copies: number, attempt: number, dueAt: number | undefined, stage: number): void {
    const slot = slotOf(order);
    const together: Exchange[] = [];
    let open = copies;
    ledger.mark(slot, flags.sent);
    counts.repeats += attempt === 1 ? copies - 1 : copies;
    for (let copy = 1; copy <= copies; copy++) {
      const body = orders.body(order);
      inFlightOf.set(slot, (inFlightOf.get(slot) ?? 0) + 1);
      fire(main, body, dueAt, stage, (outcome) => {
        const exchange = main.exchange(body, outcome, { attempt: Math.max(attempt, copy), isMalformed: isWrong });
        const findings = book.answered(slot, exchange, copies > 1);
        if (copies > 1) together.push(exchange);
        open -= 1;
        const group = open === 0 && copies > 1 ? book.raced(together) : [];
        settle(main.definition, exchange, [...findings, ...group]);
        const left = (inFlightOf.get(slot) ?? 1) - 1;
        if (left > 0) inFlightOf.set(slot, left);
        else inFlightOf.delete(slot);
        // After a failure the bytes may still be on their way.
        if (!isComparing && outcome.kind === "answer") orders.giveBack(order, body);
        release(order);
      });
    }
  }

  /** A follow-up goes out once its order is answered; those of orders that were refused never do. */
  function follow(index: number, of: number, since: number): void {
    const slot = slotOf(of);
    if (inFlightOf.has(slot)) {
      waiting.set(of, [...(waiting.get(of) ?? []), index]);
      return;
    }
    const ownId = book.ownIdOf(slot);
    if (ownId === undefined || ownId === "") {
      counts.skipped += 1;
      return;
    }
    ready.push({ index, of, ownId, since: schedule ? Math.max(since, elapsed()) : 0 });
  }

  function release(order: number): void {
    const indices = waiting.get(order);
    if (!indices || inFlightOf.has(slotOf(order))) return;
    waiting.delete(order);
    for (const index of indices) follow(index, order, elapsed());
  }

  function sendReady(): boolean {
    const [next] = ready;
    if (!next) return false;
    const follower = followers[next.index % followers.length];
    if (!follower || follower.messenger.pool.free() === 0) return false;
    ready.shift();
    const { messenger, bodies } = follower;
    const body = bodies.body(next.index, next.of, next.ownId);
    counts.follows += 1;
    ledger.mark(slotOf(next.of), flags.followed);
    fire(messenger, body, schedule ? next.since : undefined, schedule?.stageOf(next.index) ?? 0, (outcome) => {
      const about = { attempt: 1, isMalformed: isWrong, isStored: true };
      settle(messenger.definition, messenger.exchange(body, outcome, about), []);
    });
    return true;
  }

  function fire(
    messenger: Messenger,
    body: OrderBody,
    dueAt: number | undefined,
    stage: number,
    onSettled: (outcome: WireOutcome) => void,
  ): void {
    const { pool } = messenger;
    const connection = pool.take();
    const shot = messenger.shot(body, Date.now());
    const from = dueAt ?? elapsed();
    inFlight += 1;
    counts.sent += 1;
    counts.bytesSent += shot.body.length;
    connection.send(shot, (outcome) => {
      const latency = (elapsed() - from) * 1000;
      inFlight -= 1;
      record(stages[stage] ?? stages[0] ?? second, latency);
      record(second, latency);
      pool.giveBack(connection);
      onSettled(outcome);
      pump();
    });
  }

  function settle(of: CallbackDefinition, exchange: Exchange, group: Parameters<typeof mergeFindings>[0]): void {
    const { findings } = judge(of, exchange, judgeSettings);
    if (findings.length > 0) tally.countFindings(findings);
    if (group.length > 0) tally.countFindings(mergeFindings(group, job.severities));
    const { answer, failure } = exchange;
    if (answer) {
      counts.bytesReceived += answer.bytes.length;
      tally.count("statuses", answer.status);
    }
    if (failure) tally.countFailure(failure);
    const code = errorCodeOf(exchange);
    if (code !== undefined) tally.count("codes", code);
    if (code === 0) counts.succeeded += 1;
    else if (code !== undefined) counts.refused += 1;
    else counts.failed += 1;
  }

  /** The latency of what is never sent is at least the time that it has waited. */
  function giveUp(dueAt: number, now: number): void {
    counts.unsent += 1;
    record(stages[schedule?.stageOf(cursor) ?? 0] ?? second, (now - dueAt) * 1000);
    cursor += 1;
  }

  function wakeAt(dueAt: number): void {
    if (timer || spin) return;
    const wait = dueAt - elapsed();
    if (wait >= 1) {
      timer = setTimeout(() => {
        timer = undefined;
        pump();
      }, Math.floor(wait));
      return;
    }
    // A timer counts whole milliseconds: the rest of the last one is waited for turn by turn.
    const since = performance.now();
    spin = setImmediate(() => {
      spin = undefined;
      idleSpinMs += performance.now() - since;
      pump();
    });
  }

  function abandon(): void {
    counts.abandoned += inFlight;
    for (const slot of inFlightOf.keys()) ledger.mark(slot, flags.abandoned);
    for (const pool of pools.values()) pool.destroy();
    finish?.();
  }

  return {
    async run() {
      for (let index = 0; index < Math.min(last, shapeCount); index++) if (isOwn(index, index)) orders.prepare(index);
      startedAt = performance.now();
      const begin = performance.eventLoopUtilization();
      const sweep = setInterval(() => {
        const now = performance.now();
        for (const pool of pools.values()) pool.checkDeadlines(now);
        pump();
      }, 20);
      await new Promise<void>((resolve) => {
        finish = resolve;
        pump();
      });
      clearInterval(sweep);
      clearTimeout(timer);
      clearTimeout(grace);
      clearImmediate(spin);
      counts.skipped += [...waiting.values()].reduce((sum, indices) => sum + indices.length, 0);
      for (const pool of pools.values()) pool.destroy();
      const { active } = performance.eventLoopUtilization(begin);
      const durationMs = elapsed();
      const { codes, statuses, failures, firstFailures, findings } = tally;
      return {
        tally: { counts, codes, statuses, failures, firstFailures, findings },
        orders: ledger.count(),
        ownIds: ledger.ownIds(),
        histograms: { stages, lag },
        utilization: Math.min(1, Math.max(0, (active - idleSpinMs) / durationMs)),
        durationMs,
      };
    },
    stop() {
      isStopped = true;
      grace = setTimeout(abandon, graceMs);
      pump();
    },
    takeSecond() {
      const { succeeded, refused, failed, sent } = counts;
      const taken = {
        succeeded: succeeded - before.succeeded,
        refused: refused - before.refused,
        failed: failed - before.failed,
        sent: sent - before.sent,
        inFlight,
        latency: second,
      };
      before = { succeeded, refused, failed, sent };
      second = createHistogram(coarseBits);
      return taken;
    },
  };
}

type Follower = { readonly messenger: Messenger; readonly bodies: FollowUps };

/** Follow-ups that wait for a connection; past that nothing new begins. */
const mostReady = 1000;
