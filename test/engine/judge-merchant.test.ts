import assert from "node:assert/strict";
import { before, test } from "node:test";
import { callbacks } from "../../src/callbacks/registry.js";
import { defaultMerchantFacts, type JudgedExchange, type SignatureForm } from "../../src/core/exchange.js";
import { judge } from "../../src/engine/judge.js";
import { readResponse } from "../../src/engine/read-answer.js";
import { designs, type LawfulDesign, referenceDesign } from "../../src/mocks/merchant/designs.js";
import { exchangeOf, inShort } from "../support/judged-exchange.js";
import { bench, payload, warmUp } from "../support/merchant-bench.js";

before(warmUp);

const definitions = await Promise.all(callbacks.ids.map((id) => callbacks.load(id)));
const pairs = definitions.flatMap(({ id, variants }) => variants.map(({ name }) => ({ callback: id, variant: name })));
/** The documents' own samples break the laws, and a merchant may take them for malformed. */
const samples = definitions
  .flatMap(({ variants }) => variants.filter(({ isDocSample }) => isDocSample))
  .map(({ name }) => name);

/** One answer of a fresh merchant of this design, judged with the settings that such a merchant would have. */
async function judgedFresh(
  design: LawfulDesign,
  callback: string,
  variant: string,
  signature: SignatureForm = "valid",
): Promise<JudgedExchange> {
  const generated = await payload(callback, { variant });
  const reply = await bench({ design }).send(callback, generated.body, { signature });
  assert.equal(reply.failure, undefined);
  const { mode, confirm, cancel } = design.merchant;
  const answer = readResponse({ status: reply.status, headers: [...reply.headers], body: reply.bytes });
  const merchant = { ...defaultMerchantFacts, mode, confirm, cancel };
  const malformed = samples.includes(variant);
  const exchange = exchangeOf({ callback, payload: generated.payload, variant, signature, merchant, malformed });
  return judge(await callbacks.load(callback), { ...exchange, answer }, { reading: "documented" });
}

for (const design of designs) {
  test(`the lawful design ${design.name} gets no error from any variant`, async () => {
    for (const { callback, variant } of pairs) {
      const { findings } = await judgedFresh(design, callback, variant);
      const errors = findings.filter(({ severity }) => severity === "error").map(({ rule }) => rule);
      assert.deepEqual(errors, [], `${callback} ${variant}`);
    }
  });

  for (const signature of ["missing", "wrong-secret", "old-only", "new-only"] as const) {
    test(`the lawful design ${design.name} gets no error for what it does with ${signature} signatures`, async () => {
      for (const { id, defaultVariant } of definitions) {
        const { findings } = await judgedFresh(design, id, defaultVariant, signature);
        assert.deepEqual(
          findings.filter(({ severity }) => severity === "error").map(({ rule }) => rule),
          [],
          id,
        );
      }
    });
  }
}

test("the reference merchant gets no finding at all from a positive variant", async () => {
  for (const { id, variants } of definitions) {
    for (const { name } of variants.filter(({ isDocSample }) => !isDocSample)) {
      assert.deepEqual(inShort(await judgedFresh(referenceDesign, id, name)), [], `${id} ${name}`);
    }
  }
});
