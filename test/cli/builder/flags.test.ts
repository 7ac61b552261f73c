import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { test } from "node:test";
import { cleanEnv, emptyFolder, runCli } from "../../support/cli.js";
import { bodyOf, en, fixed, generatedBody, start } from "./building.js";
import { acceptAll, printed, ready, scenario } from "./scenario.js";

const payloadFlags: readonly { readonly name: string; readonly args: readonly string[] }[] = [
  {
    name: "--set, --unset and --plain",
    args: ["--variant", "standard", "--set", "number_of_units=2", "--unset", "early_arrival_time", "--plain"],
  },
  {
    name: "--allow-unknown with a value that goes out as it stands",
    args: ["--variant", "minimal", "--allow-unknown", "--set", 'x_new:={"a": "it\'s", "b": 1.0}'],
  },
  ...["compact", "spaced", "escaped", "shuffled"].map((form) => ({
    name: `--encoding ${form}`,
    args: ["--variant", "member", "--encoding", form],
  })),
  { name: "--variant doc-sample", args: ["--variant", "doc-sample"] },
];

for (const { name, args } of payloadFlags) {
  scenario(
    `${name}: the printed command makes the bytes that the flags make`,
    () => start(["build", "create-order", ...args, ...fixed], { env: en }),
    async (at) => {
      const line = await printed(at, ready.en);
      assert.equal(await bodyOf(line, at), await generatedBody(["create-order", ...args, ...fixed], at));
    },
  );
}

scenario(
  "--fixture: the file's bytes stay, and only what is set changes",
  () => {
    const folder = emptyFolder();
    writeFileSync(join(folder, "saved.json"), '{ "order_id":"1",  "number_of_units": 1 }\n');
    const flags = ["--fixture", "saved.json", "--set", "number_of_units=2"];
    return start(["build", "create-order", ...flags], { env: en, folder });
  },
  async (at) => {
    const line = await printed(at, ready.en);
    assert.equal(await bodyOf(line, at), '{ "order_id":"1",  "number_of_units": 2 }\n');
  },
);

scenario(
  "--for: the order is not asked about again",
  async () => {
    const [env, folder] = [cleanEnv(en), emptyFolder()];
    assert.equal((await runCli(["send", "create-order", "--seed", "12"], { env, cwd: folder })).code, 0);
    return start(["build", "cancel-order", "--for", "last", "--variant", "after-payment", ...fixed], { env, folder });
  },
  async (at) => {
    const line = await printed(at, ready.en);
    const flags = ["cancel-order", "--for", "last", "--variant", "after-payment", ...fixed];
    assert.equal(await bodyOf(line, at), await generatedBody(flags, at));
  },
);

scenario(
  "--json: the command comes as one object, with its words and the body",
  () => start(["build", "create-order", "--variant", "minimal", "--json", "--no-color", ...fixed], { env: en }),
  async (at) => {
    const object = JSON.parse(await printed(at, ready.en));
    const flags = ["create-order", "--variant", "minimal", ...fixed];
    assert.deepEqual(object.argv, ["send", ...flags]);
    assert.deepEqual([object.command, object.callback, object.seed], ["build", "create-order", 7]);
    assert.equal(object.body, await generatedBody(flags, at));
    assert.doesNotMatch(at.coloured(), /\u001b\[3\dm/);
  },
);

scenario(
  "--config, --profile and --lang: the profile's facts are in the payload, and its name in the command",
  () => {
    const folder = emptyFolder();
    const config = { profiles: { staging: { merchant: { ratePlanIds: ["4242"] } } } };
    writeFileSync(join(folder, "own.json"), JSON.stringify(config));
    const flags = ["--config", "own.json", "--profile", "staging", "--lang", "zh"];
    return start(["build", "create-order", "--variant", "minimal", ...flags, ...fixed], { env: en, folder });
  },
  async (at) => {
    const line = await printed(at, ready.zh);
    assert.match(line, /--config own\.json --profile staging\n$/);
    assert.equal(JSON.parse(await bodyOf(line, at)).rate_plan_id, "4242");
  },
);

scenario(
  "the flags that say where to send stand in the printed command",
  () => {
    const flags = ["--endpoint", "https://127.0.0.1:1/spi", "--client-key", "k1", "--client-secret-file", "secret.txt"];
    const switches = ["--timeout", "900", "--header", "x-a: b c", "--insecure", "--allow-link-local", "--no-journal"];
    const folder = emptyFolder();
    writeFileSync(join(folder, "secret.txt"), "s3cret\n");
    const variant = ["--variant", "minimal"];
    return start(["build", "create-order", ...variant, ...fixed, ...flags, ...switches], { env: en, folder });
  },
  async (at) => {
    const line = await printed(at, ready.en);
    assert.equal(
      line.replaceAll("'", ""),
      "douyin-hotel send create-order --variant minimal --seed 7 --now 2026-11-25 --endpoint https://127.0.0.1:1/spi " +
        "--client-key k1 --client-secret-file secret.txt --timeout 900 --header x-a: b c --insecure --allow-link-local " +
        "--no-journal\n",
    );
    const flags = ["create-order", "--variant", "minimal", ...fixed, "--client-secret-file", "secret.txt"];
    assert.equal(await bodyOf(line, at), await generatedBody(flags, at));
  },
);

test("what is sent from the builder arrives at the endpoint with its headers, quietly when that is asked for", async () => {
  const arrived: { readonly body: string; readonly headers: IncomingHttpHeaders }[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    arrived.push({ body: Buffer.concat(chunks).toString("utf8"), headers: request.headers });
    response.end("{}");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // A server that listens on a port has an address with one.
  const { port } = server.address() as AddressInfo;
  const target = ["--endpoint", `http://127.0.0.1:${port}/spi`, "--header", "x-own: 1", "--no-journal"];
  const flags = ["create-order", "--variant", "minimal", ...fixed];
  const at = start(["build", ...flags, ...target, "--quiet", "--verbose"], { env: en, columns: 120 });
  try {
    await acceptAll(at, ready.en);
    at.press("Enter");
    assert.equal(await at.end(), 1);
    assert.equal(arrived.length, 1);
    assert.equal(arrived[0]?.body, await generatedBody(flags, at));
    assert.equal(arrived[0]?.headers["x-own"], "1");
    assert.match(at.result(), /FAIL/);
    assert.doesNotMatch(at.screen(), /demo credentials/);
  } finally {
    at.close();
    server.close();
  }
});

test("every flag of build --help has its part in these scenarios, in both languages", async () => {
  const played = [
    ...["--config", "--profile", "--lang", "--json", "--quiet", "--verbose", "--no-color"],
    ...["--variant", "--fixture", "--seed", "--now", "--set", "--unset", "--allow-unknown", "--plain", "--encoding"],
    ...["--for", "--endpoint", "--client-key", "--client-secret-file", "--timeout", "--header", "--insecure"],
    ...["--allow-link-local", "--no-journal", "--help"],
  ];
  for (const lang of ["en", "zh"]) {
    const run = await runCli(["build", "--help", "--lang", lang]);
    assert.equal(run.code, 0);
    assert.deepEqual([...new Set(run.stdout.match(/(?<=^ .*)--[a-z-]+(?= |$)/gm))].sort(), [...played].sort());
  }
});
