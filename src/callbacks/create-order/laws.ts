import type { Law } from "../../core/callback.js";
import { afterPromotion, totalAfterPromotion, totalAmount } from "./laws/amounts.js";
import { hourlyUse } from "./laws/hourly-use.js";
import { nights } from "./laws/nights.js";
import { overseasPrices } from "./laws/overseas-prices.js";
import { payment } from "./laws/payment.js";
import { idNumbers, phones } from "./laws/people.js";
import { remark } from "./laws/remark.js";
import { negotiatedTag, sourceOrder } from "./laws/variant-marks.js";

/** What a lawful order keeps, in plain text. The document's own sample breaks some of them. */
export const laws: readonly Law[] = [
  nights,
  totalAmount,
  afterPromotion,
  totalAfterPromotion,
  hourlyUse,
  sourceOrder,
  payment,
  overseasPrices,
  negotiatedTag,
  remark,
  idNumbers,
  phones,
];
