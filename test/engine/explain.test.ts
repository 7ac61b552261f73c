import assert from "node:assert/strict";
import { test } from "node:test";
import type { CallbackDefinition, MessageSchema } from "../../src/core/callback.js";
import type { Conflict, ErrorCode } from "../../src/core/catalogue.js";
import type { RuleBase } from "../../src/core/rule.js";
import { callbackRows, conflictRows, errorRows, fieldRows, ruleRows, variantRows } from "../../src/engine/catalogue.js";
import { explain } from "../../src/engine/explain.js";
import type { ExplainSources, Explanation } from "../../src/engine/explanation.js";

const text = (en: string) => ({ zh: `中${en}`, en });

function message(schema: MessageSchema["schema"]): MessageSchema {
  return { schema, validate: () => [] };
}

const field = (type: string, doc: string, required: string, more: Record<string, string | boolean> = {}) => ({
  type,
  title: "标题",
  description: "含义",
  "x-en": { title: "Title", description: "Meaning" },
  "x-doc": { type: doc, required },
  ...more,
});

const bell: Pick<
  CallbackDefinition,
  "id" | "title" | "summary" | "request" | "response" | "idempotencyKey" | "variants" | "defaultVariant" | "laws"
> = {
  id: "ring-bell",
  title: text("Ring the bell"),
  summary: text("Rings."),
  idempotencyKey: "bell_id",
  request: message({
    "x-callback": {
      scope: "life.bell",
      capability: "铃",
      scene: "响铃",
      headers: [{ name: "x-bell", zh: "铃", en: "Bell" }],
    },
    properties: {
      bell_id: field("string", "string", "必填"),
      tones: {
        ...field("array", "list", "选填"),
        items: { properties: { pitch: field("integer", "int", "选填", { "x-unit": "fen", "x-encrypted": true }) } },
      },
    },
  }),
  response: message({
    properties: {
      data: { ...field("object", "struct", "必填"), properties: { bell_id: field("string", "string", "必填") } },
    },
  }),
  variants: [
    { name: "soft", title: text("Soft"), summary: text("Rings softly.") },
    { name: "doc-sample", title: text("Sample"), summary: text("As printed."), isDocSample: true },
  ],
  defaultVariant: "soft",
  laws: [{ id: "laws/tones", title: text("Tones add up"), check: () => [] }],
};
// The catalogue reads only these members of a definition.
const definition = bell as CallbackDefinition;

const rule: RuleBase = {
  id: "ring-bell/id-echo",
  severity: "error",
  part: "response",
  title: text("The id comes back"),
  explanation: text("Give it back."),
  doc: { page: "ring-bell", field: "response.bell_id" },
};

const conflict: Conflict = {
  number: 3,
  id: "bell-id-type",
  topic: text("Type of bell_id"),
  page: "ring-bell",
  field: "response.bell_id",
  readings: [
    { id: "string", text: text("a string"), basis: "seed" },
    { id: "int", text: text("a number"), basis: "observed" },
  ],
  default: "string",
  setting: null,
  how: text("Nothing flips it."),
};

const code: ErrorCode = {
  code: 7,
  meaning: text("Rung twice"),
  documented: true,
  appliesTo: ["ring-bell"],
  effects: { "ring-bell": text("silence") },
  basis: "seed",
  note: text("Answer success."),
};

const sources: ExplainSources = {
  definitions: [definition],
  operations: [
    {
      id: "hush",
      request: message({ properties: { hush_Id: field("string", "string", "必填") } }),
      response: message({}),
    },
  ],
  rules: [rule],
  cases: [{ id: "order/ring-twice", suite: "order", title: text("Rings twice"), proves: text("It rings once.") }],
  errorCodes: [code, { ...code, code: 3, note: text("n") }],
  platformCodes: [
    { code: 2190008, meaning: text("Token expired"), mayRetry: false, operations: ["hush"], basis: "other-page" },
  ],
  conflicts: [conflict],
  exitCodes: [{ code: 3, meaning: text("Could not judge.") }],
};

function found(id: string): Explanation {
  const result = explain(id, sources);
  if ("nearest" in result) throw new assert.AssertionError({ message: `${id} is unknown, near ${result.nearest}` });
  return result;
}

const ids: readonly [string, string, string][] = [
  ["ring-bell/id-echo", "rule", "ring-bell/id-echo"],
  ["laws/tones", "law", "laws/tones"],
  ["order/ring-twice", "case", "order/ring-twice"],
  ["7", "error-code", "error/7"],
  ["error/7", "error-code", "error/7"],
  ["2190008", "platform-code", "platform/2190008"],
  ["platform/2190008", "platform-code", "platform/2190008"],
  ["conflict/3", "conflict", "conflict/bell-id-type"],
  ["conflict/bell-id-type", "conflict", "conflict/bell-id-type"],
  ["bell-id-type", "conflict", "conflict/bell-id-type"],
  ["exit/3", "exit-code", "exit/3"],
  ["ring-bell", "callback", "ring-bell"],
  ["ring-bell/soft", "variant", "ring-bell/soft"],
  ["ring-bell tones[].pitch", "field", "ring-bell.request.tones[].pitch"],
  ["ring-bell tones[0].pitch", "field", "ring-bell.request.tones[].pitch"],
  ["ring-bell.request.tones[].pitch", "field", "ring-bell.request.tones[].pitch"],
  ["ring-bell request.tones", "field", "ring-bell.request.tones"],
  ["request.tones", "field", "ring-bell.request.tones"],
  ["  ring-bell   bell_id ", "field", "ring-bell.request.bell_id"],
  ["ring-bell.response.bell_id", "field", "ring-bell.response.data.bell_id"],
  ["ring-bell response.data.bell_id", "field", "ring-bell.response.data.bell_id"],
  ["hush_Id", "field", "hush.request.hush_Id"],
  ["hush hush_Id", "field", "hush.request.hush_Id"],
];

for (const [typed, kind, id] of ids) {
  test(`explain "${typed}" finds the ${kind}`, () => {
    const explanation = found(typed);
    assert.deepEqual([explanation.kind, explanation.id], [kind, id]);
  });
}

test("every id that an explanation points at, and its own, can be explained", () => {
  for (const [typed] of ids) {
    const { id, see } = found(typed);
    for (const other of [id, ...see]) assert.doesNotThrow(() => found(other), other);
  }
});

const unknown: readonly [string, readonly string[]][] = [
  ["ring-bell/id-ehco", ["ring-bell/id-echo"]],
  ["ring-bell tones[].ptich", ["ring-bell tones[].pitch"]],
  ["bell-id-tipe", ["conflict/bell-id-type"]],
  ["error/8", ["error/3", "error/7"]],
  ["exit/33", ["exit/3"]],
];

for (const [typed, nearest] of unknown) {
  test(`explain "${typed}" finds nothing and names what is near`, () => {
    const result = explain(typed, sources);
    assert.ok("nearest" in result);
    assert.deepEqual(result.nearest.slice(0, nearest.length), nearest);
  });
}

test("a word like nothing has nothing near it", () => {
  for (const word of ["", "zzzzzzzzzz", "99999", "error/", "__proto__"]) {
    const result = explain(word, { ...sources, errorCodes: [], conflicts: [], exitCodes: [] });
    assert.deepEqual(result, { nearest: [] }, word);
  }
});

test("a field tells its type, unit, encryption, rules and conflicts", () => {
  const pitch = found("ring-bell tones[].pitch");
  assert.deepEqual(pitch.title, { zh: "标题", en: "Title" });
  assert.deepEqual(pitch.body, [{ zh: "含义", en: "Meaning" }]);
  assert.deepEqual(
    pitch.facts.map(({ label, value }) => `${label.en}: ${value.en}`),
    ["document: ring-bell", "type: int", "required: no", "unit: fen (1/100 CNY)", "encrypted: yes"],
  );
  assert.deepEqual(found("ring-bell.response.bell_id").see, ["conflict/bell-id-type", "ring-bell/id-echo"]);
  assert.deepEqual(found("ring-bell bell_id").see, ["ring-bell.response.data.bell_id"]);
});

test("a conflict tells both readings, the default and the one in force", () => {
  const facts = (readings?: Readonly<Record<string, string>>) => {
    const result = explain("conflict/3", readings ? { ...sources, readings } : sources);
    assert.ok("facts" in result);
    return result.facts.map(({ label, value }) => `${label.en}: ${value.en}`);
  };
  assert.deepEqual(facts(), [
    "number: 3",
    "document: ring-bell response.bell_id",
    "reading string: a string (this document)",
    "reading int: a number (real traffic)",
    "default: string",
    "in force: string",
    "setting: none",
  ]);
  assert.ok(facts({ "bell-id-type": "int" }).includes("in force: int"));
});

test("an error code tells what the platform does, callback by callback", () => {
  assert.deepEqual(
    found("7").facts.map(({ label, value }) => `${label.en}: ${value.en}`),
    ["documented: yes", "applies to: Ring the bell", "effect on Ring the bell: silence", "basis: this document"],
  );
  assert.deepEqual(found("7").body, [text("Answer success.")]);
});

test("rows carry what the listings print", () => {
  assert.deepEqual(callbackRows([definition]), [
    {
      id: "ring-bell",
      title: text("Ring the bell"),
      summary: text("Rings."),
      idempotencyKey: "bell_id",
      scope: "life.bell",
      capability: "铃",
      scene: "响铃",
      headers: [{ name: "x-bell", meaning: { zh: "铃", en: "Bell" } }],
      variants: ["soft", "doc-sample"],
    },
  ]);
  assert.deepEqual(
    fieldRows(definition).map(({ message, part, path }) => `${message} ${part} ${path}`),
    [
      "ring-bell request bell_id",
      "ring-bell request tones",
      "ring-bell request tones[].pitch",
      "ring-bell response data",
      "ring-bell response data.bell_id",
    ],
  );
  assert.deepEqual(
    variantRows(definition).map(({ name, isDefault, isDocSample }) => [name, isDefault, isDocSample]),
    [
      ["soft", true, false],
      ["doc-sample", false, true],
    ],
  );
  assert.deepEqual(ruleRows([rule])[0]?.field, "response.bell_id");
  assert.deepEqual(errorRows([code], "ring-bell"), [code]);
  assert.deepEqual(errorRows([code], "other"), []);
  assert.deepEqual(errorRows([code]), [code]);
  assert.equal(conflictRows([conflict], {})[0]?.inForce, "string");
  assert.equal(conflictRows([conflict], { "bell-id-type": "int" })[0]?.inForce, "int");
});

test("a callback whose schema has no facts still has a row", () => {
  const [row] = callbackRows([{ ...definition, request: message({}) }]);
  assert.deepEqual([row?.scope, row?.headers], ["", []]);
});
