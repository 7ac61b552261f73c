import assert from "node:assert/strict";
import { test } from "node:test";
import { ownPolicies, renewalOf } from "../../src/config/retry-policies.js";
import { configSchema } from "../../src/generated/config-schema.js";

const section = {
  policies: {
    plain: {},
    quick: { codes: [100, 13], failures: false, waits: ["1s", 5000], maxAttempts: 3, maxElapsed: "2m" },
    streams: {
      codes: "non-zero",
      spacing: "schedule",
      streams: [
        { waits: ["5s"], attempts: 12 },
        { start: "2s", waits: ["30.5s", "1m"] },
      ],
    },
  },
  renew: ["timestamp", "signature", "logid"],
};

test("the example is what the config schema accepts", () => {
  assert.deepEqual(configSchema.validate({ retry: section }), []);
});

test("policies of the config become policies of the engine", () => {
  const renew = { timestamp: true, logid: true };
  assert.deepEqual(ownPolicies(section), [
    {
      name: "plain",
      streams: [{ startMs: 0, gapsMs: [60_000] }],
      spacing: "after-answer",
      on: "platform",
      maxAttempts: 12,
      maxElapsedMs: 86_400_000,
      renew,
    },
    {
      name: "quick",
      streams: [{ startMs: 0, gapsMs: [1000, 5000] }],
      spacing: "after-answer",
      on: { codes: [100, 13], failures: false },
      maxAttempts: 3,
      maxElapsedMs: 120_000,
      renew,
    },
    {
      name: "streams",
      streams: [
        { startMs: 0, gapsMs: [5000], attempts: 12 },
        { startMs: 2000, gapsMs: [30_500, 60_000] },
      ],
      spacing: "schedule",
      on: { codes: "non-zero", failures: true },
      maxAttempts: 12,
      maxElapsedMs: 86_400_000,
      renew,
    },
  ]);
});

test("without policies there are none, and the renewal is the default", () => {
  assert.deepEqual(ownPolicies({}), []);
  assert.deepEqual(renewalOf({}), { timestamp: true, logid: false });
  assert.deepEqual(renewalOf({ renew: [] }), { timestamp: false, logid: false });
});
