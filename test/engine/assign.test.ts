import assert from "node:assert/strict";
import { test } from "node:test";
import cancelOrder from "../../src/callbacks/cancel-order/index.js";
import createOrder from "../../src/callbacks/create-order/index.js";
import { AppError } from "../../src/core/problem.js";
import { sayMessage } from "../../src/core/text.js";
import { type Assignment, readAssignment, resolveAssignments } from "../../src/engine/assign.js";

const create = createOrder.request.schema;

function readAs(path: string, value: string, schema = create): unknown {
  return resolveAssignments(schema, [{ path, value }], { allowUnknown: false })[0]?.value;
}

function problemOf(assignment: Assignment, allowUnknown = false): string {
  try {
    resolveAssignments(create, [assignment], { allowUnknown });
  } catch (error) {
    assert.ok(error instanceof AppError);
    assert.equal(error.category, "usage");
    return sayMessage("en", error.say);
  }
  return "none";
}

test("a value takes the type of its field", () => {
  assert.equal(readAs("order_id", "00123"), "00123");
  assert.equal(readAs("order_id", "{}"), "{}");
  assert.equal(readAs("number_of_units", "2"), 2);
  assert.equal(readAs("number_of_units", "-2"), -2);
  assert.equal(readAs("create_order_time_unix", "1902790713142520557"), 1902790713142520557n);
  assert.equal(readAs("book_time_rule.is_time_nextday", "true"), true);
  assert.equal(readAs("need_audit", "null", cancelOrder.request.schema), null);
  assert.equal(readAs("need_audit", "false", cancelOrder.request.schema), false);
  assert.deepEqual(readAs("crowd_config", "[1,2]"), [1, 2]);
  assert.deepEqual(readAs("contact_info", '{"phone":""}'), { phone: "" });
  assert.equal(readAs("daily_rates[0].promotion_info[0].promotion_id", "222"), "222");
  assert.deepEqual(readAs("daily_rates[0].promotion_info", "5"), 5);
});

test("a value of the wrong type names the field, its type and the way to send it anyway", () => {
  assert.equal(
    problemOf({ path: "number_of_units", value: "abc" }),
    "The field number_of_units takes an integer, not abc. Correct it, or write number_of_units:=JSON to send another type on purpose.",
  );
  for (const value of ["", "1.5", "1.0", "1e3", '"2"', "null", "+2", "true", "2x"])
    assert.match(problemOf({ path: "number_of_units", value }), /takes an integer/, value);
  assert.match(problemOf({ path: "book_time_rule.is_time_nextday", value: "1" }), /takes true or false/);
  assert.match(problemOf({ path: "contact_info", value: "[]" }), /takes a JSON object/);
  assert.match(problemOf({ path: "contact_info", value: "{phone:1}" }), /line 1, column 2/);
});

test("an unknown path names the nearest real ones", () => {
  assert.equal(
    problemOf({ path: "daily_rates[0].orignal_amount", value: "1" }),
    "The documents have no field daily_rates[0].orignal_amount. Did you mean daily_rates[0].original_amount? To send an unknown field on purpose, add --allow-unknown.",
  );
  assert.match(problemOf({ path: "number_of_unit", value: "1" }), /Did you mean number_of_units/);
  assert.match(problemOf({ path: "order_id.x", value: "1" }), /no field order_id\.x/);
  assert.match(problemOf({ path: "zzzzqqqqqq", value: "1" }), /catalog fields lists them all/);
  assert.match(problemOf({ path: "totl_amount", unset: true }), /Did you mean total_amount/);
});

test("where unknown paths cannot be asked for, no message advises it", () => {
  const said = (path: string): string => {
    try {
      resolveAssignments(create, [{ path, value: "1" }], { allowUnknown: undefined });
    } catch (error) {
      assert.ok(error instanceof AppError);
      return sayMessage("en", error.say);
    }
    return "none";
  };
  assert.equal(
    said("number_of_unit"),
    "The documents have no field number_of_unit. Did you mean number_of_units, number_of_guests?",
  );
  assert.equal(said("zzzzqqqqqq"), "The documents have no field zzzzqqqqqq. catalog fields lists them all.");
});

test("an unknown path is taken when that was asked for, JSON as JSON and anything else as text", () => {
  const values = ["19900", "true", '"5"', "hello", "{"].map(
    (value) => resolveAssignments(create, [{ path: "new_field", value }], { allowUnknown: true })[0]?.value,
  );
  assert.deepEqual(values, [19900, true, "5", "hello", "{"]);
});

test("names reserved by JavaScript are refused, unknown paths allowed or not", () => {
  for (const path of ["__proto__.x", "contact_info.constructor", "prototype"])
    assert.match(problemOf({ path, value: "1" }, true), /reserved by JavaScript/, path);
});

test("a raw value keeps its text to the byte", () => {
  const [edit] = resolveAssignments(create, [{ path: "number_of_units", raw: '"2"' }], { allowUnknown: false });
  assert.deepEqual([edit?.value, edit?.text, edit?.isRaw], ["2", '"2"', true]);
  const [precise] = resolveAssignments(create, [{ path: "total_amount", raw: "1.00" }], { allowUnknown: false });
  assert.equal(precise?.text, "1.00");
  assert.match(problemOf({ path: "order_id", raw: "abc" }), /JSON is expected after order_id:=/);
});

test("assignments are read from PATH=VALUE and PATH:=JSON", () => {
  assert.deepEqual(readAssignment("order_id=a=b"), { path: "order_id", value: "a=b" });
  assert.deepEqual(readAssignment("remark_from_guest="), { path: "remark_from_guest", value: "" });
  assert.deepEqual(readAssignment("number_of_units:=null"), { path: "number_of_units", raw: "null" });
  assert.deepEqual(readAssignment("remark_from_guest=a:=b"), { path: "remark_from_guest", value: "a:=b" });
  for (const text of ["order_id", "=5", ":=5", ""]) assert.throws(() => readAssignment(text), AppError, text);
});
