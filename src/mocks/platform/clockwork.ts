import type { Clock } from "../../core/ports.js";
import { type Due, duesOf } from "./due.js";
import type { PlatformStore } from "./store.js";

type ClockworkParts = {
  readonly store: PlatformStore;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Carries out what is due, synchronously as far as the order's state goes: the same thing is then not due again. */
  readonly perform: (orderId: string, due: Due) => void;
  readonly onError: (error: unknown) => void;
};

/** Does everything when it is due, from now until the signal. */
export function startClockwork({ store, clock, signal, perform, onError }: ClockworkParts): void {
  const next = new Map<string, number>();
  let alarm: { readonly at: number; readonly cancel: AbortController } | undefined;
  let isPumping = false;

  function noteOrder(orderId: string): void {
    const order = store.state.orders.get(orderId);
    const [due] = order ? duesOf(order) : [];
    if (due) next.set(orderId, due.at);
    else next.delete(orderId);
  }

  /** Later than the event that made something due, so that everybody hears of events in their order. */
  function pumpSoon(): void {
    if (isPumping || signal.aborted) return;
    isPumping = true;
    queueMicrotask(() => {
      isPumping = false;
      try {
        pump();
      } catch (error) {
        onError(error);
      }
    });
  }

  function pump(): void {
    if (signal.aborted) return;
    const now = clock.now();
    for (const [orderId, at] of [...next]) if (at <= now) performAll(orderId, now);
    setAlarm();
  }

  function performAll(orderId: string, now: number): void {
    const order = store.state.orders.get(orderId);
    for (const due of order ? duesOf(order) : []) if (due.at <= now) perform(orderId, due);
  }

  function setAlarm(): void {
    const at = earliest(next.values());
    if (alarm?.at === at) return;
    alarm?.cancel.abort();
    alarm = undefined;
    if (!Number.isFinite(at)) return;
    const cancel = new AbortController();
    const own = { at, cancel };
    alarm = own;
    clock.sleep(Math.max(0, at - clock.now()), AbortSignal.any([signal, cancel.signal])).then(
      () => {
        if (alarm === own) alarm = undefined;
        pumpSoon();
      },
      (error: unknown) => {
        if (!signal.aborted && !cancel.signal.aborted) onError(error);
      },
    );
  }

  for (const orderId of store.state.orders.keys()) noteOrder(orderId);
  const leave = store.subscribe((event) => {
    if (!("orderId" in event)) return;
    noteOrder(event.orderId);
    pumpSoon();
  });
  signal.addEventListener("abort", leave, { once: true });
  pumpSoon();
}

function earliest(moments: Iterable<number>): number {
  let first = Number.POSITIVE_INFINITY;
  for (const at of moments) if (at < first) first = at;
  return first;
}
