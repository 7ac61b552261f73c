import assert from "node:assert/strict";
import { before, test } from "node:test";
import { runBench } from "../../support/run-bench.js";

const cases = ["create-order/standard", "signature", "bytes"];

/** Fault → how the diagnosis at the end of a run begins. */
const named: Readonly<Record<string, string>> = {
  "md5-against-header": "The MD5 belongs to the URL's sign.",
  "sha256-against-url-sign": "The SHA-256 belongs to the header x-life-sign.",
  "hmac-sha256": "An HMAC was computed.",
  "webhook-sha1": "The webhook's signature rule was used.",
  "double-ampersand": "Two & follow the secret.",
  "upper-case-hex": "The digest was written in upper-case hex.",
  "body-left-out": "The body was left out of the string to sign.",
  "sign-left-in": "The parameter sign was signed too.",
  "wrong-app-secret": "Every validly signed request was refused.",
  "query-params-ignored": "The callback URL's own parameters were forgotten.",
  "body-reserialised": "The body went through JSON.parse and JSON.stringify.",
  "body-reserialised-ascii": "The body went through Python's json.dumps.",
  "body-keys-sorted": "The keys were sorted when the body was written again.",
  "body-trimmed": "White space around the body was trimmed.",
  "body-latin1": "The body was treated as ISO-8859-1.",
};

// Loads what is loaded on first use, so that no time of the virtual clock passes meanwhile.
before(() => runBench({ cases: ["create-order/standard"] }));

for (const [fault, cause] of Object.entries(named))
  test(`${fault}: one diagnosis ends the run, with the cause and a fix for each framework`, async () => {
    const { finished } = await runBench({ cases, faults: [fault], plan: { concurrency: 8 } });
    const said = finished.notices.filter(({ text }) => text.en.startsWith("Signature diagnosis:"));
    assert.equal(said.length, 1);
    const text = said[0]?.text.en ?? "";
    assert.ok(text.startsWith(`Signature diagnosis: ${cause}`), text.slice(0, 120));
    for (const framework of ["Express", "Spring", "Gin", "Laravel", "FastAPI"])
      assert.ok(text.includes(framework), framework);
  });

test("a merchant that verifies rightly gets no diagnosis", async () => {
  const { finished } = await runBench({ cases });
  assert.equal(finished.verdict, "passed");
  assert.deepEqual(finished.notices, []);
});
