import assert from "node:assert/strict";
import { test } from "node:test";
import { openJournal } from "../../src/node/journal.js";
import { emptyFolder } from "../support/cli.js";
import { type FakeRun, runMain, stillClock } from "../support/fake-console.js";

type Sent = { readonly seed: number; readonly answer: object; readonly signature?: "valid" | "missing" };

/** An empty home whose journal holds creates of the given seeds with the given answers. */
async function homeWith(...sent: readonly Sent[]): Promise<string> {
  const home = emptyFolder();
  const journal = openJournal({ folder: `${home}/douyin-hotel`, clock: stillClock, secrets: [] });
  for (const { seed, answer, signature = "valid" } of sent) {
    const { stdout } = await runMain(["generate", "create-order", "--seed", String(seed), "-q"]);
    const id = journal.intend({
      callback: "create-order",
      variant: "standard",
      attempt: 1,
      startedAt: "2026-11-25T04:00:00.000Z",
      endpoint: "http://127.0.0.1/spi",
      url: "http://127.0.0.1/spi",
      headers: [],
      body: Buffer.from(stdout.trimEnd()),
      signature,
      malformed: false,
      timeoutMs: 5000,
      insecure: false,
    });
    journal.sent(id);
    const body = Buffer.from(JSON.stringify({ data: answer }));
    journal.finish(id, { kind: "answer", durationMs: 1, response: { status: 200, headers: [], body } });
  }
  journal.close();
  return home;
}

function cancel(home: string, ...args: readonly string[]): Promise<FakeRun> {
  return runMain(["generate", "cancel-order", "--seed", "7", "-q", ...args], { env: { XDG_STATE_HOME: home } });
}

async function order(seed: number): Promise<{ order_id: string; total_amount: number; rate_plan_id: string }> {
  return JSON.parse((await runMain(["generate", "create-order", "--seed", String(seed), "-q"])).stdout);
}

const accepted = (id: string) => ({ error_code: 0, order_out_id: id });

test("--for last cancels the last order that was taken, with its ids and amount", async () => {
  const refused = { seed: 3, answer: { error_code: 4 } };
  const forged = { seed: 4, answer: accepted("HT4"), signature: "missing" as const };
  const home = await homeWith(
    { seed: 1, answer: accepted("HT1") },
    { seed: 2, answer: accepted("HT2") },
    refused,
    forged,
  );
  const { stdout, stderr } = await cancel(home, "--for", "last", "--variant", "after-payment");
  assert.equal(stderr, "");
  const cancellation = JSON.parse(stdout);
  const known = await order(2);
  assert.equal(cancellation.order_id, known.order_id);
  assert.equal(cancellation.order_out_id, "HT2");
  assert.equal(cancellation.refund_amount, known.total_amount);
});

test("--for ORDER_ID cancels that order, and a failed create has no id of the merchant's", async () => {
  const home = await homeWith({ seed: 1, answer: accepted("HT1") }, { seed: 2, answer: { error_code: 13 } });
  const { order_id: first } = await order(1);
  const { order_id: second } = await order(2);
  assert.equal(JSON.parse((await cancel(home, "--for", first)).stdout).order_out_id, "HT1");
  const failed = JSON.parse((await cancel(home, "--for", second, "--variant", "create-failed")).stdout);
  assert.equal(failed.order_id, second);
  assert.equal("order_out_id" in failed, false);
});

test("the id that an earlier attempt was given is kept when a repeat is not answered", async () => {
  const home = await homeWith({ seed: 1, answer: accepted("HT1") }, { seed: 1, answer: { error_code: 100 } });
  assert.equal(JSON.parse((await cancel(home, "--for", "last")).stdout).order_out_id, "HT1");
});

test("an order that the journal does not know is named with the nearest one", async () => {
  const home = await homeWith({ seed: 1, answer: accepted("HT1") });
  const { order_id: known } = await order(1);
  const { code, stdout, stderr } = await cancel(home, "--for", `${known.slice(0, -1)}x`);
  assert.deepEqual([code, stdout], [2, ""]);
  assert.ok(stderr.includes(known), stderr);
  assert.match(
    (await cancel(emptyFolder(), "--for", "last")).stderr,
    /has no orders yet\. Create one with send create-order/,
  );
});
