import type { Journal } from "../../core/journal.js";
import type { Clock, Random, Transport } from "../../core/ports.js";
import { newLogid } from "../../engine/logid.js";
import { type AttemptDeps, makeAttempt } from "./attempt.js";
import { type Catalogue, callbackOf } from "./catalogue.js";
import { startClockwork } from "./clockwork.js";
import { createCommands, type PlatformCommands } from "./commands.js";
import { type Due, owedCancel } from "./due.js";
import type { AttemptOutcome, StartedAttempt } from "./events.js";
import { followsAfter } from "./follows.js";
import type { DeliveryRecord, OrderRecord } from "./order-record.js";
import { openPayloadDesk } from "./payloads.js";
import type { PlatformSettings } from "./settings.js";
import type { PlatformStore } from "./store.js";

export type PlatformParts = {
  readonly catalogue: Catalogue;
  readonly settings: PlatformSettings;
  readonly store: PlatformStore;
  readonly clock: Clock;
  readonly random: Random;
  readonly transport: Transport;
  readonly journal?: Journal;
  /** Told of a bug of ours; the platform stops doing things by itself. */
  readonly onError: (error: unknown) => void;
};

export type Platform = PlatformCommands & {
  readonly catalogue: Catalogue;
  readonly settings: PlatformSettings;
  readonly store: PlatformStore;
  /** Stops the clockwork and gives up attempts that are under way; they are made again after a restart. */
  close(): Promise<void>;
};

/**
 * The mock platform's life: sends callbacks, retries them, watches deadlines and tells the merchant of what it did by itself.
 * What the store holds already is taken up where it was left. Throws `AppError` when the settings make no payload.
 */
export async function startPlatform(parts: PlatformParts): Promise<Platform> {
  const { catalogue, settings, store, clock, random, onError } = parts;
  const closing = new AbortController();
  const desk = await openPayloadDesk(catalogue, settings, random.fork("payloads"));
  const logids = random.fork("logids");
  const running = new Set<Promise<void>>();
  const deps: AttemptDeps = { ...parts, signal: closing.signal };
  desk.order({ seed: 1 }, clock.now());
  takeUp(parts);

  function perform(orderId: string, due: Due): void {
    const order = store.state.orders.get(orderId);
    if (!order) return;
    if (due.kind === "deadline") passDeadline(order, due.deadline);
    else if (due.kind === "cancel") queueOwedCancel(order);
    else startAttempt(order, due.deliveryId);
  }

  function startAttempt(order: OrderRecord, deliveryId: number): void {
    const delivery = order.deliveries.find(({ id }) => id === deliveryId);
    if (delivery?.status.kind !== "due") return;
    const run = attempt(order, delivery, delivery.status).catch((error: unknown) => {
      if (!closing.signal.aborted) onError(error);
    });
    running.add(run);
    void run.finally(() => running.delete(run));
  }

  function passDeadline({ orderId }: OrderRecord, { kind, cancelId }: OrderRecord["deadlines"][number]): void {
    const at = clock.now();
    store.append({
      type: "deadline-passed",
      orderId,
      at,
      deadline: kind,
      ...(cancelId === undefined ? {} : { cancelId }),
    });
  }

  function queueOwedCancel(order: OrderRecord): void {
    const cause = owedCancel(order);
    if (cause === undefined) return;
    const at = clock.now();
    const delivery = desk.cancel(order, desk.planFor(cause), cause, at);
    store.append({ type: "callback-queued", orderId: order.orderId, at, delivery });
  }

  async function attempt(
    { orderId, deliveries }: OrderRecord,
    delivery: DeliveryRecord,
    { stream, platformMs }: { readonly stream: number; readonly platformMs: number },
  ): Promise<void> {
    const at = clock.now();
    const logid = delivery.attempts.find((made) => made.stream === stream)?.logid ?? newLogid(at, logids);
    const started: StartedAttempt = { n: attemptsAt(deliveries, delivery.key) + 1, stream, logid, platformMs };
    store.append({ type: "attempt-started", orderId, at, deliveryId: delivery.id, attempt: started });
    const outcome = await makeAttempt(delivery, started, deps);
    if (!closing.signal.aborted) endAttempt(parts, orderId, delivery.id, outcome);
  }

  startClockwork({ store, clock, signal: closing.signal, perform, onError });
  return {
    catalogue,
    settings,
    store,
    ...createCommands({ ...parts, desk, signal: closing.signal }),
    async close() {
      closing.abort(new Error("The platform is closed."));
      await Promise.all(running);
    },
  };
}

function attemptsAt(deliveries: readonly DeliveryRecord[], key: string): number {
  return deliveries.reduce((sum, delivery) => sum + (delivery.key === key ? delivery.attempts.length : 0), 0);
}

function endAttempt(
  { store, settings, clock }: Pick<PlatformParts, "store" | "settings" | "clock">,
  orderId: string,
  deliveryId: number,
  outcome: AttemptOutcome,
): void {
  const order = store.state.orders.get(orderId);
  const delivery = order?.deliveries.find(({ id }) => id === deliveryId);
  if (!order || !delivery) return;
  const at = clock.now();
  const follows = followsAfter(order, delivery, outcome, settings, at);
  store.append({ type: "attempt-ended", orderId, at, deliveryId, outcome, follows });
}

/** Attempts that an earlier process never saw the end of are made again at once. */
function takeUp({ store, clock, settings, catalogue }: PlatformParts): void {
  for (const order of store.state.orders.values()) {
    for (const delivery of order.deliveries.filter(({ status }) => status.kind === "in-flight")) {
      const at = clock.now();
      const last = delivery.attempts.at(-1);
      const { stream = 0, platformMs = 0 } = last ?? {};
      const outcome: AttemptOutcome = {
        url: settings.endpoints[callbackOf(catalogue, delivery.callback).id] ?? "",
        requestHeaders: [],
        requestBody: delivery.body,
        timeoutMs: settings.timeoutMs,
        durationMs: Math.max(0, at - (last?.startedAt ?? at)),
        failure: { kind: "reset", detail: "restart" },
        action: "retry",
        reason: { text: afterRestart },
        rule: "transport/connection",
      };
      const follows = { retry: { at, stream, platformMs }, reason: { text: afterRestart } };
      store.append({
        type: "attempt-ended",
        orderId: order.orderId,
        at,
        deliveryId: delivery.id,
        outcome,
        follows,
      });
    }
  }
}

const afterRestart = {
  zh: "模拟平台在收到应答之前重启了，这次发送的结果不明：立即重发。",
  en: "The mock platform was restarted before the answer came, so its outcome is unknown: it is sent again at once.",
};
