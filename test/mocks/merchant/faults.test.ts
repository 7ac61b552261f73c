import assert from "node:assert/strict";
import { before, test } from "node:test";
import { callbacks } from "../../../src/callbacks/registry.js";
import { suiteIds } from "../../../src/cases/registry.js";
import { sequenceRules } from "../../../src/cases/rules/index.js";
import { forgeryRules } from "../../../src/engine/forgery-rules.js";
import { transportRules } from "../../../src/engine/transport-rules.js";
import { findDesign } from "../../../src/mocks/merchant/designs.js";
import { type Fault, faults, findFault } from "../../../src/mocks/merchant/faults.js";
import { bench, warmUp } from "../../support/merchant-bench.js";
import { type ScenarioName, scenarios } from "./scenarios.js";

/** For each fault something a sender does that the faulty merchant answers in another way than the correct one. */
const shownBy: Readonly<Record<string, ScenarioName>> = {
  "signature-unchecked": "a forged order",
  "signature-missing-accepted": "an unsigned order",
  "signature-first-digits-compared": "an order whose signature is wrong in its last digit",
  "signature-only-logged": "a forged order",
  "cancel-signature-unchecked": "a forged cancel",
  "repeats-answered-before-check": "an order, then a forged repeat of it",
  "forged-order-booked": "a forged order, then the real one",
  "forged-answer-carries-order": "a forged order",
  "forged-crash": "a forged order",
  "forged-empty-answer": "a forged order",
  "md5-against-header": "a standard order",
  "sha256-against-url-sign": "a standard order",
  "hmac-sha256": "a standard order",
  "webhook-sha1": "a standard order",
  "double-ampersand": "a standard order",
  "upper-case-hex": "a standard order",
  "body-left-out": "a standard order",
  "sign-left-in": "a standard order",
  "wrong-app-secret": "a standard order",
  "query-params-ignored": "an own parameter in the URL",
  "query-values-encoded": "an own parameter with a blank",
  "header-key-used": "another key in the header",
  "body-reserialised": "blanks between tokens",
  "body-reserialised-ascii": "Chinese characters",
  "body-reserialised-spaced": "a standard order",
  "body-slashes-escaped": "a slash",
  "body-keys-sorted": "shuffled keys",
  "body-nulls-dropped": "a null",
  "body-trimmed": "a line feed at the end",
  "body-whitespace-removed": "a blank in a value",
  "body-line-joined": "broken lines",
  "body-latin1": "Chinese characters",
  "body-url-decoded": "a plus sign",
  "body-emoji-lost": "an emoji",
  "body-unescaped": "escaped characters",
  "data-missing": "a standard order",
  "data-as-string": "a standard order",
  "body-as-string": "a standard order",
  "answer-in-array": "a standard order",
  "camel-case-fields": "a standard order",
  "code-and-message": "a standard order",
  "trailing-comma": "a standard order",
  "brace-missing": "a standard order",
  "debug-output": "a standard order",
  "single-quotes": "a standard order",
  "byte-order-mark": "a standard order",
  "gbk-bytes": "a standard order",
  "duplicate-keys": "a standard order",
  "empty-body": "a standard order",
  "plain-ok": "a standard order",
  "html-page": "a standard order",
  "wrong-content-type": "a standard order",
  "error-code-string": "a standard order",
  "error-code-boolean": "a standard order",
  "error-code-missing": "a standard order",
  "description-object": "a standard order",
  "order-id-number": "a standard order",
  "order-id-rounded": "a standard order",
  "order-id-missing": "a standard order",
  "order-id-own": "a standard order",
  "order-out-id-number": "a standard order",
  "confirm-info-string": "a standard order",
  "confirm-info-array": "a standard order",
  "confirm-mode-string": "a standard order",
  "confirm-number-number": "a standard order",
  "duplicate-answers-7": "an order again",
  "duplicate-books-again": "an order again",
  "duplicate-crashes": "an order again",
  "duplicate-answers-13": "an order again",
  "duplicate-drops-confirmation": "an order again",
  "duplicate-other-confirm-number": "an order again",
  "duplicate-without-order-out-id": "an order again",
  "keyed-by-logid": "an order again under another log id",
  "keyed-by-signature": "an order again with a new timestamp",
  "keyed-by-body": "an order again in other bytes",
  "forgets-after-a-moment": "an order again after a second",
  "refusal-sticks": "a forged order, then the real one",
  "always-100-first": "an order again",
  "stuck-at-100": "an order again",
  "lost-answer-refused": "an order whose sender hangs up, and again",
  "order-ids-rounded": "two ids that differ in the last digit",
  "order-out-id-from-clock": "two orders",
  "order-out-id-from-tail": "two ids that differ in the first digit",
  "cancel-duplicate-refused": "a cancel again",
  "cancel-duplicate-other-decision": "a cancel again",
  "cancel-keyed-by-order": "a partial refund, then a cancel, then the order again",
  "cancel-duplicate-other-fee": "a cancel again",
  "race-double-booking": "copies at once, and again",
  "race-loser-7": "copies at once, and again",
  "race-loser-13": "copies at once, and again",
  "race-loser-crashes": "copies at once, and again",
  "race-loser-without-order": "copies at once, and again",
  "race-lock-never-released": "copies at once, and again",
  "race-cancel-two-decisions": "cancels at once",
  "answers-mixed-up": "two orders at once",
  "order-out-id-missing": "a standard order",
  "order-out-id-empty": "a standard order",
  "confirm-info-missing": "a standard order",
  "confirm-mode-missing": "a standard order",
  "confirm-mode-unknown": "a standard order",
  "confirm-result-missing": "a standard order",
  "sync-confirm-result-0": "a standard order",
  "confirm-number-missing": "a standard order",
  "confirm-number-empty": "a standard order",
  "confirm-number-misnamed": "a standard order",
  "async-confirm-with-result": "a standard order",
  "async-confirm-without-result": "a standard order",
  "refusal-confirms": "a wrong total",
  "member-logged-out-2": "a standard order",
  "member-level-string": "a standard order",
  "success-code-200": "a standard order",
  "refusal-code-undocumented": "a wrong total",
  "refuses-empty-phone": "a guest without a phone",
  "refuses-foreign-phone": "a foreign phone",
  "refuses-foreign-names": "a foreign name",
  "refuses-unknown-fields": "an unknown field",
  "refuses-same-day-hourly": "an hourly room for the day",
  "price-without-rooms": "several rooms",
  "price-after-promotion-compared": "a promotion",
  "refuses-negotiated": "a negotiated booking",
  "refuses-bookings": "a booking on a voucher",
  "refuses-missing-optionals": "required fields alone",
  "cancel-mode-missing": "a cancel after payment",
  "cancel-mode-0": "a cancel after payment",
  "cancel-mode-string": "a cancel after payment",
  "cancel-result-missing": "a cancel after payment",
  "cancel-result-0": "a cancel after payment",
  "async-cancel-with-result": "an audit",
  "cancel-refused-by-code": "an audit",
  "cancel-refused-without-reason": "an audit",
  "notice-refused": "a cancel after payment",
  "notice-async": "a cancel after payment",
  "fee-above-refund": "a cancel after payment",
  "fee-negative": "a cancel after payment",
  "fee-in-yuan": "a cancel after payment",
  "fee-before-payment": "a cancel before payment",
  "fee-on-failed-create": "a cancel of a create that failed",
  "create-failed-cancel-refused": "a cancel of a create that failed",
  "order-out-id-demanded": "a cancel without order_out_id",
  "second-cancel-refused": "two cancels of an order",
  "foreign-out-id-cancels-other": "a cancel under another order's id",
  "cancel-finds-rounded-id": "a cancel of one of two ids that differ in the last digit, then both again",
  "refund-only-closes-order": "a refund alone, then a cancel",
  "partial-refund-closes-order": "a partial refund, then a cancel",
  "refused-cancel-closes-order": "a refused cancel, then the order again",
  "late-create-books-again": "a create after its cancel",
  "failed-create-booked-late": "a create after it was cancelled as failed",
  "cancel-always-100": "a cancel after payment",
  "confirm-never-called": "a standard order",
  "confirm-too-late": "a standard order",
  "confirm-number-wrong-name": "a standard order",
  "confirm-number-left-out": "a standard order",
  "confirm-result-flat": "a standard order",
  "confirm-result-zero": "a standard order",
  "confirm-own-order-id": "a standard order",
  "confirm-rounded-order-id": "a standard order",
  "refuses-without-reason": "a standard order",
  "confirms-then-refuses": "a standard order",
  "confirm-before-answer": "a standard order",
  "confirm-per-duplicate": "an order again",
  "confirm-failure-ignored": "a standard order",
  "access-token-missing": "a standard order",
  "access-token-as-bearer": "a standard order",
  "audit-never-called": "an audit",
  "audit-lower-case-id": "an audit",
  "audit-without-cancel-type": "an audit",
  "audit-refuses-without-reason": "an audit",
  "emoji-crash": "an emoji",
  "guest-list-assumed": "required fields alone",
  "null-crash": "a null in a cancel",
  "unknown-enum-crash": "a kind of business nobody knows",
  "unknown-field-crash": "an unknown field",
  "long-remark-crash": "a long remark",
  "hourly-crash": "an hourly room for the day",
  "leap-day-crash": "a leap day",
  "year-end-crash": "a new year's night",
  "many-rooms-crash": "nine rooms",
  "long-stay-crash": "thirty nights",
  "big-integer-crash": "a big integer",
  "malformed-json-crash": "a body that is not JSON",
  "wrong-type-crash": "rooms as a string",
  "missing-field-crash": "no order id",
  "refund-detail-assumed": "a cancel without its nights",
  "validation-off": "no order id",
  "accepts-missing-fields": "no contact",
  "accepts-wrong-types": "rooms as a string",
  "accepts-impossible-dates": "a date that does not exist",
  "accepts-reversed-dates": "a check-out before the check-in",
  "accepts-no-rooms": "no rooms",
  "accepts-missing-contact": "no contact",
  "accepts-cancel-without-id": "a cancel without its id",
  "accepts-wrong-total": "a wrong total",
  "accepts-gaps-between-nights": "nights with a gap",
  "accepts-excess-refund": "a refund above what was paid",
  "date-error-answered-8": "a date that does not exist",
  "refusal-as-400": "a wrong total",
  "success-as-201": "a standard order",
  "no-content-204": "a standard order",
  "always-500": "a standard order",
  "redirect-to-login": "a standard order",
  "redirect-trailing-slash": "a standard order",
  "gzip-without-gzip": "a standard order",
  "unknown-encoding": "a standard order",
  "answer-too-large": "a standard order",
  "slower-than-timeout": "a standard order",
  hangs: "a standard order",
  "nearly-too-slow": "a standard order",
  "body-stalls": "a standard order",
  "connection-reset": "a standard order",
  "connection-cut-midway": "a standard order",
};

async function logOf(name: ScenarioName, fault: Fault, active: readonly Fault[]): Promise<readonly string[]> {
  const platformRefuses = fault.id === "confirm-failure-ignored" ? 2 : 0;
  const merchant = bench({
    faults: active,
    platformRefuses,
    ...(fault.design && { design: findDesign(fault.design) }),
  });
  await scenarios[name](merchant);
  await merchant.idle();
  return merchant.log;
}

before(warmUp);

test("every fault stands in the table, and nothing else does", () => {
  assert.deepEqual(faults.map(({ id }) => id).sort(), Object.keys(shownBy).sort());
});

for (const [id, name] of Object.entries(shownBy)) {
  test(`${id} shows by ${name}`, async () => {
    const fault = findFault(id);
    const correct = await logOf(name, fault, []);
    const faulty = await logOf(name, fault, [fault]);
    assert.notDeepEqual(faulty, correct);
  });
}

test("what a fault expects exists: rules, suites, and its design", async () => {
  const rules = new Set([...transportRules, ...forgeryRules, ...sequenceRules].map(({ id }) => id));
  for (const id of callbacks.ids) for (const rule of (await callbacks.load(id)).rules) rules.add(rule.id);
  const unknown = faults.flatMap(({ id, expected, design, callbacks: where = [] }) => [
    ...expected.rules.filter((rule) => rule !== "schema/" && !rules.has(rule)).map((rule) => `${id}: ${rule}`),
    ...expected.suites.filter((suite) => !suiteIds.includes(suite)).map((suite) => `${id}: ${suite}`),
    ...where.filter((callback) => !callbacks.ids.includes(callback)).map((callback) => `${id}: ${callback}`),
    ...(design === undefined || findDesign(design) ? [] : [`${id}: ${design}`]),
  ]);
  assert.deepEqual(unknown, []);
});

test("every fault is named, told and expected in so many words", () => {
  const ids = faults.map(({ id }) => id);
  assert.equal(new Set(ids).size, ids.length);
  assert.ok(ids.length >= 75, `${ids.length} faults`);
  for (const { id, title, summary, expected } of faults) {
    assert.match(id, /^[a-z0-9]+(-[a-z0-9]+)*$/);
    assert.ok(title.zh && title.en && summary.zh && summary.en, id);
    assert.ok(expected.rules.length > 0 && expected.suites.length > 0, id);
  }
});
