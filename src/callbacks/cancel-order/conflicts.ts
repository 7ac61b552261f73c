import { isObject, type JsonObject, type JsonValue } from "../../core/json.js";

/** The payload as it would be under the readings of the documents that were chosen, by conflict id. */
export function applyReadings(payload: JsonObject, readings: Readonly<Record<string, string>>): JsonObject {
  const audited =
    readings["need-audit-null"] === "false" && payload.need_audit === null
      ? { ...payload, need_audit: false }
      : payload;
  return readings["hourly-time-format"] === "seconds" ? withSpacedTimes(audited) : audited;
}

function withSpacedTimes(payload: JsonObject): JsonObject {
  const list = payload.refund_order_detail;
  if (!Array.isArray(list)) return payload;
  return { ...payload, refund_order_detail: list.map((item: JsonValue) => (isObject(item) ? spaced(item) : item)) };
}

function spaced(detail: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(detail).map(([name, value]) => [
      name,
      name.endsWith("_time") && typeof value === "string" ? value.replace("T", " ") : value,
    ]),
  );
}
