import assert from "node:assert/strict";
import { bodyOf, en, fixed, generatedBody, start } from "./building.js";
import { printed, ready, scenario } from "./scenario.js";

for (const variant of [
  ...["before-payment", "after-payment", "create-failed", "audit", "partial-refund", "refund-only", "negotiated"],
  ...["hourly", "minimal", "maximal", "doc-sample"],
]) {
  scenario(
    `cancel-order ${variant}: accepted as proposed, the printed command makes the same bytes`,
    () => start(["build", "cancel-order", "--variant", variant, ...fixed], { env: en, columns: 120 }),
    async (at) => {
      const line = await printed(at, ready.en);
      assert.equal(line, `douyin-hotel send cancel-order --variant ${variant} --seed 7 --now 2026-11-25\n`);
      const flags = ["cancel-order", "--variant", variant, ...fixed];
      assert.equal(await bodyOf(line, at), await generatedBody(flags, at));
    },
  );
}
