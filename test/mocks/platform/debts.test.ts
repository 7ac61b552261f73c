import assert from "node:assert/strict";
import { test } from "node:test";
import { mayWarn } from "../../../src/mocks/merchant/design.js";
import { designs } from "../../../src/mocks/merchant/designs.js";
import { debtFaults } from "../../../src/mocks/merchant/faults/debts.js";
import { complaints, type Life, startLife } from "../../support/life.js";

/** Book twice over, wait past the confirm deadline, ask for an audit, wait: everything that an asynchronous merchant has to do. */
async function wholeLife(life: Life): Promise<string> {
  const { orderId, firstAttempt } = life.platform.placeOrder({ seed: 21 });
  await firstAttempt;
  await life.platform.repeat(orderId).firstAttempt;
  await life.pass(2 * 3_600_000);
  await life.platform.cancel(orderId, { variant: "audit" }).firstAttempt;
  await life.pass(3 * 3_600_000);
  return orderId;
}

for (const { id, expected } of debtFaults) {
  test(`the fault ${id} is found by a debt rule`, async () => {
    // The platform fails the first call, for merchants that never look at the answer.
    const faults = id === "confirm-failure-ignored" ? ["confirm-order=business-failurex1"] : [];
    const life = await startLife({ fault: id, operationFaults: faults });
    const found = complaints(life.judged(await wholeLife(life))).map((complaint) => complaint.split(" ")[1] ?? "");
    const debts = expected.rules.filter((rule) => rule.startsWith("debt/"));
    assert.ok(
      found.some((rule) => debts.includes(rule)),
      `${debts.join(" or ")} expected, found: ${found.join(", ") || "nothing"}`,
    );
  });
}

for (const design of designs) {
  const { name, merchant } = design;
  test(`a merchant of the lawful design ${name} has nothing to complain of`, async () => {
    const life = await startLife({ design: name, merchant: { mode: merchant.mode } });
    const found = complaints(life.judged(await wholeLife(life)));
    const isDue = (complaint: string): boolean => complaint.startsWith("warning ") && mayWarn(design, complaint);
    assert.deepEqual(
      found.filter((complaint) => !isDue(complaint)),
      [],
    );
  });
}
