import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { seededRandom } from "../../src/core/random.js";
import { serve } from "../../src/node/serve.js";
import { emptyFolder, projectRoot } from "../support/cli.js";
import { runMain } from "../support/fake-console.js";

const sample = readFileSync(join(projectRoot, "fixtures/create-order/doc-sample.request.txt"), "utf8").trimEnd();
const ofSample = ["6948897508913326394", "2048624488842148897", "1902790713142520557"];

/** 500 integers past 2^53, with up to 40 digits and of either sign, none of which a double holds. */
function made(): readonly string[] {
  const random = seededRandom("integers");
  const found = new Set<string>();
  while (found.size < 500) {
    const digits = Array.from({ length: random.integer(15, 39) }, () => random.integer(0, 9)).join("");
    const text = `${random.pick(["", "-"])}${random.integer(1, 9)}${digits}`;
    const isExact = BigInt(Number(text)) === BigInt(text);
    if (!isExact && BigInt(text.replace("-", "")) > 2n ** 53n) found.add(text);
  }
  return [...found];
}

test("503 integers past 2^53 go through load, edit, send, journal, report and resend without a changed digit", async (t) => {
  const integers = [...ofSample, ...made()];
  assert.equal(integers.length, 503);
  const home = emptyFolder();
  const options = { cwd: home, env: { HOME: home, XDG_STATE_HOME: join(home, "state") } };
  // In places and spacings of all kinds: a list, values of an object, nested.
  const [list, values, nested] = [made().slice(0, 200), made().slice(200, 400), made().slice(400)];
  const extra = `"big": [ ${list.join(" ,")} ], "byName" :{${values.map((value, i) => `"k${i}":${value}`).join(",\n ")}}, "deep":{"a":[{"b":[${nested.join(",")}]}]}`;
  const payload = sample.replace(/\}\s*$/, `, ${extra} }`);
  assert.ok(integers.every((integer) => payload.includes(integer)));
  writeFileSync(join(home, "order.json"), payload);
  const edited = payload.replace('"number_of_units": 1', '"number_of_units": 2');
  assert.notEqual(edited, payload);

  const received: string[] = [];
  const server = await serve(async (request) => {
    received.push(await request.text());
    return Response.json({ data: { error_code: 8, description: "price", order_id: "1000946099201940764" } });
  });
  try {
    const target = ["--endpoint", server.url];
    const send = ["send", "create-order", "--fixture", "order.json", "--set", "number_of_units=2", ...target];
    const sent = await runMain([...send, "--json", "--save", "kept.json"], options);
    assert.equal(sent.code, 0, sent.stderr);
    assert.equal(received[0], edited);
    assert.equal(JSON.parse(sent.stdout).attempts[0].request.body, edited);
    assert.equal(JSON.parse(readFileSync(join(home, "kept.json"), "utf8")).attempts[0].request.body, edited);

    const logged = await runMain(["log", "last", "--json"], options);
    assert.equal(JSON.parse(logged.stdout).attempts[0].request.body, edited);
    const shown = await runMain(["log", "last", "--verbose"], options);
    const bare = shown.stdout.replace(/\s/g, "");
    assert.deepEqual(
      integers.filter((integer) => !bare.includes(integer)),
      [],
    );

    assert.equal((await runMain(["resend", "last", ...target], options)).code, 0);
    assert.equal((await runMain(["resend", "last", "--as-is"], options)).code, 0);
    assert.equal((await runMain(["send", "create-order", "--fixture", "kept.json", ...target], options)).code, 0);
    assert.deepEqual(received.slice(1), [edited, edited, edited]);
    t.diagnostic(
      `${integers.length} integers, ${received.length} deliveries: 0 changed digits, 0 changed bytes outside the edit`,
    );
  } finally {
    await server.close();
  }
});

test("a merchant that echoes a rounded id is told so", async () => {
  const server = await serve(async (request) => {
    const id = Number(JSON.parse(await request.text()).order_id);
    return Response.json({ data: { error_code: 8, description: "price", order_id: BigInt(id).toString() } });
  });
  try {
    const argv = ["send", "create-order", "--set", "order_id=1000946099201940765", "--endpoint", server.url, "--json"];
    const { code, stdout } = await runMain([...argv, "--no-journal"]);
    assert.equal(code, 1);
    const [finding] = JSON.parse(stdout).findings;
    assert.equal(finding.rule, "create-order/order-id-echo");
    assert.match(finding.message, /round/);
  } finally {
    await server.close();
  }
});
