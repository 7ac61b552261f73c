import type { CallbackDefinition } from "../../core/callback.js";
import type { JsonObject } from "../../core/json.js";
import type { CancelCause, CancelPlan } from "../../core/order-life.js";
import type { Random } from "../../core/ports.js";
import type { Assignment } from "../../engine/assign.js";
import { type Generated, type PayloadOptions, payloadMaker } from "../../engine/generate.js";
import { isLawful } from "../../engine/lawful.js";
import type { Catalogue } from "./catalogue.js";
import type { QueuedDelivery } from "./events.js";
import type { OrderRecord } from "./order-record.js";
import type { PlatformSettings } from "./settings.js";

/** What somebody asks for in a payload; everything else is drawn. */
export type PayloadWish = {
  readonly variant?: string;
  readonly seed?: number | string;
  readonly assignments?: readonly Assignment[];
};

export type PayloadDesk = {
  /** The payload of a new order. Throws `AppError` for a wish that cannot be fulfilled. */
  order(wish: PayloadWish, now: number): Generated;
  /** A cancel of this order, as a delivery to queue. Throws `AppError` likewise. */
  cancel(order: OrderRecord, wish: PayloadWish, cause: QueuedDelivery["cause"], now: number): QueuedDelivery;
  planFor(cause: CancelCause): PayloadWish;
  isUnlawful(definition: CallbackDefinition, generated: Generated): boolean;
};

/** Makes payloads synchronously, once everything is loaded. */
export async function openPayloadDesk(
  { creator, canceller }: Catalogue,
  settings: PlatformSettings,
  random: Random,
): Promise<PayloadDesk> {
  const { clientSecret, merchant, readings } = settings;
  const [makeOrder, makeCancel] = await Promise.all([
    payloadMaker(creator, { clientSecret }),
    payloadMaker(canceller, { clientSecret }),
  ]);
  const freshSeed = (): number => random.integer(1, 2 ** 32);
  const optionsOf = ({ variant, seed, assignments }: PayloadWish, now: number): PayloadOptions => ({
    variant,
    seed: seed ?? freshSeed(),
    now,
    merchant,
    assignments,
    readings,
  });
  const isUnlawful = (definition: CallbackDefinition, generated: Generated): boolean =>
    !isLawful(definition, generated, clientSecret);

  return {
    order: (wish, now) => makeOrder(optionsOf(wish, now)),
    cancel(order, wish, cause, now) {
      const generated = makeCancel({ ...optionsOf(wish, now), earlier: earlierOf(order) });
      const { payload, body, variant } = generated;
      const facts = canceller.life.facts(payload);
      const id = order.deliveries.length + 1;
      return {
        id,
        callback: canceller.id,
        part: "cancels",
        variant,
        key: facts.cancelId,
        cause,
        cancel: facts,
        payload,
        body,
        ...(isUnlawful(canceller, generated) ? { isUnlawful: true } : {}),
      };
    },
    planFor: (cause) => wishOf(canceller.life.plans[cause]),
    isUnlawful,
  };
}

function wishOf({ variant, set }: CancelPlan): PayloadWish {
  return { variant, assignments: Object.entries(set).map(([path, value]) => ({ path, value })) };
}

function earlierOf({ deliveries, orderOutId }: OrderRecord): { payload: JsonObject; orderOutId?: string } {
  const payload = deliveries.find(({ part }) => part === "creates")?.payload ?? {};
  return { payload, ...(orderOutId === undefined ? {} : { orderOutId }) };
}
