import type { Exchange } from "../core/exchange.js";
import type { WireOutcome } from "../core/ports.js";
import { createFollowUpQueue, type FollowUpQueue } from "./follow-up-queue.js";
import type { WorkerJob } from "./job.js";
import { flags, type Ledger } from "./ledger.js";
import { isMalformed, type Messenger } from "./messenger.js";
import type { Meter } from "./meter.js";
import type { OrderBook } from "./order-book.js";
import type { OrderBody } from "./orders.js";
import type { Outfit } from "./outfit.js";
import { createSettling } from "./settling.js";
import type { TallyBook } from "./tally.js";

/** Puts requests on the wire, and settles each with its answer. */
export type Flight = {
  /** Sends an order, or a repeat of it, on as many connections as it has copies; so many must be free. */
  order(order: number, batch: Batch): void;
  /** Sends the next message about an accepted order; false when none is due or no connection is free. */
  followUp(): boolean;
  /** Messages about orders, waiting for these to be accepted. */
  readonly due: FollowUpQueue;
  /** How many requests have no answer yet. */
  count(): number;
  /** Counts what is in flight as given up; nothing is known of its orders. */
  abandon(): void;
};

/** Requests of one order that go out at the same moment. */
export type Batch = {
  /** The number in the plan of the first one. */
  readonly index: number;
  readonly copies: number;
  /** 1 for the order itself. */
  readonly attempt: number;
  /** In ms of the run. */
  readonly dueAt: number;
};

export type Records = {
  readonly ledger: Ledger;
  readonly book: OrderBook;
  readonly tallies: TallyBook;
  readonly meter: Meter;
};

type FlightDeps = {
  /** Later requests speak of earlier orders, so that an order is not forgotten with its answer. */
  readonly isComparing: boolean;
  /** In an open run the latency counts from when the request was due. */
  readonly isOpen: boolean;
  stageOf(index: number): number;
  /** Milliseconds of the run. */
  elapsed(): number;
  /** A connection is free again. */
  onFree(): void;
};

export function createFlight(job: WorkerJob, outfit: Outfit, records: Records, deps: FlightDeps): Flight {
  const { main, orders, followers } = outfit;
  const { ledger, book, tallies, meter } = records;
  const { counts } = tallies.tally;
  const { elapsed } = deps;
  const isWrong = isMalformed(main.definition, orders.first, job.clientSecret);
  const settle = createSettling(tallies, job);
  const slotOf = (order: number): number => (orders.isSingle ? 0 : Math.floor(order / job.workers));
  const inFlightOf = new Map<number, number>();
  let inFlight = 0;
  const due = createFollowUpQueue({
    isInFlight: (order) => inFlightOf.has(slotOf(order)),
    ownIdOf: (order) => book.ownIdOf(slotOf(order)),
    now: elapsed,
  });
  const fire = (
    messenger: Messenger,
    body: OrderBody,
    { index, dueAt }: Pick<Batch, "index" | "dueAt">,
    onSettled: (outcome: WireOutcome) => void,
  ): void => {
    const { pool } = messenger;
    const connection = pool.take();
    const shot = messenger.shot(body, Date.now());
    const from = deps.isOpen ? dueAt : elapsed();
    inFlight += 1;
    counts.sent += 1;
    counts.bytesSent += shot.body.length;
    connection.send(shot, (outcome) => {
      const latency = (elapsed() - from) * 1000;
      inFlight -= 1;
      meter.answered(deps.stageOf(index), latency);
      pool.giveBack(connection);
      onSettled(outcome);
      deps.onFree();
    });
  };
  return {
    due,
    count: () => inFlight,
    order(order, { index, copies, attempt, dueAt }) {
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
          if (!deps.isComparing && outcome.kind === "answer") orders.giveBack(order, body);
          due.release(order);
        });
      }
    },
    followUp() {
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
    },
    abandon() {
      counts.abandoned += inFlight;
      for (const slot of inFlightOf.keys()) ledger.mark(slot, flags.abandoned);
    },
  };
}
