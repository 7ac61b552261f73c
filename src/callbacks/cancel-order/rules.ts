import type { AnswerRule } from "../../core/rule.js";
import { errorCodeDocumented, refusalByCode } from "./rules/codes.js";
import { asyncHasNoResult, modeRequired, refusalNeedsReason, syncNeedsResult } from "./rules/decision.js";
import { declaredMode } from "./rules/declared-mode.js";
import { feeInRange } from "./rules/fee.js";
import { noticeIsFinal } from "./rules/notice.js";

/** What one answer to a cancel must keep. */
export const rules: readonly AnswerRule[] = [
  modeRequired,
  syncNeedsResult,
  asyncHasNoResult,
  refusalNeedsReason,
  refusalByCode,
  errorCodeDocumented,
  noticeIsFinal,
  feeInRange,
  declaredMode,
];
