import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { callbacks } from "../../src/callbacks/registry.js";
import type { Failure, MerchantFacts, SignatureForm } from "../../src/core/exchange.js";
import { type JsonObject, parseJson, projectNumbers, stringifyJson } from "../../src/core/json.js";
import { forgeryRules } from "../../src/engine/forgery-rules.js";
import { schemaRules } from "../../src/engine/schema-rules.js";
import { transportRules } from "../../src/engine/transport-rules.js";
import { projectRoot } from "../support/cli.js";
import { inShort, judged } from "../support/judged-exchange.js";

type Fixture = {
  readonly rule: string;
  readonly callback: string;
  readonly request: JsonObject;
  readonly signature?: SignatureForm;
  readonly malformed?: boolean;
  readonly orderStored?: boolean;
  readonly durationMs?: number;
  readonly timeoutMs?: number;
  readonly merchant?: Partial<MerchantFacts>;
  readonly failure?: Failure;
  readonly response?: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body?: string;
    readonly bodyBase64?: string;
  };
  readonly findings: readonly string[];
};

const definitions = await Promise.all(callbacks.ids.map((id) => callbacks.load(id)));
const allRules = [
  ...transportRules,
  ...Object.values(schemaRules),
  ...forgeryRules,
  ...definitions.flatMap((definition) => definition.rules),
];

/** Waits for a callback whose answer has a field of a documented form; `schema.test.ts` judges a made-up one. */
const formRule = schemaRules.format.id;
const rules = allRules.filter(({ id }) => id !== formRule);

/** `create-order/order-id-echo` lies in `fixtures/create-order/rules/order-id-echo.{pass,fail}.json`. */
function fileOf(rule: string, kind: "pass" | "fail"): string {
  const [family, name] = rule.split("/");
  return `${projectRoot}/fixtures/${family}/rules/${name}.${kind}.json`;
}

function readFixture(rule: string, kind: "pass" | "fail"): Fixture {
  // The fixtures are ours, and the tests below look at every field they use.
  return parseJson(readFileSync(fileOf(rule, kind), "utf8")) as unknown as Fixture;
}

function judgeFixture({ request, response, ...told }: Fixture) {
  const bytes =
    response?.bodyBase64 === undefined
      ? new TextEncoder().encode(response?.body ?? "")
      : new Uint8Array(Buffer.from(response.bodyBase64, "base64"));
  const reply = response && { status: response.status, headers: response.headers, bytes };
  return judged({ ...told, payload: request, ...(reply ? { reply } : {}) });
}

for (const rule of rules) {
  for (const kind of ["pass", "fail"] as const) {
    test(`${rule.id} has a ${kind}ing exchange`, async () => {
      assert.ok(existsSync(fileOf(rule.id, kind)), `${fileOf(rule.id, kind)} is missing`);
      const fixture = readFixture(rule.id, kind);
      assert.equal(fixture.rule, rule.id);
      assert.deepEqual(inShort(await judgeFixture(fixture)), fixture.findings);
      assert.equal(
        fixture.findings.some((short) => short.split(" ")[1] === rule.id),
        kind === "fail",
      );
    });

    test(`the ${kind}ing request of ${rule.id} is as valid as it says`, async () => {
      const { callback, request, malformed } = readFixture(rule.id, kind);
      const { validate } = (await callbacks.load(callback)).request;
      assert.equal(validate(projectNumbers(request)).length > 0, malformed === true);
    });
  }
}

test("every exchange in a rules folder belongs to a rule", () => {
  const known = new Set(rules.flatMap(({ id }) => [fileOf(id, "pass"), fileOf(id, "fail")]));
  const found = readdirSync(`${projectRoot}/fixtures`).flatMap((family) => {
    const folder = `${projectRoot}/fixtures/${family}/rules`;
    return existsSync(folder) ? readdirSync(folder).map((name) => `${folder}/${name}`) : [];
  });
  assert.deepEqual(
    found.filter((file) => !known.has(file)),
    [],
  );
  assert.equal(found.length, rules.length * 2);
});

test("no answer of the catalogue has a field of a documented form yet", () => {
  const forms = definitions.filter(({ response }) =>
    /"(?:format|pattern|min|max)/.test(stringifyJson(response.schema)),
  );
  assert.deepEqual(forms, [], `${formRule} can be broken now: give it its two exchanges`);
});

test("every rule has an id of its own and says itself in both languages", () => {
  assert.equal(new Set(allRules.map(({ id }) => id)).size, allRules.length);
  for (const { id, title, explanation } of allRules) {
    for (const text of [title, explanation]) {
      assert.match(text.zh, /[\u4e00-\u9fff]/, id);
      assert.doesNotMatch(text.en, /[\u4e00-\u9fff]/, id);
    }
  }
});
