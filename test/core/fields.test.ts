import assert from "node:assert/strict";
import { test } from "node:test";
import { encryptedPaths, fieldAt, listFields, nodeAt } from "../../src/core/fields.js";

const schema = {
  type: "object",
  properties: {
    id: { type: "string", title: "编号", "x-en": { title: "Id" }, "x-doc": { type: "string", required: "必填" } },
    rows: {
      type: "array",
      title: "行",
      description: "每行一条",
      "x-en": { title: "Rows", description: "One a line" },
      items: {
        type: "object",
        title: "一行",
        "x-en": { title: "Row" },
        properties: {
          amount: { type: "integer", "x-unit": "fen", "x-doc": { type: "int", required: "选填" } },
          phone: { type: "string", "x-encrypted": true, "x-required-when": { zh: "海外", en: "overseas" } },
          marks: { type: ["array", "integer"], items: { type: "object", properties: { code: { type: "integer" } } } },
        },
      },
    },
    flags: {
      type: "array",
      items: { type: "integer", "x-values": [{ value: 1, zh: "一", en: "one", basis: "observed" }] },
    },
    "a/b~c": { type: "string", format: "date", pattern: "^x", "x-only-in-sample": true },
  },
};

test("fields come in the order of the schema, parents before children, with depth and pointer", () => {
  assert.deepEqual(
    listFields(schema).map(({ path, pointerPattern, name, depth }) => [path, pointerPattern, name, depth]),
    [
      ["id", "/id", "id", 0],
      ["rows", "/rows", "rows", 0],
      ["rows[].amount", "/rows/*/amount", "amount", 1],
      ["rows[].phone", "/rows/*/phone", "phone", 1],
      ["rows[].marks", "/rows/*/marks", "marks", 1],
      ["rows[].marks[].code", "/rows/*/marks/*/code", "code", 2],
      ["flags", "/flags", "flags", 0],
      ["a/b~c", "/a~1b~0c", "a/b~c", 0],
    ],
  );
});

test("a field says all that the schema says of it", () => {
  assert.deepEqual(fieldAt(schema, "rows[].phone"), {
    path: "rows[].phone",
    pointerPattern: "/rows/*/phone",
    name: "phone",
    depth: 1,
    type: "string",
    types: ["string"],
    docType: "string",
    required: false,
    title: { zh: "phone", en: "phone" },
    description: { zh: "phone", en: "phone" },
    encrypted: true,
    requiredWhen: { zh: "海外", en: "overseas" },
  });
  const id = fieldAt(schema, "id");
  assert.deepEqual(
    [id?.required, id?.title, id?.description],
    [true, { zh: "编号", en: "Id" }, { zh: "编号", en: "Id" }],
  );
  assert.deepEqual(fieldAt(schema, "rows")?.description, { zh: "每行一条", en: "One a line" });
  assert.equal(fieldAt(schema, "rows[].amount")?.unit, "fen");
  assert.deepEqual(fieldAt(schema, "rows[].marks")?.types, ["array", "integer"]);
  assert.deepEqual(fieldAt(schema, "flags")?.values, [{ value: 1, title: { zh: "一", en: "one" }, basis: "observed" }]);
  const odd = fieldAt(schema, "a/b~c");
  assert.deepEqual([odd?.format, odd?.pattern, odd?.onlyInSample], ["date", "^x", true]);
});

test("a path may hold indexes, and may name an element of a list", () => {
  assert.equal(fieldAt(schema, "rows[12].marks[0].code")?.path, "rows[].marks[].code");
  const row = fieldAt(schema, "rows[3]");
  assert.deepEqual([row?.path, row?.name, row?.pointerPattern, row?.type], ["rows[]", "rows[]", "/rows/*", "object"]);
  assert.deepEqual(fieldAt(schema, "flags[0]")?.types, ["integer"]);
});

test("a path that the schema does not have finds nothing", () => {
  const unknown = [
    "",
    "ID",
    "id[]",
    "rows.amount",
    "rows[].x",
    "rows[x].amount",
    "flags[0][1]",
    "__proto__",
    "constructor",
  ];
  for (const path of unknown) assert.equal(fieldAt(schema, path), undefined, path);
  for (const path of ["id.x", "rows[].constructor", "toString"]) assert.equal(nodeAt(schema, path), undefined, path);
});

test("the encrypted paths are those marked so", () => {
  assert.deepEqual(encryptedPaths(schema), ["rows[].phone"]);
});
