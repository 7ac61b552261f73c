import { isObject, type JsonObject, type JsonValue } from "../../core/json.js";

/** The payload as it would be under the readings of the documents that were chosen, by conflict id. */
export function applyReadings(payload: JsonObject, readings: Readonly<Record<string, string>>): JsonObject {
  return changes.reduce(
    (changed, { conflict, reading, change }) => (readings[conflict] === reading ? change(changed) : changed),
    payload,
  );
}

type Change = {
  readonly conflict: string;
  readonly reading: string;
  readonly change: (payload: JsonObject) => JsonObject;
};

const changes: readonly Change[] = [
  { conflict: "sample-only-fields", reading: "never", change: dropSampleOnlyFields },
  { conflict: "promotion-id-type", reading: "int", change: (payload) => eachPromotion(payload, numericId) },
  { conflict: "promotion-info-shape", reading: "int", change: (payload) => eachRate(payload, totalDiscount) },
  { conflict: "hourly-time-format", reading: "seconds", change: (payload) => eachRate(payload, withSeconds) },
  { conflict: "open-id-place", reading: "member-info", change: moveOpenId },
  { conflict: "order-tag-required", reading: "always", change: (payload) => ({ order_tag: 0, ...payload }) },
];

function dropSampleOnlyFields(payload: JsonObject): JsonObject {
  const { remark_from_guest: _, ...rest } = eachPromotion(payload, ({ apply_member_level: _, ...kept }) => kept);
  return mapList(rest, "cancel_rule", (rule) => {
    if (!isObject(rule.cancel_offset_time)) return rule;
    const { second: _, ...offset } = rule.cancel_offset_time;
    return { ...rule, cancel_offset_time: offset };
  });
}

function numericId(promotion: JsonObject): JsonObject {
  return { ...promotion, ...("promotion_id" in promotion ? { promotion_id: toInteger(promotion.promotion_id) } : {}) };
}

/** The table does not say what its integer means; the discount is what a merchant can use. */
function totalDiscount(rate: JsonObject): JsonObject {
  if (!Array.isArray(rate.promotion_info)) return rate;
  const discounts = rate.promotion_info.map((promotion) =>
    Number(isObject(promotion) ? promotion.promotion_discount : 0),
  );
  return { ...rate, promotion_info: discounts.reduce((sum, discount) => sum + (discount || 0), 0) };
}

function withSeconds(rate: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(rate).map(([name, value]) => {
      const isMinute = name.endsWith("_time") && typeof value === "string" && /^\S+ \d\d:\d\d$/.test(value);
      return [name, isMinute ? `${value}:00` : value];
    }),
  );
}

/** Without a `member_info` there is no place for it under that reading. */
function moveOpenId(payload: JsonObject): JsonObject {
  const { open_id: openId, ...rest } = payload;
  if (openId === undefined || !isObject(rest.member_info)) return rest;
  return { ...rest, member_info: { ...rest.member_info, open_id: toInteger(openId) ?? 0 } };
}

/** Digits become an integer, however many; anything else stays. */
function toInteger(value: JsonValue | undefined): JsonValue {
  if (typeof value !== "string" || !/^(0|[1-9]\d*)$/.test(value)) return value ?? null;
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : BigInt(value);
}

function eachPromotion(payload: JsonObject, change: (promotion: JsonObject) => JsonObject): JsonObject {
  return eachRate(payload, (rate) => mapList(rate, "promotion_info", change));
}

function eachRate(payload: JsonObject, change: (rate: JsonObject) => JsonObject): JsonObject {
  return mapList(payload, "daily_rates", change);
}

function mapList(node: JsonObject, name: string, change: (item: JsonObject) => JsonObject): JsonObject {
  const list = node[name];
  if (!Array.isArray(list)) return node;
  return { ...node, [name]: list.map((item: JsonValue) => (isObject(item) ? change(item) : item)) };
}
