import { nearest } from "../../core/nearest.js";
import { AppError } from "../../core/problem.js";
import type { Fault } from "./fault.js";
import { acceptsInvalidFaults } from "./faults/accepts-invalid.js";
import { bytesFaults } from "./faults/bytes.js";
import { cancelAnswerFaults } from "./faults/cancel-answer.js";
import { cancelOrderStateFaults } from "./faults/cancel-order-state.js";
import { createAnswerFaults } from "./faults/create-answer.js";
import { createRefusalFaults } from "./faults/create-refusals.js";
import { debtFaults } from "./faults/debts.js";
import { envelopeFaults } from "./faults/envelope.js";
import { idempotencyFaults } from "./faults/idempotency.js";
import { raceFaults } from "./faults/races.js";
import { robustnessFaults } from "./faults/robustness.js";
import { signatureOpenFaults } from "./faults/signature-open.js";
import { signatureWrongFaults } from "./faults/signature-wrong.js";
import { transportFaults } from "./faults/transport.js";
import { typeFaults } from "./faults/wrong-types.js";

export type { Fault } from "./fault.js";

/** Every bug that can be switched on in the merchant. */
export const faults: readonly Fault[] = [
  ...signatureOpenFaults,
  ...signatureWrongFaults,
  ...bytesFaults,
  ...envelopeFaults,
  ...typeFaults,
  ...idempotencyFaults,
  ...raceFaults,
  ...createAnswerFaults,
  ...createRefusalFaults,
  ...cancelAnswerFaults,
  ...cancelOrderStateFaults,
  ...debtFaults,
  ...robustnessFaults,
  ...acceptsInvalidFaults,
  ...transportFaults,
];

/** Throws `AppError` for an id that no fault has. */
export function findFault(id: string): Fault {
  const found = faults.find((fault) => fault.id === id);
  if (found) return found;
  const [near] = nearest(
    id,
    faults.map((fault) => fault.id),
    1,
  );
  throw new AppError({
    code: "fault-unknown",
    category: "usage",
    text: near
      ? { zh: "没有名为 {id} 的故障，最接近的是 {near}。", en: "There is no fault {id}; the nearest is {near}." }
      : {
          zh: "没有名为 {id} 的故障。mock merchant --list 列出全部。",
          en: "There is no fault {id}. mock merchant --list shows them all.",
        },
    args: { id, near: near ?? "" },
  });
}
