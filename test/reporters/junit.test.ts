import assert from "node:assert/strict";
import { test } from "node:test";
import { SaxesParser } from "saxes";
import { render } from "./render-all.js";
import { sampleRun } from "./sample-run.js";

/** What Jenkins' schema of JUnit reports (junit-10.xsd) allows: attributes and children by element. */
const allowed: Readonly<Record<string, { readonly attributes: string; readonly children: string }>> = {
  testsuites: { attributes: "name time tests failures errors", children: "testsuite" },
  testsuite: {
    attributes: "name tests failures errors group time skipped timestamp hostname id package file log url version",
    children: "testsuite properties testcase system-out system-err",
  },
  properties: { attributes: "", children: "property" },
  property: { attributes: "name value", children: "" },
  testcase: { attributes: "name time classname group", children: "skipped error failure system-out system-err" },
  skipped: { attributes: "type message", children: "" },
  failure: { attributes: "type message", children: "" },
  error: { attributes: "type message", children: "" },
  "system-out": { attributes: "", children: "" },
};

type Found = { readonly name: string; readonly attributes: Readonly<Record<string, string>>; text: string };

function read(xml: string): { readonly mistakes: readonly string[]; readonly elements: readonly Found[] } {
  const mistakes: string[] = [];
  const elements: Found[] = [];
  const open: Found[] = [];
  const parser = new SaxesParser();
  parser.on("error", (error) => mistakes.push(error.message));
  parser.on("opentag", ({ name, attributes }) => {
    const parent = open.at(-1);
    const known = parent ? allowed[parent.name]?.children : "testsuites";
    if (!known?.split(" ").includes(name)) mistakes.push(`<${name}> in <${parent?.name}>`);
    for (const attribute of Object.keys(attributes)) {
      if (!allowed[name]?.attributes.split(" ").includes(attribute)) mistakes.push(`${attribute} of <${name}>`);
    }
    const found = { name, attributes, text: "" };
    elements.push(found);
    open.push(found);
  });
  parser.on("text", (text) => {
    const current = open.at(-1);
    if (current) current.text += text;
  });
  parser.on("closetag", () => open.pop());
  parser.write(xml).close();
  return { mistakes, elements };
}

test("elements and attributes are those of the schema that Jenkins publishes", async () => {
  assert.deepEqual(read(await render("junit", sampleRun)).mistakes, []);
});

test("a run without a case is still one suite", async () => {
  const events = sampleRun.filter(({ type }) => type === "run-started" || type === "run-finished");
  const { mistakes, elements } = read(await render("junit", events));
  assert.deepEqual(mistakes, []);
  assert.equal(elements.filter(({ name }) => name === "testsuite").length, 1);
});

test("a failed case has one failure whose message is the sentence and whose type is the rule", async () => {
  const failures = read(await render("junit", sampleRun)).elements.filter(({ name }) => name === "failure");
  assert.deepEqual(
    failures.map(({ attributes }) => ({ ...attributes })),
    [
      {
        message:
          "The second create of the same order_id answered with another merchant order, M-2; the first said M-1. The guest has two bookings.",
        type: "idempotency/same-answer",
      },
      {
        message:
          "order_id came back rounded to 6362050628416602000; it must be the string 6362050628416602319, digit for digit.",
        type: "create-order/order-id-echo",
      },
      { message: "A cancel before payment charges a fee of 500 fen.", type: "cancel-order/fee-in-range" },
    ],
  );
});

test("the output of a failed case ends with the command that reproduces it", async () => {
  const outputs = read(await render("junit", sampleRun)).elements.filter(({ name }) => name === "system-out");
  const failed = outputs.filter(({ text }) => text.includes("reproduce:"));
  assert.equal(failed.length, 3);
  assert.match(
    failed[0]?.text ?? "",
    /reproduce: npx douyin-hotel test --only idempotency\/duplicate-create --seed 7$/,
  );
});
