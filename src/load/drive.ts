import { performance } from "node:perf_hooks";
import type { Registry } from "../core/callback.js";
import { shapeCount } from "../engine/generate/redraw.js";
import { graceMs } from "../node/interruptible-transport.js";
import { createAlarm } from "./alarm.js";
import { createFlight } from "./flight.js";
import type { WorkerJob } from "./job.js";
import { createLedger, type OrderCounts } from "./ledger.js";
import { createMeter, type Second } from "./meter.js";
import { createOrderBook } from "./order-book.js";
import { createOutfit } from "./outfit.js";
import { copiesOf, createPlan } from "./plan.js";
import { createSchedule } from "./schedule.js";
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
  const { worker, workers, pace, payload, timeoutMs } = job;
  const outfit = await createOutfit(job, registry);
  const { main, orders, followers, pools } = outfit;
  const shares = { ...job.shares, cancels: followers.length > 0 ? job.shares.cancels : 0 };
  const plan = createPlan(payload.seed, shares);
  const schedule = pace.kind === "open" ? createSchedule(pace.stages) : undefined;
  const last = Math.min(pace.requests ?? Number.POSITIVE_INFINITY, schedule?.count ?? Number.POSITIVE_INFINITY);
  const closesAt = pace.kind === "closed" ? (pace.durationMs ?? Number.POSITIVE_INFINITY) : Number.POSITIVE_INFINITY;
  /** What is not sent by then will not be: the merchant lets every connection wait. */
  const givesUpAt = schedule ? schedule.durationMs + timeoutMs : Number.POSITIVE_INFINITY;

  const ledger = createLedger();
  const isComparing = orders.isSingle || shares.duplicates + shares.cancels > 0;
  const book = createOrderBook(main.definition, ledger, isComparing);
  const tallies = createTallyBook();
  const { counts } = tallies.tally;
  const meter = createMeter(pace.kind === "open" ? pace.stages.length : 1, counts);

  const isOwn = (index: number, order: number): boolean => (orders.isSingle ? index : order) % workers === worker;
  const stageOf = (index: number): number => schedule?.stageOf(index) ?? 0;
  const elapsed = (): number => performance.now() - startedAt;
  const flight = createFlight(
    job,
    outfit,
    { ledger, book, tallies, meter },
    { isComparing, isOpen: schedule !== undefined, stageOf, elapsed, onFree: pump },
  );
  const { due } = flight;
  const alarm = createAlarm(pump);

  let startedAt = 0;
  let cursor = 0;
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
      if (flight.count() === 0) finish?.();
      return;
    }
    while (flight.followUp());
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
        while (flight.followUp());
        continue;
      }
      if (main.pool.free() < Math.min(copies, main.pool.limit)) {
        wasBlocked = true;
        break;
      }
      if (schedule && !wasBlocked) meter.late((now - dueAt) * 1000);
      const index = cursor;
      cursor += 1;
      flight.order(order, { index, copies, attempt: planned.kind === "order" ? 1 : 2, dueAt });
    }
    if (cursor >= last && flight.count() === 0 && due.length() === 0) finish?.();
  }

  function abandon(): void {
    flight.abandon();
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
        tally: tallies.tally,
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
    takeSecond: () => meter.takeSecond(flight.count()),
  };
}

/** Follow-ups that wait for a connection; past that nothing new begins. */
const mostDue = 1000;
