import assert from "node:assert/strict";
import { test } from "node:test";
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { withoutAnnotations } from "../../src/codegen/compile.js";
import { bundledSchema, describedNodes, readSchema, schemaFiles } from "../support/schema-files.js";

const annotations = [
  "x-en",
  "x-doc",
  "x-encrypted",
  "x-unit",
  "x-values",
  "x-required-when",
  "x-only-in-sample",
  "x-callback",
  "x-operation",
];

function strictAjv(): Ajv2020 {
  const ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true, strictRequired: false });
  formats.default(ajv);
  return ajv;
}

for (const file of schemaFiles) {
  test(`${file} is a JSON Schema 2020-12 that Ajv compiles in strict mode`, () => {
    const ajv = strictAjv();
    ajv.addVocabulary(annotations);
    assert.equal(readSchema(file).$schema, "https://json-schema.org/draft/2020-12/schema");
    assert.doesNotThrow(() =>
      ajv.compile(file.endsWith("report.schema.json") ? readSchema(file) : bundledSchema(file)),
    );
  });
}

test("messages stay open: additional properties are allowed everywhere", () => {
  const closed = schemaFiles
    .filter((file) => !/(config|case|report)\.schema\.json$/.test(file))
    .flatMap((file) => describedNodes(readSchema(file)))
    .filter(({ node }) => node.additionalProperties !== undefined || node.unevaluatedProperties !== undefined);
  assert.deepEqual(closed, []);
});

test("what goes to the compiler has lost its annotations and kept fields that are named like them", () => {
  assert.deepEqual(
    withoutAnnotations({
      title: "t",
      type: "object",
      "x-en": {},
      properties: { title: { type: "string", title: "t" }, description: { description: "d", enum: ["title"] } },
    }),
    { type: "object", properties: { title: { type: "string" }, description: { enum: ["title"] } } },
  );
});
