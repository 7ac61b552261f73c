import { isObject, type JsonObject } from "../../core/json.js";
import type { OrderRecord } from "./order-record.js";
import type { PlatformState } from "./state.js";

/** Every text in the body, at whatever depth and under whatever name. */
export function textsIn(body: JsonObject): readonly string[] {
  return Object.values(body).flatMap((value) =>
    typeof value === "string"
      ? [value]
      : isObject(value)
        ? textsIn(value)
        : typeof value === "bigint"
          ? [String(value)]
          : [],
  );
}

/** The order that a call is about, also when it names it wrongly: by the merchant's own id, or under another field. */
export function mentionedOrder({ orders }: PlatformState, body: JsonObject): OrderRecord | undefined {
  const texts = textsIn(body).filter((text) => text !== "");
  const named = texts.map((text) => orders.get(text)).find((order) => order !== undefined);
  if (named) return named;
  return [...orders.values()].findLast(
    ({ orderOutId, cancels }) =>
      (orderOutId !== undefined && texts.includes(orderOutId)) ||
      cancels.some(({ cancelId }) => texts.includes(cancelId)),
  );
}
