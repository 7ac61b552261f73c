import assert from "node:assert/strict";
import { test } from "node:test";
import { createProgress } from "../../src/cli/load/progress.js";
import { type Lang, say } from "../../src/core/text.js";

const row = {
  second: 12,
  sent: 1200,
  succeeded: 1200,
  refused: 0,
  failed: 0,
  inFlight: 10,
  p50: 1.5,
  p99: 20,
  max: 30,
};

function shown(lang: Lang, columns: number): string {
  let text = "";
  const progress = createProgress({
    env: {},
    isErrorTty: true,
    columns,
    t: (sentence, args) => say(lang, sentence, args),
    printError: (piece) => {
      text += piece;
    },
  });
  progress.show(row);
  return text;
}

test("the progress line is cut at the columns of the terminal, of which a Chinese character takes two", () => {
  assert.equal(shown("zh", 80), "\r\u001b[2K12 s  1200/s  p50 1.50 ms  p99 20.0 ms  未成功 0  在途 10");
  assert.equal(shown("zh", 47), "\r\u001b[2K12 s  1200/s  p50 1.50 ms  p99 20.0 ms  未成功");
  assert.equal(shown("zh", 46), "\r\u001b[2K12 s  1200/s  p50 1.50 ms  p99 20.0 ms  未成");
  assert.equal(shown("en", 47), "\r\u001b[2K12 s  1200/s  p50 1.50 ms  p99 20.0 ms  errors");
});
