import type { AnswerRule } from "../../core/rule.js";
import { code7OnExisting, errorCodeDocumented } from "./rules/codes.js";
import { confirmInfoRequired, refusalCarriesNoConfirmation } from "./rules/confirm-info.js";
import { asyncConfirmConsistent, confirmModeRequired, syncConfirmComplete } from "./rules/confirmation.js";
import { declaredMode } from "./rules/declared-mode.js";
import { memberInfoValid } from "./rules/member.js";
import { orderIdEcho, outIdOnSuccess } from "./rules/order-ids.js";

/** What one answer to a create must keep. */
export const rules: readonly AnswerRule[] = [
  orderIdEcho,
  outIdOnSuccess,
  errorCodeDocumented,
  code7OnExisting,
  confirmInfoRequired,
  confirmModeRequired,
  syncConfirmComplete,
  asyncConfirmConsistent,
  refusalCarriesNoConfirmation,
  memberInfoValid,
  declaredMode,
];
