import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { callbacks } from "../../src/callbacks/registry.js";
import { isObject, parseJson, projectNumbers } from "../../src/core/json.js";

const folder = join(import.meta.dirname, "../../fixtures");

for (const id of callbacks.ids) {
  const names = readdirSync(join(folder, id)).filter((name) => name.endsWith(".json"));

  test(`${id} comes with named payloads`, () => assert.ok(names.length >= 2));

  for (const name of names) {
    test(`${id}/${name} is valid, lawful and free of personal data`, async () => {
      const definition = await callbacks.load(id);
      const payload = parseJson(readFileSync(join(folder, id, name), "utf8"));
      assert.ok(isObject(payload));
      assert.deepEqual(definition.request.validate(projectNumbers(payload)), []);
      for (const law of definition.laws) assert.deepEqual(law.check(payload), [], law.id);
      assert.doesNotMatch(JSON.stringify(projectNumbers(payload)), /phone":"[^"]|license_id/);
    });
  }
}
