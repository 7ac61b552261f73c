import assert from "node:assert/strict";
import { bodyOf, fixed, generatedBody, start, zh } from "./building.js";
import { printed, ready, scenario } from "./scenario.js";

for (const variant of [
  ...["standard", "hourly", "presale-voucher", "booking", "overseas", "member", "promotion", "paid", "negotiated"],
  ...["multi-room", "minimal", "maximal"],
]) {
  scenario(
    `create-order ${variant}: accepted as proposed, the printed command makes the same bytes`,
    () => start(["build", "create-order", "--variant", variant, ...fixed], { env: zh, columns: 40 }),
    async (at) => {
      const line = await printed(at, ready.zh);
      assert.equal(line, `douyin-hotel send create-order --variant ${variant} --seed 7 --now 2026-11-25\n`);
      const flags = ["create-order", "--variant", variant, ...fixed];
      assert.equal(await bodyOf(line, at), await generatedBody(flags, at));
    },
  );
}
