import assert from "node:assert/strict";
import { test } from "node:test";
import { bundledSchema, describedNodes, readSchema, schemaFiles } from "../support/schema-files.js";

test("every message and every field has a title and a description in both languages", () => {
  const untold = schemaFiles
    .filter((file) => !file.endsWith("report.schema.json"))
    .flatMap((file) =>
      describedNodes(bundledSchema(file)).map(({ place, node }) => ({ place: `${file}${place}`, node })),
    )
    .filter(({ node }) => !isTold(node))
    .map(({ place }) => place);
  assert.deepEqual(untold, []);
});

test("the report schema is told in both languages too", () => {
  const untold = describedNodes(readSchema("schemas/report.schema.json"))
    .filter(({ node }) => node.$ref === undefined && !isTold(node))
    .map(({ place }) => place);
  assert.deepEqual(untold, []);
});

function isTold(node: Readonly<Record<string, unknown>>): boolean {
  const english = node["x-en"] as { title?: string; description?: string } | undefined;
  const isFilled = (text: unknown): boolean => typeof text === "string" && text.trim() !== "";
  return [node.title, node.description, english?.title, english?.description].every(isFilled);
}

test("no English text holds Chinese characters", () => {
  const mixed = schemaFiles.flatMap((file) =>
    describedNodes(readSchema(file))
      .filter(({ node }) => /\p{Script=Han}/u.test(JSON.stringify(node["x-en"] ?? "")))
      .map(({ place }) => `${file}${place}`),
  );
  assert.deepEqual(mixed, []);
});
