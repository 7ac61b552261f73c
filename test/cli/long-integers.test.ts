import assert from "node:assert/strict";
import { test } from "node:test";
import { serve } from "../../src/node/serve.js";
import { runMain } from "../support/fake-console.js";

const digits = ["6948897508913326394", "2048624488842148897", "1902790713142520557"];

test("the 19-digit integers of the create sample arrive, and stand in the report, digit for digit", async () => {
  let received = "";
  const server = await serve(
    async (request) => {
      received = await request.text();
      return Response.json({ data: { error_code: 8, description: "price", order_id: "1000946099201940764" } });
    },
    { port: 0 },
  );
  try {
    const { code, stdout } = await runMain([
      ...["send", "create-order", "--variant", "doc-sample", "--set", "number_of_units=2"],
      ...["--endpoint", server.url, "--json", "--quiet"],
    ]);
    assert.equal(code, 0);
    const { body } = JSON.parse(stdout).attempts[0].request;
    assert.equal(body, received);
    for (const integer of digits) assert.ok(received.includes(`: ${integer}`), integer);
    assert.ok(received.includes('"number_of_units": 2,'));
  } finally {
    await server.close();
  }
});
