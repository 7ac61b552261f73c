import type { DescribedRule } from "../../core/rule.js";
import { idempotencyRules } from "../../engine/idempotency.js";
import { debtRules } from "./debt.js";
import { errorCodeRules } from "./error-codes.js";
import { lifecycleRules } from "./lifecycle.js";
import { negativeRules } from "./negative.js";
import { orderingRules } from "./ordering.js";
import { orderRules } from "./orders.js";
import { robustnessRules } from "./robustness.js";
import { signatureRules } from "./signature.js";

/** The rules that are judged over several messages. */
export const sequenceRules: readonly DescribedRule[] = [
  ...orderRules,
  ...idempotencyRules,
  ...orderingRules,
  ...lifecycleRules,
  ...signatureRules,
  ...robustnessRules,
  ...negativeRules,
  ...debtRules,
  ...errorCodeRules,
];
