import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import axe from "axe-core";
import type { Browser, Page } from "playwright-core";
import type { RunEvent } from "../../src/core/event.js";
import { visibleBlock } from "../../src/reporters/visible-text.js";
import { launchChromium, noChromium } from "../support/chromium.js";
import { emptyFolder } from "../support/cli.js";
import { hostileRun } from "./hostile-run.js";
import { hostileStrings } from "./hostile-strings.js";
import { render } from "./render-all.js";
import { sampleRules, sampleRun } from "./sample-run.js";

const desktop = { width: 1280, height: 900 };
const phone = { width: 360, height: 780 };

type Visit = {
  readonly viewport?: typeof desktop;
  readonly colorScheme?: "light" | "dark";
  readonly javaScriptEnabled?: boolean;
  readonly hash?: string;
};

describe("the HTML report in a browser", { skip: noChromium() }, () => {
  let browser: Browser;
  let sample: string;
  let hostile: string;

  before(async () => {
    browser = await launchChromium();
    const folder = emptyFolder();
    sample = join(folder, "sample.html");
    hostile = join(folder, "hostile.html");
    writeFileSync(sample, await render("html", sampleRun, { lang: "zh", rules: sampleRules }));
    writeFileSync(hostile, await render("html", allHostile()));
  });

  after(async () => {
    await browser?.close();
  });

  /** Opens a report and says whatever it did besides being shown. */
  async function open(file: string, { hash = "", ...options }: Visit = {}) {
    const page = await browser.newPage({ viewport: desktop, ...options });
    const noise: string[] = [];
    page.on("console", (message) => noise.push(`console: ${message.text()}`));
    page.on("pageerror", (error) => noise.push(`error: ${error.message}`));
    page.on("dialog", (dialog) => {
      noise.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    const address = pathToFileURL(file).href;
    page.on("request", (request) => {
      if (request.url().split("#")[0] !== address) noise.push(`request: ${request.url()}`);
    });
    await page.goto(address + hash);
    return { page, noise };
  }

  for (const [size, viewport] of Object.entries({ desktop, phone })) {
    for (const colorScheme of ["light", "dark"] as const) {
      for (const lang of ["zh", "en"] as const) {
        test(`${size}, ${colorScheme}, ${lang}: no request, no console message, no axe violation, no sideways scrolling`, async () => {
          const { page, noise } = await open(sample, { viewport, colorScheme });
          await choose(page, `lang-${lang}`);
          await unfoldAll(page);
          assert.deepEqual(await axeViolations(page), []);
          assert.deepEqual(noise, []);
          assert.equal(await page.evaluate("document.documentElement.scrollWidth <= innerWidth"), true);
          await page.close();
        });
      }
    }
  }

  test("the axe check sees a mistake when there is one", async () => {
    const { page } = await open(sample);
    await page.evaluate("document.documentElement.removeAttribute('lang')");
    assert.match((await axeViolations(page)).join("\n"), /^html-has-lang: html$/);
    await page.close();
  });

  test("no hostile text runs, loads or draws anything", async () => {
    const { page, noise } = await open(hostile);
    await unfoldAll(page);
    await page.waitForTimeout(100);
    assert.deepEqual(noise, []);
    assert.equal(await page.locator("script, iframe, img, form, base, object, embed").count(), 1);
    assert.equal(await page.locator("h1, h2").count(), (await headings(sample)) as number);
    const shown = await page.evaluate(
      "[...document.querySelectorAll('[data-verdict=failed] .pane:last-child .body')].map((body) => body.textContent)",
    );
    assert.deepEqual(shown, hostileStrings.map(visibleBlock));
    await page.close();
  });

  async function headings(file: string): Promise<number> {
    const { page } = await open(file);
    const count = await page.locator("h1, h2").count();
    await page.close();
    return count;
  }

  test("the language switch changes every sentence, the title and the document's language", async () => {
    const { page } = await open(sample);
    assert.equal(await page.locator("h1 span:visible").textContent(), "未通过");
    await choose(page, "lang-en");
    assert.equal(await page.locator("h1 span:visible").textContent(), "failed");
    assert.equal(await page.title(), "failed · douyin-hotel 0.1.0");
    assert.equal(await page.locator("html").getAttribute("lang"), "en");
    assert.equal(await page.getByText("重复创单返回同一个结果").first().isVisible(), false);
    await page.close();
  });

  test("the theme follows the system until the reader chooses", async () => {
    const { page } = await open(sample, { colorScheme: "dark" });
    const paper = () => page.evaluate("getComputedStyle(document.body).backgroundColor");
    assert.equal(await paper(), "rgb(19, 21, 25)");
    await choose(page, "theme-light");
    assert.equal(await paper(), "rgb(245, 244, 240)");
    await page.emulateMedia({ colorScheme: "light" });
    await choose(page, "theme-dark");
    assert.equal(await paper(), "rgb(19, 21, 25)");
    await page.close();
  });

  test("a keyboard reaches the content, the switches and a case", async () => {
    const { page } = await open(sample);
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate("document.activeElement.className"), "skip");
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate("document.activeElement.id"), "main");
    await page.locator("#lang-zh").focus();
    await page.keyboard.press("ArrowRight");
    assert.equal(await page.locator("html").getAttribute("lang"), "en");
    await page.locator("#case-1 > summary").focus();
    await page.keyboard.press("Enter");
    assert.equal(await page.locator("#case-1 .timeline").isVisible(), true);
    await page.close();
  });

  test("a link from a finding opens its case", async () => {
    const { page } = await open(sample, { hash: "#case-3" });
    assert.equal(await page.locator("#case-3 .timeline > li").count(), 2);
    assert.equal(await page.locator("#case-3 .timeline").isVisible(), true);
    await page.close();
  });

  test("cases are filtered by words and by verdict", async () => {
    const { page } = await open(sample);
    await page.locator("#filter").fill("idempotency");
    assert.equal(await page.locator(".case:visible").count(), 2);
    await page.locator("#filter").fill("");
    await page.evaluate("document.querySelector('input[name=show][value=failed]').click()");
    assert.equal(await page.locator(".case:visible").count(), 4);
    await page.locator("#filter").fill("nothing like it");
    assert.equal(await page.locator("#no-match").isVisible(), true);
    await page.close();
  });

  test("JSON is indented without changing a digit, and the exact text is one switch away", async () => {
    const { page } = await open(sample, { hash: "#case-3" });
    const body = page.locator("#case-3 .pane .body").first();
    await page.waitForFunction("document.querySelector('#case-3 .body').textContent.includes('\\n')");
    assert.match((await body.textContent()) ?? "", /^\{\n {2}"order_id": "1000000000000000001",\n/);
    await page.locator("#indent").click();
    assert.match((await body.textContent()) ?? "", /^\{"order_id":"1000000000000000001","rate_plan_id"/);
    await page.close();
  });

  test("without scripts everything can still be read, in either language", async () => {
    const { page, noise } = await open(sample, { javaScriptEnabled: false });
    assert.equal(await page.locator("#toolbar").isVisible(), false);
    await page.locator("#lang-en").check({ force: true });
    assert.equal(await page.locator("h1 span:visible").textContent(), "failed");
    await page.locator("#case-3 > summary").click();
    assert.equal(await page.locator("#case-3 .timeline").isVisible(), true);
    assert.deepEqual(noise, []);
    await page.close();
  });
});

async function choose(page: Page, id: string): Promise<void> {
  await page.evaluate(`document.getElementById("${id}").click()`);
}

async function unfoldAll(page: Page): Promise<void> {
  await page.evaluate("for (const item of document.querySelectorAll('details')) item.open = true");
  await page.waitForTimeout(50);
}

/** Evaluated by the debugger, so that the page's content policy need not allow it. */
async function axeViolations(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  const found: unknown = await page.evaluate(
    "axe.run().then(({ violations }) => violations.map((v) => v.id + ': ' + v.nodes.map((n) => n.target.join(' ')).join(', ')))",
  );
  return found as readonly string[];
}

/** One run that holds the cases of every hostile text. */
function allHostile(): readonly RunEvent[] {
  const runs = hostileStrings.map((text, index) => rename(hostileRun(text), `-${index}`));
  const [first = []] = runs;
  const inner = runs.flat().filter(({ type }) => type === "exchange" || type === "case-finished");
  return [...first.slice(0, 1), ...inner, ...first.slice(-1)];
}

/** Exchange ids must differ between the runs that are joined. */
function rename(events: readonly RunEvent[], suffix: string): readonly RunEvent[] {
  return events.map((event) => {
    if (event.type === "exchange") return { ...event, exchange: { ...event.exchange, id: event.exchange.id + suffix } };
    if (event.type !== "case-finished") return event;
    return { ...event, result: { ...event.result, exchanges: event.result.exchanges.map((id) => id + suffix) } };
  });
}
