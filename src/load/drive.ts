import { performance } from "node:perf_hooks";
import type { Registry } from "../core/callback.js";
import type { Exchange } from "../core/exchange.js";
import type { WireOutcome } from "../core/ports.js";
import { shapeCount } from "../engine/generate/redraw.js";
import { graceMs } from "../node/interruptible-transport.js";
import { createAlarm } from "./alarm.js";
import { createFollowUpQueue } from "./follow-up-queue.js";
import { createFollowUps, type FollowUps } from "./follow-ups.js";
import type { WorkerJob } from "./job.js";
import { createLedger, flags, type OrderCounts } from "./ledger.js";
import { createLogids } from "./logids.js";
import { createMessenger, isMalformed, type Messenger } from "./messenger.js";
import { createMeter, type Second } from "./meter.js";
import { createOrderBook } from "./order-book.js";
import { createOrders, type OrderBody } from "./orders.js";
import { copiesOf, createPlan } from "./plan.js";
import type { Pool } from "./pool.js";
import { createSchedule } from "./schedule.js";
import { createSettling } from "./settling.js";
import { createTallyBook, type Histograms, type Tally } from "./tally.js";

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
  /** One for all callbacks: ids of two with the same salt would repeat. */
  const logid = createLogids(salt);
  const main = await createMessenger(definition, job.main, job, pools, logid);
  const orders = await createOrders(definition, payload, { clientSecret }, main.prefix);
  const followers: Follower[] = [];
  for (const route of job.followers) {
    const messenger = await createMessenger(await registry.load(route.callback), route, job, pools, logid);
    const bodies = await createFollowUps(messenger.definition, orders, payload, clientSecret, messenger.prefix);
    followers.push({ messenger, bodies });
  }
  const isWrong = isMalformed(definition, orders.first, clientSecret);
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
  const records = createTallyBook();
  const { counts } = records.tally;
  const meter = createMeter(pace.kind === "open" ? pace.stages.length : 1, counts);

  const settle = createSettling(records, job);
  const isOwn = (index: number, order: number): boolean => (orders.isSingle ? index : order) % workers === worker;
  const stageOf = (index: number): number => schedule?.stageOf(index) ?? 0;
  const slotOf = (order: number): number => (orders.isSingle ? 0 : Math.floor(order / workers));
  const inFlightOf = new Map<number, number>();
  const elapsed = (): number => performance.now() - startedAt;
  const due = createFollowUpQueue({
    isInFlight: (order) => inFlightOf.has(slotOf(order)),
    ownIdOf: (order) => book.ownIdOf(slotOf(order)),
    now: elapsed,
  });
  const alarm = createAlarm(() => pump());

  let startedAt = 0;
  let cursor = 0;
  let inFlight = 0;
  let isStopped = false;
  let wasBlocked = false;
  let grace: NodeJS.Timeout | undefined;
  let finish: (() => void) | undefined;
  let fail: ((error: unknown) => void) | undefined;

  /** `sendDue`, from wherever it is called: what goes wrong there ends the run. */
  function pump(): void {
    try {
      sendDue();
    } catch (error) {
      fail?.(error);
    }
  }

  /** Sends what may go out now. Called again after every answer, and in an open run when the next request is due. */
  function sendDue(): void {
    if (isStopped) {
      if (inFlight === 0) finish?.();
      return;
    }
    while (sendReady());
    while (cursor < last && due.length() < mostDue) {
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
        alarm.set(dueAt - now);
        return;
      }
      const copies = planned.kind === "order" ? copiesOf(plan, order, last) : 1;
      if (now > givesUpAt) {
        counts.unsent += copies;
        for (let copy = 0; copy < copies; copy++) meter.unsent(stageOf(cursor), (now - dueAt) * 1000);
        cursor += 1;
        continue;
      }
      if (planned.kind === "follow") {
        due.add(cursor, order, dueAt);
        cursor += 1;
        while (sendReady());
        continue;
      }
      if (main.pool.free() < Math.min(copies, main.pool.limit)) {
        wasBlocked = true;
        break;
      }
      if (schedule && !wasBlocked) meter.late((now - dueAt) * 1000);
      const index = cursor;
      cursor += 1;
      sendCopies(order, { index, copies, attempt: planned.kind === "order" ? 1 : 2, dueAt });
    }
    if (cursor >= last && inFlight === 0 && due.length() === 0) finish?.();
  }

  function sendCopies(order: number, { index, copies, attempt, dueAt }: Batch): void {
    const slot = slotOf(order);
    const together: Exchange[] = [];
    let open = copies;
    ledger.mark(slot, flags.sent);
    counts.repeats += attempt === 1 ? copies - 1 : copies;
    for (let copy = 1; copy <= copies; copy++) {
      const body = orders.body(order);
      inFlightOf.set(slot, (inFlightOf.get(slot) ?? 0) + 1);
      fire(main, body, { index, dueAt }, (outcome) => {
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
        due.release(order);
      });
    }
  }

  function sendReady(): boolean {
    const next = due.first();
    if (!next) return false;
    const follower = followers[next.index % followers.length];
    if (!follower || follower.messenger.pool.free() === 0) return false;
    due.removeFirst();
    const { messenger, bodies } = follower;
    const body = bodies.body(next.index, next.of, next.ownId);
    counts.follows += 1;
    ledger.mark(slotOf(next.of), flags.followed);
    fire(messenger, body, { index: next.index, dueAt: next.since }, (outcome) => {
      const about = { attempt: 1, isMalformed: isWrong, isStored: true };
      settle(messenger.definition, messenger.exchange(body, outcome, about), []);
    });
    return true;
  }

  /** In an open loop the latency counts from `dueAt`. */
  function fire(
    messenger: Messenger,
    body: OrderBody,
    { index, dueAt }: Pick<Batch, "index" | "dueAt">,
    onSettled: (outcome: WireOutcome) => void,
  ): void {
    const { pool } = messenger;
    const connection = pool.take();
    const shot = messenger.shot(body, Date.now());
    const from = schedule ? dueAt : elapsed();
    inFlight += 1;
    counts.sent += 1;
    counts.bytesSent += shot.body.length;
    connection.send(shot, (outcome) => {
      const latency = (elapsed() - from) * 1000;
      inFlight -= 1;
      meter.answered(stageOf(index), latency);
      pool.giveBack(connection);
      onSettled(outcome);
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
      await new Promise<void>((resolve, reject) => {
        finish = resolve;
        fail = reject;
        pump();
      }).finally(() => clearInterval(sweep));
      clearTimeout(grace);
      alarm.clear();
      counts.skipped = due.heldBack();
      for (const pool of pools.values()) pool.destroy();
      const { active } = performance.eventLoopUtilization(begin);
      const durationMs = elapsed();
      return {
        tally: records.tally,
        orders: ledger.count(),
        ownIds: ledger.ownIds(),
        histograms: meter.histograms,
        utilization: Math.min(1, Math.max(0, (active - alarm.idleMs()) / durationMs)),
        durationMs,
      };
    },
    stop() {
      isStopped = true;
      grace = setTimeout(abandon, graceMs);
      pump();
    },
    takeSecond: () => meter.takeSecond(inFlight),
  };
}

type Follower = { readonly messenger: Messenger; readonly bodies: FollowUps };

/** Requests of one order that go out at the same moment. */
type Batch = {
  /** The number in the plan of the first one. */
  readonly index: number;
  readonly copies: number;
  /** 1 for the order itself. */
  readonly attempt: number;
  /** In ms of the run. */
  readonly dueAt: number;
};

/** Follow-ups that wait for a connection; past that nothing new begins. */
const mostDue = 1000;
