import type { Law } from "../../core/callback.js";
import { currency } from "./laws/currency.js";
import { refundHours } from "./laws/refund-hours.js";
import { refundNights } from "./laws/refund-nights.js";
import { refundType } from "./laws/refund-type.js";
import { refundWithinPaid } from "./laws/refund-within-paid.js";
import { createFailed, variantMarks } from "./laws/variant-marks.js";

/** What a lawful cancellation keeps, in plain text. The document's own sample breaks some of them. */
export const laws: readonly Law[] = [
  refundWithinPaid,
  refundType,
  refundNights,
  refundHours,
  createFailed,
  variantMarks,
  currency,
];
