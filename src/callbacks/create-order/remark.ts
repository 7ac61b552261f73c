import type { JsonObject } from "../../core/json.js";
import type { Random } from "../../core/ports.js";
import { amountOf } from "../hotel/amount.js";

/**
 * `remark_from_douyin` as the document composes it: order id, product (package) name, original amount, currency, paid
 * amount, currency, what comes with the product (meals, tickets, perks), who invoices, and where the order comes from.
 */
export type Remark = {
  readonly orderId: string;
  readonly product: string;
  readonly originalAmount: bigint;
  readonly originalCurrency: string;
  readonly paidAmount: bigint;
  readonly paidCurrency: string;
  readonly extras: string;
  readonly invoicing: string;
};

const origin = "订单来自抖音。";

export function writeRemark(remark: Remark): string {
  const { orderId, product, originalAmount, originalCurrency, paidAmount, paidCurrency, extras, invoicing } = remark;
  return [orderId, product, originalAmount, originalCurrency, paidAmount, paidCurrency, extras, invoicing, origin].join(
    "+",
  );
}

/** The parts of a remark; undefined when it is not composed like one. */
export function readRemark(text: string): Remark | undefined {
  const match = /^(\d+)\+([^+]+)\+(\d+)\+([A-Z]{3})\+(\d+)\+([A-Z]{3})\+(.*)\+([^+]+)\+订单来自抖音。$/.exec(text);
  if (!match) return undefined;
  const [, orderId = "", product = "", original = "", originalCurrency = "", paid = "", paidCurrency = ""] = match;
  return {
    orderId,
    product,
    originalAmount: BigInt(original),
    originalCurrency,
    paidAmount: BigInt(paid),
    paidCurrency,
    extras: match[7] ?? "",
    invoicing: match[8] ?? "",
  };
}

/** The same remark with the ids and amounts of `order` as it is now. */
export function remarkOf(order: JsonObject, remark: Pick<Remark, "product" | "extras" | "invoicing">): string {
  const currency = typeof order.currency === "string" ? order.currency : "CNY";
  const total = amountOf(order.total_amount) ?? 0n;
  return writeRemark({
    ...remark,
    orderId: typeof order.order_id === "string" ? order.order_id : "",
    originalAmount: total,
    originalCurrency: currency,
    paidAmount: amountOf(order.total_after_promotion_amount) ?? total,
    paidCurrency: currency,
  });
}

const products = [
  "豪华大床房",
  "高级双床房",
  "湖景亲子套房",
  "商务标准间",
  "行政大床房·含双早",
  "园景家庭房",
  "海景露台大床房",
];
const extras = ["双人早餐", "无餐食", "单人早餐+欢迎饮料", "双人早餐+景区门票2张", "双人早餐+延迟退房+亲子乐园"];
const invoicing = ["商家开票", "平台开票"];

export function drawRemark(random: Random): Pick<Remark, "product" | "extras" | "invoicing"> {
  return { product: random.pick(products), extras: random.pick(extras), invoicing: random.pick(invoicing) };
}
