import assert from "node:assert/strict";
import { test } from "node:test";
import { createPlan } from "../../src/load/plan.js";

const count = 20_000;
const plan = createPlan(7, { duplicates: 0.05, cancels: 0.1 });
const all = Array.from({ length: count }, (_, index) => plan(index));

test("the shares come out as asked for", () => {
  const share = (kind: string): number => all.filter((planned) => planned.kind === kind).length / count;
  assert.ok(Math.abs(share("repeat") - 0.05) < 0.01, `${share("repeat")}`);
  assert.ok(Math.abs(share("follow") - 0.1) < 0.01, `${share("follow")}`);
  const together = all.filter((planned) => planned.kind === "repeat" && planned.together).length;
  assert.ok(together > 100 && together < all.filter(({ kind }) => kind === "repeat").length);
});

test("what repeats or follows speaks of an order that was planned before", () => {
  all.forEach((planned, index) => {
    if (planned.kind === "order") return;
    assert.ok(planned.of < index);
    assert.equal(plan(planned.of).kind, "order");
  });
});

test("copies that go together stand between their order and the next one", () => {
  all.forEach((planned, index) => {
    if (planned.kind !== "repeat" || !planned.together) return;
    for (let between = planned.of + 1; between < index; between++) assert.notEqual(plan(between).kind, "order");
  });
});

test("the first request is an order, and without shares every one is", () => {
  assert.equal(createPlan("x", { duplicates: 0.5, cancels: 0.4 })(0).kind, "order");
  const plain = createPlan("x", { duplicates: 0, cancels: 0 });
  assert.ok([1, 99, 100_000].every((index) => plain(index).kind === "order"));
});

test("another seed plans otherwise", () => {
  const other = createPlan(8, { duplicates: 0.05, cancels: 0.1 });
  assert.ok(all.some((planned, index) => planned.kind !== other(index).kind));
});
