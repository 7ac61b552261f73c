import { callbacks } from "../../src/callbacks/registry.js";
import { judge } from "../../src/engine/judge.js";
import { readResponse } from "../../src/engine/read-answer.js";
import { exchangeOf } from "../support/judged-exchange.js";

/** How many clean answers a second one core judges: `node --import tsx test/bench/judge.ts`. */
const count = 200_000;
const samples = {
  "create-order": {
    payload: { order_id: "1000946099201940764", biz_type: 2021 },
    data: {
      error_code: 0,
      description: "success",
      order_id: "1000946099201940764",
      order_out_id: "nZJs9msX3I",
      confirm_info: { hotel_confirm_number: "CN-1", confirm_mode: 1, confirm_result: 1 },
      member_info: { logged_out: 0, member_level: 1 },
    },
  },
  "cancel-order": {
    payload: { order_id: "1000946099201940764", cancel_id: "1", cancel_type: 2, need_audit: true, refund_amount: 9900 },
    data: { error_code: 0, description: "success", cancel_mode: 1, cancel_result: 1, refund_fee_amount: 1000 },
  },
};

async function main(): Promise<void> {
  for (const [id, { payload, data }] of Object.entries(samples)) {
    const definition = await callbacks.load(id);
    const exchange = exchangeOf({ callback: id, payload, reply: { json: { data } } });
    if (judge(definition, exchange, { reading: "documented" }).findings.length > 0) throw new Error("not clean");
    const answer = exchange.answer;
    if (!answer) throw new Error("no answer");
    const wire = { status: answer.status, headers: answer.rawHeaders, body: answer.bytes };
    report(`${id}, judge`, () => judge(definition, exchange, { reading: "documented" }));
    report(`${id}, read and judge`, () =>
      judge(definition, { ...exchange, answer: readResponse(wire) }, { reading: "documented" }),
    );
  }
}

function report(name: string, work: () => unknown): void {
  for (let i = 0; i < 20_000; i++) work();
  const start = performance.now();
  for (let i = 0; i < count; i++) work();
  const perSecond = Math.round((count / (performance.now() - start)) * 1000);
  console.log(`${name}: ${perSecond} a second`);
}

await main();
