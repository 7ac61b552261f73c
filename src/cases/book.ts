import type { Case, CaseBook } from "../core/case.js";
import { callsAbout } from "./checks/calls.js";
import { idsOf, owedBy } from "./checks/debt.js";
import { isMute, isRefusedAsForged } from "./checks/forgery-like.js";
import { checks } from "./checks/index.js";
import { isAccepted, isSameRefusal, refusalMark } from "./checks/outcome.js";
import { setup } from "./setup.js";

/** The least time that a merchant gets for an operation, however much the platform's waits are divided. */
const leastWaitMs = 3000;

/** Where a plain answer takes long, the machine is busy: an operation gets as many times as long, up to a limit. */
const answerTimes = 8;
const mostForBusyMs = 20_000;

/** Cases with everything that the engine needs to judge them. */
export function caseBook(cases: readonly Case[]): CaseBook {
  return {
    cases,
    checks,
    setup,
    always: [
      { rule: "idempotency/after-100" },
      { rule: "signature/valid-refused", with: { onlyWhatIsNeverRefused: true } },
    ],
    isAccepted,
    markOf: refusalMark,
    isSameRefusal,
    isRefusedAsForged: (delivered, setup) => isRefusedAsForged(refusalMark(delivered), setup),
    isMute,
    debts: {
      deadlineMs(delivered, merchant, timeScale) {
        const owed = owedBy(delivered);
        if (!owed) return undefined;
        const within = owed.operation === "cancel-audit" ? merchant.auditWithinMs : merchant.confirmWithinMs;
        const busy = Math.min(mostForBusyMs, answerTimes * delivered.exchange.durationMs);
        return Math.max(leastWaitMs, within / timeScale, busy);
      },
      idsOf,
      callsAbout,
    },
  };
}
