import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { readEndpoints } from "../../src/cli/test/endpoints.js";
import { emptyFolder } from "../support/cli.js";
import { runMain } from "../support/fake-console.js";
import { startMerchantServer } from "../support/merchant-server.js";
import { reportOf } from "../support/test-report.js";

const registry = { ids: ["create-order", "cancel-order"] };

test("one bare URL is for every callback", () => {
  assert.deepEqual(readEndpoints(["http://127.0.0.1:1/x?a=b"], {}, registry), {
    "create-order": "http://127.0.0.1:1/x?a=b",
    "cancel-order": "http://127.0.0.1:1/x?a=b",
  });
});

test("a URL for one callback wins over the bare one, and flags win over the config", () => {
  const values = ["http://127.0.0.1:1/all", "cancel-order=http://127.0.0.1:2/cancel"];
  const configured = { "create-order": "http://127.0.0.1:3/c" };
  assert.deepEqual(readEndpoints(values, configured, registry), {
    "create-order": "http://127.0.0.1:1/all",
    "cancel-order": "http://127.0.0.1:2/cancel",
  });
  assert.deepEqual(readEndpoints(["cancel-order=http://127.0.0.1:2/"], configured, registry), {
    "create-order": "http://127.0.0.1:3/c",
    "cancel-order": "http://127.0.0.1:2/",
  });
});

const wrong: readonly [readonly string[], RegExp][] = [
  [
    ["--endpoint", "create-oder=http://127.0.0.1:1/"],
    /create-oder, which is no callback\. The nearest one is create-order/,
  ],
  [["--endpoint", "create-order=foo"], /--endpoint: foo is not a complete URL/],
  [["--endpoint", "create-order="], /is not a complete URL/],
  [["--endpoint", "ftp://127.0.0.1/"], /uses ftp:; only http and https/],
  [["--endpoint", "http://u:p@127.0.0.1/"], /carries a user name or password/],
  [["--endpoint", "http://127.0.0.1:1/", "--endpoint", "http://127.0.0.1:2/"], /two URLs without a callback/],
  [
    ["--endpoint", "create-order=http://127.0.0.1:1/", "--endpoint", "create-order=http://127.0.0.1:2/"],
    /given twice for create-order/,
  ],
  [["--endpoint", "http://merchant.example/"], /merchant\.example is not this machine and not an allowed target/],
];

for (const [words, said] of wrong) {
  test(`${words.join(" ")} sends nothing and is exit 2`, async () => {
    const { code, stderr, stdout } = await runMain(["test", ...words]);
    assert.equal(code, 2, stderr);
    assert.match(stderr, said);
    assert.equal(stdout, "");
  });
}

test("cases of a callback without an endpoint are skipped with that reason", async () => {
  const merchant = await startMerchantServer();
  try {
    const [, create = ""] = merchant.words;
    const words = ["--endpoint", create, "--only", "create-order/standard", "--only", "cancel-order/audit"];
    const { code, report } = await reportOf(words);
    assert.equal(code, 0);
    assert.deepEqual(
      report.cases.map(({ verdict, reason }) => [verdict, reason]),
      [
        ["passed", undefined],
        ["skipped", "There is no endpoint for cancel-order. Add --endpoint cancel-order=URL."],
      ],
    );
  } finally {
    await merchant.close();
  }
});

test("endpoints and facts about the merchant come from the config, by profile too", async () => {
  const merchant = await startMerchantServer();
  const folder = emptyFolder();
  const endpoints = Object.fromEntries(registry.ids.map((id) => [id, `${merchant.url}/spi/${id}`]));
  const config = {
    merchant: { provoke: { "4": { check_in_date: "2099-12-30", check_out_date: "2100-01-01" } } },
    profiles: { staging: { endpoints, merchant: { variants: ["standard"] } } },
  };
  writeFileSync(join(folder, "douyin-hotel.config.json"), JSON.stringify(config));
  try {
    const only = ["--only", "error-codes/create-4", "--only", "create-order/hourly"];
    const { code, report } = await reportOf(["--profile", "staging", ...only], { cwd: folder });
    assert.equal(code, 0);
    assert.deepEqual(report.settings.endpoints, endpoints);
    assert.deepEqual(
      report.cases.map(({ id, verdict, reason }) => [id, verdict, reason]),
      [
        ["create-order/hourly", "skipped", "merchant.variants in the config does not list hourly."],
        ["error-codes/create-4", "passed", undefined],
      ],
    );
  } finally {
    await merchant.close();
  }
});
