import assert from "node:assert/strict";
import { test } from "node:test";
import { AppError } from "../../src/core/problem.js";
import { readEvents, rebuildReport } from "../../src/reporters/rebuild.js";
import { reporters } from "../../src/reporters/registry.js";
import { render, reporterNames } from "./render-all.js";
import { sampleRules, sampleRun } from "./sample-run.js";

for (const name of reporterNames) {
  test(`${name} made from the recording is the ${name} of the run`, async () => {
    const recording = await render("ndjson", sampleRun, { lang: "zh" });
    const make = await reporters[name]?.load();
    assert.ok(make);
    const options = { lang: "en", columns: 80, isColoured: false, rules: sampleRules } as const;
    assert.equal(rebuildReport(recording, make(options)), await render(name, sampleRun, options));
  });
}

test("a recording that breaks off in the middle of a line gives the events before it", async () => {
  const recording = await render("ndjson", sampleRun);
  const lines = recording.split("\n");
  const cut = `${lines.slice(0, 4).join("\n")}\n${lines[4]?.slice(0, 40)}`;
  assert.deepEqual(
    readEvents(cut).map((event) => event.type),
    ["run-started", "case-started", "exchange", "case-finished"],
  );
});

test("a line that is no event is named", async () => {
  const recording = `${(await render("ndjson", sampleRun)).split("\n")[0]}\n{"type":"other"}\n`;
  assert.throws(
    () => readEvents(recording),
    (error) => error instanceof AppError && error.code === "recording-line" && error.say.args?.line === 2,
  );
});
