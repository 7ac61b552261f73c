import assert from "node:assert/strict";
import { test } from "node:test";
import { micromark } from "micromark";
import { gfm, gfmHtml } from "micromark-extension-gfm";
import { SaxesParser } from "saxes";
import { Parser as TapParser } from "tap-parser";
import { readEvents } from "../../src/reporters/rebuild.js";
import { hostileRun } from "./hostile-run.js";
import { hostileStrings } from "./hostile-strings.js";
import { render, reporterNames } from "./render-all.js";
import { sarifMistakes } from "./sarif-schema.js";

const controls = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/;
const invisible =
  /[\u00ad\u061c\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]|[\u{e0000}-\u{e0fff}]/u;
const logCommand = /##(?:vso|teamcity)?\[/i;
const ownCommand = /^::(?:error|warning|notice) title=[^:,\n]*::[^\n]*$/;

/** What must hold for a hostile text in this report; the text itself is known, so that nothing hides behind another. */
const checks: Readonly<Record<string, (report: string, hostile: string) => void>> = {
  pretty: () => undefined,
  json(report, hostile) {
    const { cases, exchanges, settings } = JSON.parse(report);
    assert.equal(exchanges[0].response.body, hostile);
    assert.equal(cases[0].findings[0].actual, hostile);
    assert.equal(cases[0].reproduce, hostile);
    assert.equal(Object.hasOwn(settings, hostile) || hostile === "endpoints", true);
  },
  ndjson(report, hostile) {
    assert.equal(report.trimEnd().split("\n").length, hostileRun(hostile).length);
    assert.deepEqual(
      readEvents(report).filter(({ type }) => type === "exchange"),
      hostileRun(hostile).filter(({ type }) => type === "exchange"),
    );
  },
  junit(report) {
    const tags: string[] = [];
    const parser = new SaxesParser();
    parser.on("error", (error) => {
      throw error;
    });
    parser.on("opentag", ({ name }) => tags.push(name));
    parser.on("text", (text) => assert.doesNotMatch(text, /\[\[ATTACHMENT/i));
    for (const event of ["doctype", "cdata", "comment", "processinginstruction"] as const) {
      parser.on(event, () => assert.fail(`an XML ${event}`));
    }
    parser.write(report).close();
    assert.equal(tags.filter((tag) => tag === "testcase").length, 3);
    assert.deepEqual([...new Set(tags)].sort(), [
      "error",
      "failure",
      "properties",
      "property",
      "skipped",
      "system-out",
      "testcase",
      "testsuite",
      "testsuites",
    ]);
  },
  html(report) {
    assert.equal(report.match(/<script/gi)?.length, 1);
    assert.equal(report.match(/<style/gi)?.length, 1);
    const page = report.replace(/<(script|style)>.*?<\/\1>/gs, "");
    for (const [, name = "", attributes = ""] of page.matchAll(/<([a-z!/][^\s>]*)([^>]*)>/gi)) {
      assert.match(name.replace(/^\//, ""), allowedTag);
      for (const [, attribute = ""] of attributes.matchAll(/\s([^\s=>"]+)="[^"]*"/g))
        assert.match(attribute, allowedAttribute);
    }
    const links = Array.from(page.matchAll(/href="([^"]*)"/g), ([, target = ""]) => target);
    assert.deepEqual(
      links.filter((target) => !/^(?:#[a-z0-9-]+|data:image\/svg\+xml,[^"]*)$/.test(target)),
      [],
    );
  },
  markdown(report) {
    const html = micromark(report, { allowDangerousHtml: true, extensions: [gfm()], htmlExtensions: [gfmHtml()] });
    const tags = Array.from(html.matchAll(/<\/?([a-z!?][^\s>]*)/gi), ([, tag = ""]) => tag);
    assert.deepEqual(
      tags.filter((tag) => !markdownTags.includes(tag)),
      [],
    );
    assert.equal(html.match(/<h2>/g)?.length, 1);
    assert.equal(html.match(/<h3>/g)?.length, 3);
    assert.equal(html.match(/<details>/g)?.length, 1);
    assert.equal(html.match(/<table>/g)?.length, 2);
    assert.equal(html.match(/<tr>/g)?.length, 5);
  },
  github(report) {
    for (const line of report.trimEnd().split("\n")) assert.match(line, ownCommand);
  },
  tap(report) {
    const { ok, count, pass, fail, skip, bailout, plan } = readTap(report);
    assert.deepEqual(
      { ok, count, pass, fail, skip, bailout, plan },
      {
        ok: false,
        count: 3,
        pass: 1,
        fail: 2,
        skip: 1,
        bailout: false,
        plan: "1..3",
      },
    );
  },
  sarif(report, hostile) {
    const log = JSON.parse(report);
    assert.deepEqual(sarifMistakes(log), []);
    assert.equal(log.runs[0].results[0].properties.actual, hostile);
    assert.doesNotMatch(log.runs[0].results[0].message.text, /\]\(/);
  },
};

const allowedTag =
  /^(?:!doctype|html|head|meta|title|link|style|script|body|a|header|nav|ul|ol|li|main|section|article|p|h[123]|span|strong|code|pre|dl|dt|dd|div|svg|rect|details|summary|fieldset|legend|label|input|bdi|button|table|thead|tbody|tr|th|td|footer|br)$/i;
const allowedAttribute =
  /^(?:lang|charset|http-equiv|content|name|rel|href|class|id|tabindex|aria-[a-z]+|role|hidden|type|value|checked|autocomplete|scope|viewBox|preserveAspectRatio|x|y|width|height|data-(?:verdict|title-zh|title-en))$/;
const markdownTags = "h2 h3 p blockquote table thead tbody tr th td ul li details summary code pre br".split(" ");

function readTap(report: string) {
  let bailout = false;
  let plan = "";
  const parser = new TapParser();
  parser.on("bailout", () => {
    bailout = true;
  });
  parser.on("plan", ({ start, end }) => {
    plan = `${start}..${end}`;
  });
  parser.on("extra", (line: string) => assert.fail(`TAP does not know the line ${JSON.stringify(line)}`));
  parser.end(report);
  const { ok, count, pass, fail, skip } = parser.results ?? assert.fail("no TAP results");
  return { ok, count, pass, fail, skip, bailout, plan };
}

test("the table of hostile texts is long and without repetitions", () => {
  assert.equal(new Set(hostileStrings).size, hostileStrings.length);
  assert.ok(hostileStrings.length >= 60);
});

for (const name of reporterNames) {
  test(`${name}: every hostile text comes out inert wherever it stands`, async () => {
    for (const hostile of hostileStrings) {
      for (const lang of ["zh", "en"] as const) {
        const report = await render(name, hostileRun(hostile), { lang, columns: 44, isVerbose: true });
        const about = `${name} ${lang} ${JSON.stringify(hostile)}`;
        assert.doesNotMatch(report, controls, about);
        assert.doesNotMatch(report, invisible, about);
        assert.doesNotMatch(report, logCommand, about);
        for (const line of report.split("\n")) {
          if (line.trimStart().startsWith("::"))
            assert.equal(name === "github" && ownCommand.test(line), true, `${about}: ${line}`);
        }
        checks[name]?.(report, hostile);
      }
    }
  });
}
