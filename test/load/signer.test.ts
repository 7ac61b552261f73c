import assert from "node:assert/strict";
import { test } from "node:test";
import { signRequest } from "../../src/engine/sign.js";
import { createSigner } from "../../src/load/signer.js";

const clientKey = "aw&key é";
const clientSecret = "secret-密-0123456789";
const body = Buffer.from('{"name":"王小明","n":1}');

for (const url of [
  "http://127.0.0.1:8080/spi/create",
  "https://merchant.example/a%20b?hotel=1&z=%E4%B8%AD&a=x+y",
  "http://127.0.0.1/?client_key=old&timestamp=1&sign=0",
]) {
  test(`signs for ${url} as the one signer does`, () => {
    const signer = createSigner({ url, clientKey, clientSecret });
    const buffer = Buffer.concat([signer.prefix, body]);
    const timestamp = 1_795_650_363_876;
    const wanted = signRequest({ url, body, clientKey, clientSecret, timestamp });
    const { pathname, search } = new URL(wanted.url);
    assert.deepEqual(signer.sign(buffer, String(timestamp)), { path: pathname + search, lifeSign: wanted.lifeSign });
    assert.deepEqual(buffer.subarray(signer.prefix.length), body);
    // The same buffer again, at another moment.
    const later = signRequest({ url, body, clientKey, clientSecret, timestamp: timestamp + 1 });
    assert.equal(signer.sign(buffer, String(timestamp + 1)).lifeSign, later.lifeSign);
  });
}
