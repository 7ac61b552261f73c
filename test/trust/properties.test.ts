import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import { callbacks } from "../../src/callbacks/registry.js";
import { fromBase64, toBase64 } from "../../src/core/base64.js";
import { addDays, daysBetween, isDate } from "../../src/core/calendar.js";
import { clipText } from "../../src/core/excerpt.js";
import { defaultMerchantFacts } from "../../src/core/exchange.js";
import { integerInText } from "../../src/core/integer.js";
import { type JsonObject, type JsonValue, parseJson, stringifyJson } from "../../src/core/json.js";
import { removeFrom, replaceAt } from "../../src/core/json-edit.js";
import { byteForms } from "../../src/core/json-form.js";
import { parseJsonText } from "../../src/core/json-text.js";
import { nearest } from "../../src/core/nearest.js";
import { getAt, parsePath, pointerTokens, removeAt, setAt, toPath, toPointer } from "../../src/core/pointer.js";
import { seededRandom } from "../../src/core/random.js";
import { decodeUtf8 } from "../../src/core/utf8.js";
import { visible } from "../../src/core/visible.js";
import { decryptField, encryptField, normaliseSecret } from "../../src/engine/cipher.js";
import { payloadMaker } from "../../src/engine/generate.js";
import { createRedactor, maskName, maskNumber } from "../../src/engine/redact.js";
import { hardCaps, nextAttempt, type PastAttempt } from "../../src/engine/retry.js";
import { builtInPolicies } from "../../src/engine/retry-policies.js";
import { expectedSignatures, signRequest } from "../../src/engine/sign.js";
import { verifyRequest } from "../../src/engine/verify.js";

const json = fc.jsonValue({ depthSize: "medium" }) as fc.Arbitrary<JsonValue>;
const word = fc.stringMatching(/^[a-z_]{1,12}$/);
const text = fc.string({ unit: "grapheme" });
const hasKey = (value: unknown): value is JsonObject => typeof value === "object" && value !== null;
let checked = 0;
const check = <T>(name: string, arbitrary: fc.Arbitrary<T>, holds: (value: T) => void): void => {
  checked += 1;
  test(name, () => fc.assert(fc.property(arbitrary, holds), { numRuns: 300, seed: 20260301 }));
};

check("base64 gives back any bytes", fc.uint8Array({ maxLength: 300 }), (bytes) => {
  assert.deepEqual(fromBase64(toBase64(bytes)), bytes);
  assert.equal(toBase64(bytes), Buffer.from(bytes).toString("base64"));
});

check("UTF-8 is told from everything else as Node tells it", fc.uint8Array({ maxLength: 30 }), (bytes) => {
  const isUtf8 = Buffer.from(Buffer.from(bytes).toString("utf8")).equals(Buffer.from(bytes));
  assert.equal(decodeUtf8(bytes).ok, isUtf8);
});

check(
  "days are added and counted without loss",
  fc.tuple(fc.integer({ min: 0, max: 60_000 }), fc.nat(900)),
  ([from, days]) => {
    const date = new Date(from * 86_400_000).toISOString().slice(0, 10);
    const later = addDays(date, days);
    assert.ok(isDate(later));
    assert.equal(daysBetween(date, later), days);
  },
);

check("an integer is read whatever its size", fc.bigInt({ min: -(2n ** 90n), max: 2n ** 90n }), (integer) => {
  assert.equal(BigInt(integerInText(String(integer)) ?? "x"), integer);
});

check("JSON text and its parser agree with the platform's on what is JSON", fc.oneof(fc.json(), text), (given) => {
  let isJson = true;
  try {
    JSON.parse(given);
  } catch {
    isJson = false;
  }
  assert.equal(parseJsonText(given).ok, isJson);
});

check("writing parsed JSON again loses nothing", json, (value) => {
  const once = stringifyJson(parseJson(JSON.stringify(value)));
  assert.equal(stringifyJson(parseJson(once)), once);
  assert.deepEqual(JSON.parse(once), JSON.parse(JSON.stringify(value)));
});

check("an edit in place changes what was named and nothing else", fc.tuple(json, json, word), ([value, part, key]) => {
  const whole = JSON.stringify({ before: value, [key]: 1, behind: value }, null, 1);
  const edited = replaceAt(whole, `/${key}`, JSON.stringify(part));
  const expected = { ...JSON.parse(whole), [key]: JSON.parse(JSON.stringify(part)) };
  assert.deepEqual(JSON.parse(edited), expected);
});

check("what is removed in place is gone, and the rest stays", fc.tuple(json, word), ([value, key]) => {
  const whole = JSON.stringify({ a0: value, [`${key}1`]: value, z0: 1 }, null, 1);
  const { [`${key}1`]: _, ...rest } = JSON.parse(whole);
  assert.deepEqual(JSON.parse(removeFrom(whole, `/${key}1`)), rest);
});

check(
  "a path becomes a pointer and a path again",
  fc.array(fc.oneof(word, fc.nat(99)), { minLength: 1, maxLength: 6 }),
  (segments) => {
    if (typeof segments[0] === "number" || segments.some((one) => one === "constructor" || one === "prototype")) return;
    const pointer = toPointer(segments);
    assert.deepEqual(parsePath(toPath(pointer)), segments);
    assert.deepEqual(pointerTokens(pointer), segments.map(String));
  },
);

check(
  "what is set is there, the original is untouched, and what is removed is gone",
  fc.tuple(fc.dictionary(word, json), word, json),
  ([whole, key, value]) => {
    if (key === "constructor" || key === "prototype" || key === "__proto__") return;
    const before = JSON.stringify(whole);
    const set = setAt(whole as JsonObject, `/${key}`, value);
    assert.deepEqual(getAt(set, `/${key}`), value);
    assert.equal(getAt(removeAt(set, `/${key}`), `/${key}`), undefined);
    assert.equal(JSON.stringify(whole), before);
  },
);

check("the nearest word is the word itself where it is known", fc.array(word, { minLength: 1 }), (words) => {
  const [first = ""] = words;
  assert.equal(nearest(first, words, 1)[0], first);
});

check(
  "random streams repeat by seed and stay in their bounds",
  fc.tuple(fc.nat(), fc.integer(), fc.nat(1000)),
  ([seed, min, width]) => {
    const [a, b] = [seededRandom(seed), seededRandom(seed)];
    for (let i = 0; i < 5; i++) {
      const drawn = a.integer(min, min + width);
      assert.equal(b.integer(min, min + width), drawn);
      assert.ok(drawn >= min && drawn <= min + width);
    }
  },
);

check("what is visible moves no cursor", fc.string({ unit: "binary" }), (given) => {
  assert.match(visible(given), /^(?:[\p{L}\p{M}\p{N}\p{P}\p{S} ])*$/u);
  assert.ok([...clipText(given, 20)].length <= 21);
});

check(
  "a field cipher opens with its own secret alone",
  fc.tuple(
    text.filter((one) => one !== ""),
    fc.string({ minLength: 1, maxLength: 60 }),
  ),
  ([plain, secret]) => {
    const sealed = encryptField(secret, plain);
    assert.equal(decryptField(secret, sealed), plain);
    assert.equal(Buffer.from(sealed, "base64").length % 16, 0);
  },
);

check(
  "every ASCII secret becomes 32 bytes, trimmed or padded in turn from the left",
  fc.stringMatching(/^[!-~]{1,70}$/),
  (secret) => {
    const shown = Buffer.from(normaliseSecret(secret)).toString();
    assert.equal(shown.length, 32);
    const [left, right] = [Math.ceil(Math.abs(32 - secret.length) / 2), Math.floor(Math.abs(32 - secret.length) / 2)];
    const padded = "#".repeat(left) + secret + "#".repeat(right);
    assert.equal(shown, secret.length <= 32 ? padded : secret.slice(left, left + 32));
  },
);

const request = fc.record({
  body: fc.uint8Array({ minLength: 1, maxLength: 80 }),
  secret: fc.string({ minLength: 1, maxLength: 40 }),
  timestamp: fc.nat(),
  query: fc.dictionary(fc.stringMatching(/^q[a-z]{0,6}$/), fc.string({ maxLength: 8 })),
});
const signed = ({ body, secret, timestamp, query }: typeof request extends fc.Arbitrary<infer R> ? R : never) => {
  const params = new URLSearchParams(query).toString();
  const url = `https://h.example/x${params === "" ? "" : `?${params}`}`;
  return signRequest({ url, body, clientKey: "key", clientSecret: secret, timestamp });
};

check("both signatures are the two digests of one string, built here a second time", request, (given) => {
  const { url, lifeSign, sign } = signed(given);
  const pairs = [...new URL(url).searchParams].filter(([key]) => key !== "sign");
  const line = pairs
    .toSorted(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
    .map(([k, v]) => `${k}=${v}`);
  const bytes = Buffer.concat([Buffer.from(`${given.secret}&${line.join("&")}&http_body=`), given.body]);
  assert.equal(lifeSign, createHash("sha256").update(bytes).digest("hex"));
  assert.equal(sign, createHash("md5").update(bytes).digest("hex"));
});

check("what was signed is verified, and one changed byte of the body is not", request, (given) => {
  const { url, lifeSign } = signed(given);
  const about = { url, headers: [["X-Life-Sign", lifeSign]] as const, clientSecret: given.secret };
  const whole = verifyRequest({ ...about, body: given.body });
  assert.deepEqual([whole.header, whole.url], ["valid", "valid"]);
  const changed = verifyRequest({ ...about, body: given.body.map((byte, i) => (i === 0 ? byte ^ 1 : byte)) });
  assert.deepEqual([changed.header, changed.url], ["wrong", "wrong"]);
});

check("signing a signed URL again changes nothing", request, (given) => {
  const once = signed(given);
  const { body, secret: clientSecret, timestamp } = given;
  assert.equal(signRequest({ url: once.url, body, clientKey: "key", clientSecret, timestamp }).url, once.url);
  assert.ok(!expectedSignatures({ url: once.url, body, clientSecret }).stringToSign.startsWith(`${clientSecret}&`));
});

const answers = fc.array(fc.constantFrom(0, 4, 100, undefined), { maxLength: 150 });

for (const policy of builtInPolicies) {
  check(`the policy ${policy.name} ends, keeps its caps, and never stops while it may go on`, answers, (codes) => {
    const history: PastAttempt[] = [];
    for (let i = 0; ; i++) {
      const next = nextAttempt(policy, history);
      assert.ok(history.length <= Math.min(policy.maxAttempts, hardCaps.attempts));
      if (next.type === "stop") {
        const isAnswered = codes[(i - 1) % Math.max(1, codes.length)] === 0 || codes.length === 0;
        assert.equal(next.why, isAnswered ? "settled" : "attempts");
        return;
      }
      assert.ok(next.ms >= 0 && next.stream < policy.streams.length);
      const errorCode = codes.length === 0 ? 0 : codes[i % codes.length];
      const action = errorCode === 0 ? "confirm" : "retry";
      const startMs = (history.at(-1)?.startMs ?? 0) + (history.at(-1)?.durationMs ?? 0) + next.ms;
      history.push({
        ...{ stream: next.stream, startMs, durationMs: 5, errorCode, isSabotaged: false, isUnreached: false },
        platform: { action, reason: { text: { zh: "", en: "" } }, rule: "r" },
      });
    }
  });
}

check("a mask keeps the length and hides at least one character", fc.stringMatching(/^[+0-9A-Z]{1,24}$/), (number) => {
  const shown = maskNumber(number);
  assert.equal(shown.length, number.length);
  assert.ok(shown.includes("*"));
  assert.equal([...maskName(number)].length, number.length);
});

check(
  "no text of a redacted value holds what is to be hidden, wherever it stood",
  fc.tuple(json, fc.stringMatching(/^1[3-9]\d{9}$/), word),
  ([value, phone, key]) => {
    const { json: redact } = createRedactor({
      secrets: ["s3cret-value"],
      personal: new Map([[phone, maskNumber(phone)]]),
    });
    const whole = { [key]: phone, [phone]: value, list: [`tel:${phone}`, Number(phone), { s: "x s3cret-value y" }] };
    const shown = stringifyJson(redact(whole as JsonObject));
    assert.ok(!shown.includes(phone) && !shown.includes("s3cret-value"), shown);
  },
);

for (const id of callbacks.ids) {
  test(`${id}: any seed and variant makes a lawful payload, alike in every byte form`, async () => {
    const definition = await callbacks.load(id);
    const make = await payloadMaker(definition, { clientSecret: "example-secret-0123456789abcdef0" });
    const kinds = definition.variants.filter(({ isDocSample }) => !isDocSample).map(({ name }) => name);
    const about = { now: Date.UTC(2026, 1, 27), merchant: defaultMerchantFacts, assignments: [], allowUnknown: false };
    fc.assert(
      fc.property(fc.nat(), fc.constantFrom(...kinds), fc.constantFrom(...byteForms), (seed, variant, encoding) => {
        const plain = make({ ...about, seed, variant, encoding, plain: true });
        const again = make({ ...about, seed, variant, encoding: "compact", plain: true });
        assert.deepEqual(JSON.parse(plain.body), JSON.parse(again.body));
        const payload = plain.plain;
        assert.ok(hasKey(payload));
        assert.deepEqual(
          definition.laws.flatMap((law) => law.check(payload, { variant, merchant: defaultMerchantFacts })),
          [],
        );
      }),
      { numRuns: 60, seed: 20260301 },
    );
  });
}

test("the figure: at least 30 properties", (t) => {
  const root = join(import.meta.dirname, "..");
  const files = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".test.ts"));
  const others = files.filter((name) => !name.endsWith("properties.test.ts"));
  const elsewhere = others.reduce(
    (sum, name) =>
      sum + [...readFileSync(join(root, name), "utf8").matchAll(/\bfc\.(?:asyncProperty|property)\(/g)].length,
    0,
  );
  const here = checked + callbacks.ids.length;
  assert.ok(here + elsewhere >= 30, `${here} + ${elsewhere}`);
  t.diagnostic(`${here + elsewhere} properties: ${here} here, ${elsewhere} beside what they are about`);
});
