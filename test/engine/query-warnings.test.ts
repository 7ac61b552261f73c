import assert from "node:assert/strict";
import { test } from "node:test";
import { sayMessage } from "../../src/core/text.js";
import { queryWarnings } from "../../src/engine/query-warnings.js";

const doubtful: readonly [query: string, words: readonly RegExp[]][] = [
  ["a=1&a=2&b=3", [/a stands there more than once/]],
  ["Sign=1", [/Sign differs from sign only in case/]],
  ["a[]=1", [/a\[\] has square brackets/]],
  ["a.b=1", [/a\.b has a dot or a blank/]],
  ["7=1", [/7 is a number/]],
  ["client_key=1&timestamp=2", [/already has the parameter client_key/, /already has the parameter timestamp/]],
  ["SIGN=1&SIGN=2", [/SIGN differs/, /SIGN stands there more than once/]],
];

for (const [query, words] of doubtful)
  test(`?${query} is warned of`, () => {
    const sentences = queryWarnings(`https://h/x?${query}`).map((message) => sayMessage("en", message));
    assert.equal(sentences.length, words.length, sentences.join("\n"));
    for (const [i, word] of words.entries()) assert.match(sentences[i] ?? "", word);
  });

test("an ordinary query is no cause for a warning", () => {
  assert.deepEqual(queryWarnings("https://h/x?tenant=7&hotel_id=abc&名=值"), []);
  assert.deepEqual(queryWarnings("https://h/x"), []);
});
