import assert from "node:assert/strict";
import { test } from "node:test";
import { bundle } from "../../src/codegen/bundle.js";

function reader(files: Readonly<Record<string, unknown>>): (path: string) => string {
  return (path) => {
    const value = files[path];
    if (value === undefined) throw new Error(`no file ${path}`);
    return JSON.stringify(value);
  };
}

test("a reference is replaced by the file it names, and keywords beside it win", () => {
  const read = reader({
    "schemas/a/request.schema.json": {
      properties: {
        total: { $ref: "../shared/money.schema.json", title: "Total" },
        list: { items: [{ $ref: "x.json" }] },
      },
    },
    "schemas/shared/money.schema.json": { $schema: "s", type: "integer", title: "Money", minimum: 0 },
    "schemas/a/x.json": { type: "string" },
  });
  assert.deepEqual(bundle("schemas/a/request.schema.json", read), {
    properties: { total: { type: "integer", title: "Total", minimum: 0 }, list: { items: [{ type: "string" }] } },
  });
});

test("references inside shared files and into $defs are followed, and $defs is dropped", () => {
  const read = reader({
    "schemas/a.json": {
      properties: { x: { $ref: "#/$defs/x" }, y: { $ref: "shared/y.json" } },
      $defs: { x: { const: 1 } },
    },
    "schemas/shared/y.json": { properties: { z: { $ref: "../shared/z.json" } } },
    "schemas/shared/z.json": { const: 2 },
  });
  assert.deepEqual(bundle("schemas/a.json", read), {
    properties: { x: { const: 1 }, y: { properties: { z: { const: 2 } } } },
  });
});

test("a circle of references and a reference to nowhere are refused", () => {
  const read = reader({
    "a.json": { $ref: "b.json" },
    "b.json": { properties: { again: { $ref: "b.json" } } },
    "c.json": { $ref: "#/$defs/none" },
    "d.json": [],
  });
  assert.throws(() => bundle("a.json", read), /Circular \$ref: b\.json → b\.json/);
  assert.throws(() => bundle("c.json", read), /No schema at #\/\$defs\/none/);
  assert.throws(() => bundle("d.json", read), /d\.json is not a JSON object/);
});
