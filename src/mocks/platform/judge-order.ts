import type { JudgedExchange } from "../../core/exchange.js";
import type { Finding } from "../../core/finding.js";
import { judgeSeries } from "../../engine/idempotency.js";
import { judge } from "../../engine/judge.js";
import { settleFindings } from "../../engine/settle-findings.js";
import { type Catalogue, callbackOf } from "./catalogue.js";
import { type Debt, debtsOf } from "./debts.js";
import { exchangeOf } from "./exchange-of.js";
import type { DeliveryRecord, OrderRecord } from "./order-record.js";
import type { PlatformSettings } from "./settings.js";

export type JudgedOrder = {
  /** By delivery id and number of the attempt: `1/1`. */
  readonly attempts: ReadonlyMap<string, JudgedExchange>;
  readonly debts: readonly Debt[];
  /** Of single answers, of repeats, and of the operations; each once. */
  readonly findings: readonly Finding[];
};

export function attemptKey(deliveryId: number, n: number): string {
  return `${deliveryId}/${n}`;
}

/** Everything that is wrong with what the merchant did about an order. Pure. */
export function judgeOrder(order: OrderRecord, catalogue: Catalogue, settings: PlatformSettings): JudgedOrder {
  const attempts = new Map<string, JudgedExchange>();
  for (const { delivery, n, judged } of judgedAttempts(order, catalogue, settings)) {
    attempts.set(attemptKey(delivery.id, n), judged);
  }
  const { debts, findings } = debtsOf(order, catalogue);
  const single = [...attempts.values()].flatMap((judged) => judged.findings);
  const grouped = groupFindings(order, attempts, catalogue);
  return { attempts, debts, findings: settleFindings([...single, ...grouped, ...findings], settings.severities) };
}

function judgedAttempts(order: OrderRecord, catalogue: Catalogue, settings: PlatformSettings) {
  return order.deliveries.flatMap((delivery) =>
    delivery.attempts.flatMap((attempt) => {
      const exchange = exchangeOf(delivery, attempt, settings, wasStored(order, attempt.startedAt));
      const isOurs = attempt.outcome?.failure?.detail === "restart";
      if (!exchange || isOurs) return [];
      return [{ delivery, n: attempt.n, judged: judge(callbackOf(catalogue, delivery.callback), exchange, settings) }];
    }),
  );
}

/** Whether the merchant had accepted the order before this moment. */
function wasStored({ history, deliveries }: OrderRecord, at: number): boolean {
  const creates = deliveries.filter(({ part }) => part === "creates").map(({ id }) => id);
  return history.some(
    (event) =>
      event.type === "attempt-ended" &&
      creates.includes(event.deliveryId) &&
      event.outcome.errorCode === 0 &&
      event.at <= at,
  );
}

/** Deliveries of the same key are repeats of each other. */
function groupFindings(
  { deliveries }: OrderRecord,
  judged: ReadonlyMap<string, JudgedExchange>,
  catalogue: Catalogue,
): readonly Finding[] {
  const keys = new Set(deliveries.map(({ key }) => key));
  return [...keys].flatMap((key) => {
    const group = deliveries.filter((delivery) => delivery.key === key);
    const [first] = group;
    if (!first) return [];
    const attempts = group
      .flatMap((delivery) => delivery.attempts.map((attempt) => ({ delivery, attempt })))
      .sort((a, b) => a.attempt.n - b.attempt.n)
      .flatMap(({ delivery, attempt }) => {
        const exchange = judged.get(attemptKey(delivery.id, attempt.n));
        return exchange ? [{ copy: delivery.id, judged: exchange }] : [];
      });
    return judgeSeries(callbackOf(catalogue, first.callback), attempts, { isConcurrent: overlap(group) });
  });
}

/** Whether an attempt began before an earlier copy's had ended. */
function overlap(group: readonly DeliveryRecord[]): boolean {
  const spans = group.flatMap(({ attempts }) =>
    attempts.map(({ startedAt, outcome }) => ({ from: startedAt, to: startedAt + (outcome?.durationMs ?? 0) })),
  );
  const sorted = spans.toSorted((a, b) => a.from - b.from);
  return sorted.some((span, i) => sorted.slice(0, i).some((earlier) => span.from < earlier.to));
}
