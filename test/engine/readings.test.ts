import assert from "node:assert/strict";
import { test } from "node:test";
import type { Conflict } from "../../src/core/catalogue.js";
import { AppError } from "../../src/core/problem.js";
import { checkReadings, readingsInForce } from "../../src/engine/readings.js";
import { conflicts } from "../../src/generated/conflicts.js";

function entry(id: string, setting: string | null, readings: readonly string[]): Conflict {
  const text = { zh: id, en: id };
  return {
    number: 1,
    id,
    topic: text,
    page: "p",
    field: null,
    readings: readings.map((reading) => ({ id: reading, text, basis: "seed" })),
    default: readings[0] ?? "",
    setting,
    how: { zh: "见手册。", en: "See the manual." },
  };
}

const ledger = [
  entry("retry", "reading", ["documented", "observed"]),
  entry("trust", "merchant.refusalTrusted", ["untrusted", "trusted"]),
  entry("place", "readings.place", ["top", "inside"]),
  entry("fixed", null, ["one", "two"]),
];

test("without settings every conflict has its default", () => {
  assert.deepEqual(
    readingsInForce(ledger, () => undefined),
    { retry: "documented", trust: "untrusted", place: "top", fixed: "one" },
  );
});

test("a setting by name, a switch and a chosen reading decide", () => {
  const settings: Record<string, string | boolean> = {
    reading: "observed",
    "merchant.refusalTrusted": true,
    "readings.place": "inside",
  };
  assert.deepEqual(
    readingsInForce(ledger, (key) => settings[key]),
    { retry: "observed", trust: "trusted", place: "inside", fixed: "one" },
  );
});

test("a value that is no reading leaves the default", () => {
  assert.equal(readingsInForce(ledger, () => "nonsense").place, "top");
  assert.equal(readingsInForce(ledger, () => false).trust, "untrusted");
});

const wrong: readonly [string, Record<string, string>, string][] = [
  ["an unknown conflict names the nearest", { plaec: "inside" }, "unknown-conflict"],
  ["an unknown reading names the known ones", { place: "outside" }, "unknown-reading"],
  ["a conflict that another setting decides", { retry: "observed" }, "conflict-decided-elsewhere"],
  ["a conflict that nothing decides", { fixed: "two" }, "conflict-decided-elsewhere"],
];

for (const [name, chosen, code] of wrong) {
  test(`readings in the config: ${name}`, () => {
    assert.throws(
      () => checkReadings(ledger, chosen),
      (error) => error instanceof AppError && error.code === code && error.category === "config",
    );
  });
}

test("a good choice passes, and the real ledger accepts each of its switchable readings", () => {
  assert.doesNotThrow(() => checkReadings(ledger, { place: "inside" }));
  const chosen = conflicts
    .filter(({ setting }) => setting?.startsWith("readings."))
    .flatMap(({ id, readings }) => readings.map((reading) => ({ [id]: reading.id })));
  assert.equal(chosen.length, 14);
  for (const one of chosen) assert.doesNotThrow(() => checkReadings(conflicts, one));
});
