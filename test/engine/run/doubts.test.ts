import assert from "node:assert/strict";
import { test } from "node:test";
import type { Transport, WireOutcome, WireRequest } from "../../../src/core/ports.js";
import { type Ran, type RunWish, runBench } from "../../support/run-bench.js";

type Order = {
  readonly order_id: string;
  readonly check_in_date: string;
  readonly check_out_date: string;
  readonly number_of_units: number;
  readonly sales_type?: number;
  readonly biz_type: number;
  readonly daily_rates?: readonly { readonly original_amount: number }[];
  readonly occupancies?: readonly { readonly license_id?: string }[];
  readonly contact_info: { readonly phone: string };
};

/** A hotel that refuses the valid orders of which this is true. */
function refusing(
  code: number,
  isRefused: (order: Order) => boolean,
  seen: Order[] = [],
): NonNullable<RunWish["transport"]> {
  return (toMerchant): Transport => ({
    ...toMerchant,
    async send(request, options) {
      const order = orderOf(request);
      const outcome = await toMerchant.send(request, options);
      if (order) seen.push(order);
      return order && isTaken(outcome) && isRefused(order) ? refusal(order, code) : outcome;
    },
  });
}

function orderOf({ url, body }: WireRequest): Order | undefined {
  if (!url.includes("create-order")) return undefined;
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return undefined;
  }
}

function isTaken(outcome: WireOutcome): boolean {
  return outcome.kind === "answer" && /"error_code":\s*0/.test(new TextDecoder().decode(outcome.response.body));
}

function refusal({ order_id }: Order, code: number): WireOutcome {
  const body = JSON.stringify({ data: { error_code: code, description: "not so", order_id } });
  const headers = [["content-type", "application/json"]] as const;
  return { kind: "answer", response: { status: 200, headers, body: new TextEncoder().encode(body) }, durationMs: 5 };
}

const nights = ({ check_in_date, check_out_date }: Order): number =>
  (Date.parse(check_out_date) - Date.parse(check_in_date)) / 86_400_000;
const isForDays = ({ sales_type }: Order): boolean => sales_type !== 2;

const cases = [
  "create-order",
  "signature/forged-then-genuine",
  "idempotency/refusal-not-sticky-malformed",
  "idempotency/refusal-not-sticky-broken",
];

function errorsOf({ results }: Ran): readonly string[] {
  return [...results.values()].flatMap(({ id, findings }) =>
    findings.flatMap(({ severity, rule }) => (severity === "error" ? [`${id} ${rule}`] : [])),
  );
}

function hasFilledUp({ finished }: Ran): boolean {
  return finished.notices.some(({ text }) => text.en.startsWith("In the middle of the run"));
}

const hotels: readonly (readonly [string, number, (order: Order) => boolean])[] = [
  ["takes one night at most", 3, (order) => isForDays(order) && nights(order) > 1],
  ["takes one night at most and says 13", 13, (order) => isForDays(order) && nights(order) > 1],
  [
    "has other prices",
    8,
    ({ biz_type, daily_rates = [] }) => biz_type === 2021 && daily_rates.some((rate) => rate.original_amount < 30_000),
  ],
  ["asks for an identity number", 12, ({ occupancies = [] }) => !occupancies.some(({ license_id }) => license_id)],
];

for (const [what, code, isRefused] of hotels) {
  test(`a hotel that ${what} (${code}) gets no error, is not said to fill up, and the cases go on`, async () => {
    let accepting = 0;
    for (const seed of [1, 3, 7]) {
      const run = await runBench({ cases, plan: { seed }, transport: refusing(code, isRefused) });
      assert.deepEqual(errorsOf(run), [], `seed ${seed}`);
      assert.equal(hasFilledUp(run), false, `seed ${seed}`);
      if (run.finished.totals.passed > 20) accepting++;
      else assert.match(run.started.notices[0]?.text.en ?? "", /merchant\.overrides/);
    }
    assert.ok(accepting > 0);
  });
}

test("the refusal of an order that differs from the accepted one in its nights is a warning that says so", async () => {
  const run = await runBench({
    cases: ["create-order/two-nights-two-prices", "create-order/promotion", "create-order/maximal"],
    transport: refusing(3, (order) => isForDays(order) && nights(order) > 1),
  });
  const findings = [...run.results.values()].flatMap((result) => result.findings);
  assert.ok(findings.length > 0);
  for (const { severity, message } of findings) {
    assert.equal(severity, "warning");
    assert.match(message.text.en, /differ in dates and number of nights/);
  }
});

for (const [fault, id] of [
  ["price-without-rooms", "create-order/multi-room"],
  ["price-after-promotion-compared", "create-order/promotion"],
  ["refuses-negotiated", "create-order/negotiated"],
  ["refuses-bookings", "create-order/booking"],
  ["refuses-foreign-names", "create-order/name-latin"],
] as const) {
  test(`${fault}: the refusal comes back with the dates and prices of the accepted order, and is an error`, async () => {
    const run = await runBench({ cases: [id], faults: [fault] });
    assert.deepEqual(errorsOf(run), [`${id} create-order/valid-refused`]);
  });
}

test("a control repeats the accepted order with another order id and phone", async () => {
  const seen: Order[] = [];
  await runBench({
    cases: ["create-order/negotiated"],
    faults: ["refuses-negotiated"],
    transport: refusing(3, () => false, seen),
  });
  const [standard] = seen;
  assert.ok(standard);
  const shape = ({ check_in_date, check_out_date, number_of_units, daily_rates = [] }: Order): string =>
    JSON.stringify([check_in_date, check_out_date, number_of_units, daily_rates.map((rate) => rate.original_amount)]);
  const controls = seen.filter((order) => order !== standard && shape(order) === shape(standard));
  assert.ok(controls.length > 0);
  for (const control of controls) {
    assert.notEqual(control.order_id, standard.order_id);
    assert.notEqual(control.contact_info.phone, standard.contact_info.phone);
  }
});

for (const [id, overrides] of [
  ["create-order/two-nights-two-prices", { check_in_date: "2026-12-01", check_out_date: "2026-12-02" }],
  ["create-order/no-occupancies", { "occupancies[0].name": "王小明" }],
] as const) {
  test(`${id} is skipped where merchant.overrides fixes what it changes`, async () => {
    const run = await runBench({ cases: [id], merchant: { overrides: { "create-order": overrides } } });
    const result = run.results.get(id);
    assert.equal(result?.verdict, "skipped");
    assert.match(result?.reason?.text.en ?? "", /merchant\.overrides in the config fixes/);
  });
}

test("a target that never comes back is not said to have answered after the refused connection", async () => {
  let count = 0;
  const run = await runBench({
    cases: ["create-order/standard", "create-order/hourly"],
    plan: { concurrency: 1 },
    transport: (toMerchant) => ({
      ...toMerchant,
      // The setup takes two deliveries, the first case one.
      send: async (request, options) =>
        ++count > 3
          ? { kind: "failure", failure: { kind: "refused", detail: "ECONNREFUSED" }, durationMs: 1 }
          : toMerchant.send(request, options),
    }),
  });
  const said = [...run.results.values()].flatMap(({ findings }) => findings.map(({ message }) => message.text.en));
  assert.equal(said.length, 1);
  assert.match(said[0] ?? "", /none did after it/);
});
