import type { SampleContext } from "../../core/callback.js";
import type { JsonObject } from "../../core/json.js";
import type { Random } from "../../core/ports.js";
import { amountJson, beforeTax } from "../hotel/amount.js";
import { longId } from "../hotel/digits.js";
import { type Optionally, present } from "../hotel/presence.js";
import type { Night, Stay } from "../hotel/stay.js";

/** `daily_rates`: one entry a night, the price of one room. */
export function dailyRates(stay: Stay, maybe: Optionally, context: SampleContext): readonly JsonObject[] {
  const rules = maybe("daily_rates[].promotion_info", 0.15, () => drawPromotions(maybe, context)) ?? [];
  return stay.nights.map((night) => dailyRate(stay, night, rules, maybe));
}

function dailyRate(stay: Stay, night: Night, rules: readonly JsonObject[], maybe: Optionally): JsonObject {
  const { currency, use } = stay;
  const promotions = rules.map((rule, i) => discounted(rule, night.price, i));
  const discount = promotions.reduce((sum, promotion) => sum + Number(promotion.promotion_discount), 0);
  const after = night.price - discount;
  return present({
    original_amount: night.price,
    amount_before_tax: maybe("daily_rates[].amount_before_tax", 0, () => tax(night.price, currency)),
    currency: maybe("daily_rates[].currency", 0.4, () => currency),
    period_start_date: night.start,
    period_end_date: night.end,
    period_start_time: maybe("daily_rates[].period_start_time", 0, () => use?.from ?? `${night.start} 14:00`),
    period_end_time: maybe("daily_rates[].period_end_time", 0, () => use?.to ?? `${night.end} 12:00`),
    usage_duration: maybe("daily_rates[].usage_duration", 0, () => use?.hours ?? 22),
    promotion_info: promotions.length > 0 ? promotions : undefined,
    after_promotion_amount:
      promotions.length > 0 ? after : maybe("daily_rates[].after_promotion_amount", 0.3, () => after),
  });
}

/** The promotion rules of an order; their discounts are worked out per night. */
function drawPromotions(maybe: Optionally, { random, leaf }: SampleContext): readonly JsonObject[] {
  const stream = random.fork("promotions");
  const field = (name: string): string => `daily_rates[].promotion_info[].${name}`;
  return Array.from({ length: stream.integer(1, 2) }, (_, i) =>
    present({
      promotion_type_code: maybe(field("promotion_type_code"), 0.8, () => leaf(field("promotion_type_code")) ?? 1),
      promotion_id: maybe(field("promotion_id"), 0.9, () => longId(stream.fork(`id-${i}`))),
      promotion_discount: discountPercent(stream.fork(`percent-${i}`)),
      promotion_template_id: maybe(
        field("promotion_template_id"),
        0.4,
        () => leaf(field("promotion_template_id")) ?? 1,
      ),
      apply_member_level: maybe(field("apply_member_level"), 0.2, () => stream.fork(`level-${i}`).integer(1, 4)),
    }),
  );
}

function discountPercent(random: Random): number {
  return random.integer(3, 30);
}

/** At most 30 percent each and two of them, so the price after promotions stays above zero. */
function discounted(rule: JsonObject, price: number, index: number): JsonObject {
  const percent = Number(rule.promotion_discount);
  return { ...rule, promotion_discount: Math.max(1, Math.floor((price * percent) / 100) - index) };
}

function tax(price: number, currency: string): number | bigint {
  return amountJson(beforeTax(BigInt(price), currency));
}
