import type { JsonObject } from "../../../src/core/json.js";
import { type Bench, dataOf, payload, type Reply, type Wish } from "../../support/merchant-bench.js";

export type Scenario = (merchant: Bench) => Promise<void>;

const create = "create-order";
const cancel = "cancel-order";

/** What a sender does, by name; the bench writes down what comes of it. */
export const scenarios = {
  "a standard order": booking(),
  "an hourly room for the day": booking({ variant: "hourly", set: hourly() }),
  "several rooms": booking({ variant: "multi-room" }),
  "a promotion": booking({ variant: "promotion" }),
  "a negotiated booking": booking({ variant: "negotiated" }),
  "a booking on a voucher": booking({ variant: "booking" }),
  "required fields alone": booking({ variant: "minimal" }),
  "a guest without a phone": booking({ variant: "maximal", set: { "occupancies[0].phone": "" } }),
  "a foreign phone": booking({ set: { "contact_info.phone": "+6581234567" } }),
  "a foreign name": booking({ set: { "contact_info.name": "Noah Smith" } }),
  "an unknown field": booking({ set: { x_future_field: "new" } }),
  "an emoji": booking({ set: { remark_from_guest: "看日出 🌅" } }),
  "a long remark": booking({ set: { remark_from_guest: "静".repeat(500) } }),
  "nine rooms": booking({ set: { number_of_units: 9, number_of_guests: 9 } }),
  "thirty nights": booking({ set: { check_in_date: "2027-03-01", check_out_date: "2027-03-31" } }),
  "a leap day": booking({ set: { check_in_date: "2028-02-29", check_out_date: "2028-03-01" } }),
  "a new year's night": booking({ set: { check_in_date: "2026-12-31", check_out_date: "2027-01-01" } }),
  "a big integer": booking({ set: { x_future_id: 6948897508913326394n } }),

  "blanks between tokens": booking({ encoding: "spaced" }),
  "escaped characters": booking({ encoding: "escaped", set: { remark_from_guest: "高层" } }),
  "Chinese characters": booking({ set: { remark_from_guest: "高层" } }),
  "shuffled keys": booking({ encoding: "shuffled" }),
  "a slash": booking({ set: { remark_from_guest: "a/b" } }),
  "a plus sign": booking({ set: { remark_from_guest: "1+1" } }),
  "a null": withText((text) => text.replace(/^\{/, '{"x_future_field":null,')),
  "a line feed at the end": withText((text) => `${text}\n`),
  "broken lines": withText((text) => text.replaceAll(",", ",\n")),
  "a blank in a value": booking({ set: { remark_from_guest: "high floor" } }),

  "an own parameter in the URL": async ({ send }) => {
    const { body } = await payload(create);
    await send(create, body, { endpoint: `http://merchant.test/spi/${create}?tenant=7` });
  },
  "an own parameter with a blank": async ({ send }) => {
    const { body } = await payload(create);
    await send(create, body, { endpoint: `http://merchant.test/spi/${create}?shop=a%20b` });
  },
  "another key in the header": async ({ send }) => {
    const { body } = await payload(create);
    await send(create, body, { headers: [["x-life-clientkey", "awmigratedappkey"]] });
  },
  "no URL signature": async ({ send }) => {
    await send(create, (await payload(create)).body, { signature: "new-only" });
  },
  "a forged order": async ({ send }) => {
    await send(create, (await payload(create)).body, { signature: "wrong-secret" });
  },
  "an order whose signature is wrong in its last digit": async ({ send }) => {
    await send(create, (await payload(create)).body, { signature: "tampered-sign" });
  },
  "an unsigned order": async ({ send }) => {
    await send(create, (await payload(create)).body, { signature: "missing" });
  },
  "a forged cancel": async ({ send }) => {
    await send(cancel, (await payload(cancel)).body, { signature: "wrong-secret" });
  },
  "a forged order, then the real one": async ({ send }) => {
    const { body } = await payload(create);
    await send(create, body, { signature: "wrong-secret" });
    await send(create, body);
  },
  "an order, then a forged repeat of it": async ({ send }) => {
    const { body } = await payload(create);
    await send(create, body);
    await send(create, body, { signature: "wrong-secret" });
  },

  "an order again": async ({ send }) => {
    const { body } = await payload(create);
    await send(create, body);
    await send(create, body);
  },
  "an order again under another log id": async ({ send }) => {
    const { body } = await payload(create);
    await send(create, body);
    await send(create, body, { logid: "2026112207301200000000000000BBBB" });
  },
  "an order again with a new timestamp": async ({ send }) => {
    const { body } = await payload(create);
    await send(create, body);
    await send(create, body, { later: 5_000 });
  },
  "an order again in other bytes": async ({ send }) => {
    await send(create, (await payload(create)).body);
    await send(create, (await payload(create, { encoding: "spaced" })).body);
  },
  "an order again after a second": async ({ send, wait }) => {
    const { body } = await payload(create);
    await send(create, body);
    await wait(1_000);
    await send(create, body);
  },
  "an order whose sender hangs up, and again": async ({ send, wait }) => {
    const { body } = await payload(create);
    await send(create, body, { hangUpAfter: 20 });
    await wait(200);
    await send(create, body);
  },
  "two ids that differ in the last digit": async ({ send }) => {
    await send(create, (await payload(create, { set: { order_id: "1000946099201940764" } })).body);
    await send(create, (await payload(create, { set: { order_id: "1000946099201940765" } })).body);
  },
  "two ids that differ in the first digit": async ({ send }) => {
    await send(create, (await payload(create, { set: { order_id: "1000946099201940764" } })).body);
    await send(create, (await payload(create, { set: { order_id: "2000946099201940764" } })).body);
  },
  "two orders": async ({ send }) => {
    await send(create, (await payload(create, { seed: 1 })).body);
    await send(create, (await payload(create, { seed: 2 })).body);
  },
  "two orders at once": async ({ send }) => {
    const bodies = [(await payload(create, { seed: 1 })).body, (await payload(create, { seed: 2 })).body];
    await Promise.all(bodies.map((body) => send(create, body)));
  },
  "copies at once, and again": async ({ send, wait }) => {
    const { body } = await payload(create);
    await Promise.all([send(create, body), send(create, body), send(create, body)]);
    await wait(100);
    await send(create, body);
  },

  "a cancel after payment": cancelling({ variant: "after-payment", set: { refund_amount: 20_000 } }),
  "a cancel before payment": cancelling({ variant: "before-payment" }),
  "an audit": cancelling({ variant: "audit" }),
  "a cancel without its nights": cancelling({ variant: "after-payment", unset: ["refund_order_detail"] }),
  "a cancel without order_out_id": cancelling({ variant: "after-payment", unset: ["order_out_id"] }),
  "a cancel of a create that failed": async ({ send }) => {
    await send(cancel, (await payload(cancel, { variant: "create-failed" })).body);
  },
  "a cancel again": async ({ send }) => {
    const { body } = await payload(cancel, { variant: "after-payment" });
    await send(cancel, body);
    await send(cancel, body);
  },
  "cancels at once": async ({ send }) => {
    const { body } = await payload(cancel, { variant: "after-payment" });
    await Promise.all([send(cancel, body), send(cancel, body)]);
  },
  "two cancels of an order": async (merchant) => {
    const order = await book(merchant);
    await cancelOf(merchant, order, { variant: "after-payment", seed: 1 });
    await cancelOf(merchant, order, { variant: "after-payment", seed: 2 });
  },
  "a refund alone, then a cancel": async (merchant) => {
    const order = await book(merchant);
    await cancelOf(merchant, order, { variant: "refund-only", seed: 1 });
    await cancelOf(merchant, order, { variant: "after-payment", seed: 2 });
  },
  "a partial refund, then a cancel": async (merchant) => {
    const order = await book(merchant);
    await cancelOf(merchant, order, { variant: "partial-refund", seed: 1 });
    await cancelOf(merchant, order, { variant: "after-payment", seed: 2 });
  },
  "a cancel under another order's id": async (merchant) => {
    const mine = await book(merchant, { seed: 1 });
    const other = await book(merchant, { seed: 2 });
    await cancelOf(merchant, { ...mine, orderOutId: other.orderOutId }, { variant: "audit", seed: 1 });
    await cancelOf(merchant, other, { variant: "audit", seed: 2 });
  },
  "a cancel of one of two ids that differ in the last digit, then both again": async (merchant) => {
    const one = { set: { order_id: "1000946099201940764" } };
    const neighbour = { set: { order_id: "1000946099201940765" } };
    await book(merchant, one);
    await cancelOf(merchant, await book(merchant, neighbour), { variant: "after-payment" });
    await book(merchant, one);
    await book(merchant, neighbour);
  },
  "a partial refund, then a cancel, then the order again": async (merchant) => {
    const order = await book(merchant);
    await cancelOf(merchant, order, { variant: "partial-refund", seed: 1 });
    await cancelOf(merchant, order, { variant: "after-payment", seed: 2 });
    await book(merchant);
  },
  "a refused cancel, then the order again": async (merchant) => {
    const order = await book(merchant);
    await cancelOf(merchant, order, { variant: "audit" });
    await book(merchant);
  },
  "a create after its cancel": async (merchant) => {
    const order = await book(merchant);
    await cancelOf(merchant, order, { variant: "after-payment" });
    await book(merchant);
  },
  "a create after it was cancelled as failed": async (merchant) => {
    const { payload: order } = await payload(create);
    const { body } = await payload(cancel, { variant: "create-failed", set: { order_id: order.order_id ?? "" } });
    await merchant.send(cancel, body);
    await book(merchant);
  },
  "a refund above what was paid": async (merchant) => {
    const order = await book(merchant);
    await cancelOf(merchant, order, {
      variant: "after-payment",
      set: { refund_amount: 99_999_900 },
      unset: ["refund_order_detail"],
    });
  },

  "no order id": withText((text) => text.replace(/"order_id":"\d+",/, "")),
  "rooms as a string": withText((text) => text.replace(/"number_of_units":(\d+)/, '"number_of_units":"$1"')),
  "no rooms": withText((text) => text.replace(/"number_of_units":\d+/, '"number_of_units":0')),
  "a date that does not exist": withText((text) =>
    text.replace(/"check_in_date":"[^"]+"/, '"check_in_date":"2027-02-30"'),
  ),
  "a check-out before the check-in": withText((text) =>
    text.replace(/"check_out_date":"[^"]+"/, '"check_out_date":"2020-01-01"'),
  ),
  "no contact": withText((text) => text.replace(/"contact_info":\{[^}]*\},?/, "")),
  "a kind of business nobody knows": withText((text) => text.replace('"biz_type":2021', '"biz_type":2099')),
  "a cancel without its id": withCancelText((text) => text.replace(/"cancel_id":"[^"]+",/, "")),
  "a null in a cancel": withCancelText((text) => text.replace(/^\{/, '{"applicant_type":null,')),
  "a body that is not JSON": withText((text) => text.slice(0, -5)),
  "a wrong total": booking({ set: { total_amount: 1 } }),
  "nights with a gap": withText((text) =>
    text.replace(/"period_start_date":"[^"]+"/, '"period_start_date":"2020-01-01"'),
  ),
} satisfies Record<string, Scenario>;

export type ScenarioName = keyof typeof scenarios;

function booking(wish: Wish = {}): Scenario {
  return async ({ send, idle }) => {
    await send(create, (await payload(create, wish)).body);
    await idle();
  };
}

function cancelling(wish: Wish): Scenario {
  return async ({ send, idle }) => {
    await send(cancel, (await payload(cancel, wish)).body);
    await idle();
  };
}

function withText(edit: (text: string) => string): Scenario {
  return async ({ send }) => {
    await send(create, edit((await payload(create)).body));
  };
}

function withCancelText(edit: (text: string) => string): Scenario {
  return async ({ send }) => {
    await send(cancel, edit((await payload(cancel)).body));
  };
}

function hourly(): JsonObject {
  return {
    check_in_date: "2027-01-05",
    check_out_date: "2027-01-05",
    "daily_rates[0].period_start_time": "2027-01-05 12:00",
    "daily_rates[0].period_end_time": "2027-01-05 15:00",
  };
}

type Booked = { readonly plain: JsonObject; readonly orderOutId: string; readonly reply: Reply };

async function book({ send }: Bench, wish: Wish = {}): Promise<Booked> {
  const { body, plain } = await payload(create, wish);
  const reply = await send(create, body);
  return { plain: plain ?? {}, orderOutId: String(dataOf(reply).order_out_id), reply };
}

async function cancelOf({ send }: Bench, { plain, orderOutId }: Booked, wish: Wish): Promise<Reply> {
  const { body } = await payload(cancel, { ...wish, earlier: { payload: plain, orderOutId } });
  return send(cancel, body);
}
