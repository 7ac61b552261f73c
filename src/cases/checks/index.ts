import type { SequenceCheck } from "../../core/case.js";
import { debtRules } from "../rules/debt.js";
import { debtCheck } from "./debt.js";
import { provoked } from "./error-codes.js";
import { laterCancelCarriedOut } from "./later-cancel.js";
import { auditHonoured, refundOnlyKeepsOrder, refusedCancelKeepsOrder } from "./lifecycle.js";
import { acceptedInvalid, acceptedUnlawful, undocumentedRefusal } from "./negative.js";
import { cancelUnknown, foreignOutId, lateCreate, neighbourKept, secondCancel } from "./ordering.js";
import { validRefused } from "./orders.js";
import { after100, afterLostAnswer, distinct, ownAnswer, race, refusalNotSticky, sameAnswer } from "./repeated.js";
import { serverError } from "./robustness.js";
import { forgedHasEffect, validRefused as validSignatureRefused } from "./signature.js";

/** How each rule across messages is judged, by its id. */
export const checks: Readonly<Record<string, SequenceCheck>> = {
  "create-order/valid-refused": validRefused,
  "idempotency/same-answer": sameAnswer,
  "idempotency/race": race,
  "idempotency/after-100": after100,
  "idempotency/after-lost-answer": afterLostAnswer,
  "idempotency/distinct": distinct,
  "idempotency/refusal-not-sticky": refusalNotSticky,
  "isolation/own-answer": ownAnswer,
  "ordering/cancel-unknown": cancelUnknown,
  "ordering/late-create": lateCreate,
  "ordering/second-cancel": secondCancel,
  "ordering/foreign-out-id": foreignOutId,
  "ordering/neighbour-kept": neighbourKept,
  "lifecycle/refund-only-keeps-order": refundOnlyKeepsOrder,
  "lifecycle/later-cancel-carried-out": laterCancelCarriedOut,
  "lifecycle/refused-cancel-keeps-order": refusedCancelKeepsOrder,
  "lifecycle/audit-honoured": auditHonoured,
  "signature/valid-refused": validSignatureRefused,
  "signature/forged-has-effect": forgedHasEffect,
  "robustness/server-error": serverError,
  "negative/accepted-invalid": acceptedInvalid,
  "negative/accepted-unlawful": acceptedUnlawful,
  "negative/undocumented-refusal": undocumentedRefusal,
  "error-codes/provoked": provoked,
  ...Object.fromEntries(debtRules.map(({ id }) => [id, debtCheck(id)])),
};
