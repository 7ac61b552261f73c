import type { Fill } from "../hotel/presence.js";

/** What a variant demands of an order; everything that it does not name is drawn. */
export type Traits = {
  readonly fill: Fill;
  readonly bizType: 2011 | 2012 | 2021;
  readonly isHourly: boolean;
  readonly isOverseas: boolean;
  readonly isNegotiated: boolean;
  readonly rooms: readonly [number, number];
  /** Optional fields that must be there. */
  readonly needed: readonly string[];
  /** How likely a guest besides the first comes from outside the mainland. */
  readonly visitors: number;
};

const usual: Traits = {
  fill: "some",
  bizType: 2021,
  isHourly: false,
  isOverseas: false,
  isNegotiated: false,
  rooms: [1, 1],
  needed: [],
  visitors: 0,
};

const priceBeforeTax = ["currency", "amount_before_tax", "daily_rates[].currency", "daily_rates[].amount_before_tax"];
const hours = ["daily_rates[].period_start_time", "daily_rates[].period_end_time", "daily_rates[].usage_duration"];
const promotions = [
  "daily_rates[].promotion_info",
  "daily_rates[].after_promotion_amount",
  "total_after_promotion_amount",
];
const member = [
  "member_info",
  "member_info.member_id",
  "member_info.member_name",
  "member_info.member_phone",
  "open_id",
];

const byVariant: Readonly<Record<string, Traits>> = {
  standard: usual,
  hourly: { ...usual, isHourly: true, needed: ["sales_type", ...hours] },
  "presale-voucher": { ...usual, bizType: 2011 },
  booking: { ...usual, bizType: 2012, needed: ["source_order_id"] },
  overseas: { ...usual, isOverseas: true, rooms: [1, 2], needed: [...priceBeforeTax, "occupancies"], visitors: 0.6 },
  member: { ...usual, needed: member },
  promotion: { ...usual, needed: promotions },
  paid: { ...usual, needed: ["pay_info", "pay_info.pay_time_unix", "pay_info.commissions"] },
  negotiated: { ...usual, isNegotiated: true, needed: ["order_tag"] },
  "multi-room": { ...usual, rooms: [2, 9], needed: ["occupancies"], visitors: 0.08 },
  minimal: { ...usual, fill: "least", needed: ["order_tag"] },
  maximal: { ...usual, fill: "all", rooms: [1, 3], visitors: 0.08 },
};

/** A hotel outside the mainland has its currency in every order, whatever the variant. */
export function traitsOf(variant: string, isMainland: boolean): Traits {
  const traits = byVariant[variant];
  if (!traits) throw new Error(`The create-order sampler knows no variant ${variant}.`);
  if (isMainland || traits.isOverseas) return traits;
  return { ...traits, isOverseas: true, needed: [...traits.needed, "currency", "daily_rates[].currency"] };
}
