import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { test } from "node:test";
import type { JsonValue } from "../../src/core/json.js";
import { byteForms, encodeAs } from "../../src/core/json-text.js";
import type { Random } from "../../src/core/ports.js";
import { seededRandom } from "../../src/core/random.js";
import { signRequest } from "../../src/engine/sign.js";

const script = join(import.meta.dirname, "../support/second_signer.py");
const hasPython = spawnSync("python3", ["--version"]).status === 0;
const count = 2000;

const words = [
  "tenant",
  "酒店",
  "a b",
  "x+y",
  "50%",
  "😀",
  "é",
  "a&b=c",
  "[0]",
  "a.b",
  "Sign",
  "sign",
  "10",
  "9",
  "Z",
  "/?#",
  "",
];

function query(random: Random): string {
  const spell = random.pick([
    encodeURIComponent,
    (word: string) => new URLSearchParams({ "": word }).toString().slice(1),
  ]);
  const pairs = Array.from(
    { length: random.integer(0, 5) },
    () => `${spell(random.pick(words))}=${spell(random.pick(words))}`,
  );
  return pairs.length > 0 ? `?${pairs.join("&")}` : random.pick(["", "?"]);
}

function body(random: Random): Uint8Array {
  const value: JsonValue = {
    order_id: `10${random.integer(10 ** 9, 9 * 10 ** 9)}`,
    remark: Array.from({ length: random.integer(0, 6) }, () => random.pick(words)).join("/"),
    promotion_id: 2n ** 53n + BigInt(random.integer(1, 10 ** 9)) * 1_000_003n,
    list: Array.from({ length: random.integer(0, 3) }, () => ({
      amount: random.integer(0, 99_999),
      price: random.next(),
    })),
  };
  const text = encodeAs(value, random.pick(byteForms), random) + random.pick(["", "", "\n", " "]);
  return new TextEncoder().encode(random.integer(0, 50) === 0 ? "" : text);
}

test(`a second implementation computes the same signatures of ${count} requests`, {
  skip: !hasPython && "python3 is not installed",
}, () => {
  const requests = Array.from({ length: count }, (_, i) => {
    const random = seededRandom(`second-implementation/${i}`);
    const clientSecret = random.pick(["example-secret-0123456789abcdef0", "short", "密钥", `long${"x".repeat(60)}`]);
    const input = { url: `https://merchant.example/spi${query(random)}`, body: body(random), clientSecret };
    const signed = signRequest({
      ...input,
      clientKey: random.pick(["awexampleclientkey", "键 &+"]),
      timestamp: 1_700_000_000_000 + i,
    });
    return { ...input, signed };
  });
  const lines = requests.map(({ signed, body: bytes, clientSecret }) =>
    JSON.stringify({ url: signed.url, bodyHex: Buffer.from(bytes).toString("hex"), secret: clientSecret }),
  );
  const run = spawnSync("python3", [script], {
    input: lines.join("\n"),
    encoding: "utf8",
    maxBuffer: 2 ** 26,
    env: { ...process.env, PYTHONUTF8: "1" },
  });
  assert.equal(run.status, 0, run.stderr);
  const theirs = run.stdout.trimEnd().split("\n");
  const ours = requests.map(({ signed }) => `${signed.lifeSign} ${signed.sign}`);
  assert.equal(theirs.length, count);
  assert.deepEqual(
    ours.filter((digests, i) => digests !== theirs[i]),
    [],
  );
});
