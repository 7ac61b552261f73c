import type { DescribedRule } from "../../core/rule.js";
import { debtRules } from "./debt.js";
import { lifecycleRules } from "./lifecycle.js";
import { negativeRules } from "./negative.js";
import { orderingRules } from "./ordering.js";
import { orderRules } from "./orders.js";
import { robustnessRules } from "./robustness.js";
import { signatureRules } from "./signature.js";

/** The rules that suites judge over several messages; those on repeated messages are in `engine/idempotency.ts`. */
export const sequenceRules: readonly DescribedRule[] = [
  ...orderRules,
  ...orderingRules,
  ...lifecycleRules,
  ...signatureRules,
  ...robustnessRules,
  ...negativeRules,
  ...debtRules,
];
