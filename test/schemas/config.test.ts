import assert from "node:assert/strict";
import { test } from "node:test";
import { settingOptions } from "../../src/config/options.js";
import { isObject, type JsonObject } from "../../src/core/json.js";
import { configSchema } from "../../src/generated/config-schema.js";

function propertiesOf(schema: JsonObject): JsonObject {
  return isObject(schema.properties) ? schema.properties : {};
}

test("the config file has exactly the keys that the settings have, and profiles and $schema", () => {
  const keys = Object.entries(propertiesOf(configSchema.schema)).flatMap(([name, inner]) =>
    name === "merchant" && isObject(inner) ? Object.keys(propertiesOf(inner)).map((key) => `merchant.${key}`) : [name],
  );
  assert.deepEqual(keys.sort(), [...settingOptions.map(({ key }) => key), "profiles", "$schema"].sort());
});

test("a profile takes the same keys, but no profiles of its own", () => {
  const { profiles } = propertiesOf(configSchema.schema);
  const profile = isObject(profiles) && isObject(profiles.additionalProperties) ? profiles.additionalProperties : {};
  const own = Object.keys(propertiesOf(configSchema.schema)).filter((key) => key !== "$schema" && key !== "profiles");
  assert.deepEqual(Object.keys(propertiesOf(profile)).sort(), own.sort());
});

const good: readonly [string, unknown][] = [
  ["nothing", {}],
  [
    "the example of the manual",
    {
      $schema: "./schemas/config.schema.json",
      merchant: {
        mode: "two-step",
        confirm: "async",
        cancel: "any",
        mainland: false,
        refusalTrusted: true,
        variants: ["standard", "hourly"],
        ratePlanIds: ["1763526448072717"],
        confirmWithin: "60m",
        auditWithin: 90000,
        overrides: { "create-order": { rate_plan_id: "1" } },
        provoke: { "4": { check_in_date: "2031-01-01" } },
      },
      endpoints: { "create-order": "https://a.example/x" },
      targets: ["staging.example.com"],
      clientKey: "k",
      clientSecretEnv: "NAME",
      profiles: { staging: { merchant: { mode: "one-step" }, clientSecretFile: "secret.txt" } },
    },
  ],
  ["severities and reporters", { severities: { "transport/slow": "info" }, reporters: ["pretty", "junit=out/j.xml"] }],
  [
    "own retry policies",
    {
      retry: {
        policies: { quick: { codes: [100, 13], failures: false, waits: ["1s", "5s"], maxAttempts: 3 } },
        renew: ["timestamp", "signature", "logid"],
      },
    },
  ],
  ["a policy for any code", { retry: { policies: { all: { codes: "non-zero" } } } }],
  ["readings of conflicts", { reading: "observed", readings: { "open-id-place": "member-info" }, lang: "zh" }],
];

for (const [name, value] of good) {
  test(`the config schema accepts ${name}`, () => assert.deepEqual(configSchema.validate(value), []));
}

const bad: readonly [string, unknown, string][] = [
  ["a list", [], " type"],
  ["an unknown key", { merchnt: {} }, " additionalProperties"],
  ["an unknown key inside", { merchant: { mod: "one-step" } }, "/merchant additionalProperties"],
  ["an unknown mode", { merchant: { mode: "three-step" } }, "/merchant/mode enum"],
  ["a duration in days", { merchant: { confirmWithin: "1d" } }, "/merchant/confirmWithin pattern"],
  ["a secret in the file", { clientSecret: "x" }, " additionalProperties"],
  ["a switch for TLS checks", { insecure: true }, " additionalProperties"],
  ["a profile inside a profile", { profiles: { a: { profiles: {} } } }, "/profiles/a additionalProperties"],
  ["a code that is none", { merchant: { provoke: { four: {} } } }, "/merchant/provoke additionalProperties"],
  ["an unknown reporter", { reporters: ["xml"] }, "/reporters/0 pattern"],
  ["an unknown severity", { severities: { "transport/slow": "fatal" } }, "/severities/transport~1slow enum"],
  ["no deadline at all", { timeoutMs: 0 }, "/timeoutMs minimum"],
  ["a number as endpoint", { endpoints: { "create-order": 8080 } }, "/endpoints/create-order type"],
];

for (const [name, value, expected] of bad) {
  test(`the config schema refuses ${name}`, () => {
    const mistakes = configSchema.validate(value).map(({ instancePath, keyword }) => `${instancePath} ${keyword}`);
    assert.deepEqual(mistakes, [expected]);
  });
}
