import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import axe from "axe-core";
import type { Browser, Page } from "playwright-core";
import { serve } from "../../../src/node/serve.js";
import { launchChromium, noChromium } from "../../support/chromium.js";
import { emptyFolder } from "../../support/cli.js";
import { type PageLife, startPageLife } from "../../support/page-life.js";

const desktop = { width: 1280, height: 900 };
const phone = { width: 360, height: 780 };
/** Of one step; a loaded machine may need it. */
const patience = 60_000;

type Visit = {
  readonly viewport?: typeof desktop;
  readonly colorScheme?: "light" | "dark";
  readonly javaScriptEnabled?: boolean;
};

describe("the page of mock douyin in a browser", { skip: noChromium() }, () => {
  let browser: Browser;
  let life: PageLife;
  /** Screenshots go here, for people to look at. */
  const pictures = process.env.PAGE_PICTURES ?? emptyFolder();

  before(async () => {
    browser = await launchChromium();
    life = await startPageLife({ args: ["--lang", "zh"] });
  });

  after(async () => {
    await browser?.close();
    await life?.close();
  });

  /** Opens a page and notes whatever it does besides being shown. */
  async function open(path: string, visit: Visit = {}): Promise<{ readonly page: Page; readonly noise: string[] }> {
    const page = await browser.newPage({ viewport: desktop, ...visit });
    page.setDefaultTimeout(patience);
    const noise: string[] = [];
    page.on("console", (message) => noise.push(`console: ${message.text()}`));
    page.on("pageerror", (error) => noise.push(`error: ${error.message}`));
    page.on("request", (request) => {
      if (new URL(request.url()).origin !== life.url) noise.push(`request: ${request.url()}`);
    });
    await page.goto(life.url + path);
    return { page, noise };
  }

  const stage = (page: Page, text: string) => page.locator(".stage").getByText(text, { exact: true }).waitFor();

  test("an order goes from create to refund by clicks, and the page follows what the merchant does", async () => {
    const { page, noise } = await open("/");
    await page.getByRole("button", { name: "下单并发送创单回调" }).click();
    await page.waitForURL(/\/orders\/\d+$/);
    const orderId = new URL(page.url()).pathname.split("/")[2] ?? "";
    await stage(page, "等待商家确认接单");
    const countdown = page.locator("#next .next .left");
    assert.match((await countdown.textContent()) ?? "", /^还剩 (1:00:00|59:\d\d)$/);
    const shown = (await countdown.textContent()) ?? "";
    await countdown.filter({ hasNotText: shown }).waitFor();
    await page.screenshot({ path: join(pictures, "waiting.png"), fullPage: true });

    assert.equal(await life.confirm(orderId), 0);
    await stage(page, "已接单");
    await page.getByText("商家调用", { exact: false }).first().waitFor();

    await page.getByRole("button", { name: "需要商家审核" }).click();
    await stage(page, "等待商家审核取消");
    await page.getByRole("button", { name: "让下一个期限立即到期" }).click();
    await stage(page, "已退款");
    await page.locator("#timeline").getByText("超过取消审核时限").waitFor();
    await page.locator("#findings").getByText("debt/audit-missing").waitFor();
    await page.screenshot({ path: join(pictures, "refunded.png"), fullPage: true });
    assert.deepEqual(noise, []);
    await page.close();
  });

  test("raw request and answer unfold, show the bytes, and stay unfolded while the page changes", async () => {
    const orderId = await placeOrder();
    const { page } = await open(`/orders/${orderId}`);
    await stage(page, "等待商家确认接单");
    await page.locator("#timeline summary").first().click();
    const body = (await page.locator("#timeline pre").first().textContent()) ?? "";
    assert.equal(JSON.parse(body).order_id, orderId);
    await page.getByRole("button", { name: "重发最后一个回调" }).click();
    await page.locator("#timeline").getByText("第 2 次").waitFor();
    assert.equal(await page.locator("#timeline details[open]").count(), 1);
    await page.close();
  });

  test("everything can be done with the keyboard, and the place is kept while the page changes", async () => {
    const { page } = await open("/?lang=en");
    await page.locator("#live.on").waitFor();
    await page.keyboard.press("Tab");
    assert.equal(await focused(page), "Skip to the content");
    for (let i = 0; i < 30 && (await focused(page)) !== "Place it and send the create callback"; i++) {
      await page.keyboard.press("Tab");
    }
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/orders\/\d+\?lang=en$/);
    await stage(page, "waiting for the confirm operation");
    await page.locator("#live.on").waitFor();
    for (let i = 0; i < 40 && (await focused(page)) !== "Send the last callback again"; i++) {
      await page.keyboard.press("Tab");
    }
    await page.keyboard.press("Enter");
    await page.locator("#timeline").getByText("attempt 2").waitFor();
    assert.equal(await focused(page), "Send the last callback again");
    await page.close();
  });

  test("a change is said to those who cannot see it", async () => {
    const orderId = await placeOrder();
    const { page } = await open(`/orders/${orderId}?lang=en`);
    await stage(page, "waiting for the confirm operation");
    await page.locator("#live.on").waitFor();
    await life.confirm(orderId);
    await page.locator("#news").getByText("confirmed", { exact: false }).waitFor({ state: "attached" });
    await page.close();
  });

  test("without a script the buttons work all the same", async () => {
    const { page } = await open("/?lang=en", { javaScriptEnabled: false });
    await page.getByRole("button", { name: "Place it and send the create callback" }).click();
    await page.waitForURL(/\/orders\/\d+\?lang=en$/);
    for (let i = 0; i < 100 && !(await page.locator(".stage").textContent())?.includes("waiting"); i++) {
      await page.waitForTimeout(100);
      await page.reload();
    }
    await page.getByRole("button", { name: "Send cancel: After payment" }).click();
    await page.waitForURL(/\/orders\/\d+\?lang=en$/);
    assert.match((await page.locator("#timeline").textContent()) ?? "", /Cancel hotel order/);
    await page.close();
  });

  for (const [size, viewport] of Object.entries({ desktop, phone })) {
    for (const colorScheme of ["light", "dark"] as const) {
      for (const lang of ["zh", "en"] as const) {
        test(`${size}, ${colorScheme}, ${lang}: no foreign request, no console message, no axe violation, no sideways scrolling`, async () => {
          const [orderId = ""] = await life.orders();
          for (const [name, path] of [
            ["list", "/"],
            ["order", `/orders/${orderId}`],
          ] as const) {
            const { page, noise } = await open(`${path}?lang=${lang}`, { viewport, colorScheme });
            await page.locator("#live.on").waitFor();
            await page.evaluate("for (const item of document.querySelectorAll('details')) item.open = true");
            assert.deepEqual(await axeViolations(page), []);
            assert.equal(await page.evaluate("document.documentElement.scrollWidth <= innerWidth"), true);
            await page.screenshot({
              path: join(pictures, `${name}-${size}-${colorScheme}-${lang}.png`),
              fullPage: true,
            });
            assert.deepEqual(noise, []);
            await page.close();
          }
        });
      }
    }
  }

  test("the axe check sees a mistake when there is one", async () => {
    const { page } = await open("/");
    await page.evaluate("document.documentElement.removeAttribute('lang')");
    assert.deepEqual(await axeViolations(page), ["html-has-lang: html"]);
    await page.close();
  });

  async function placeOrder(): Promise<string> {
    const answer = await fetch(`${life.url}/_control/orders`, {
      method: "POST",
      headers: { authorization: `Bearer ${life.token}` },
    });
    return ((await answer.json()) as { readonly orderId: string }).orderId;
  }
});

describe("a page of another site", { skip: noChromium() }, () => {
  test("reads nothing and changes nothing, under whatever name it comes", async () => {
    const life = await startPageLife();
    const port = new URL(life.url).port;
    const evil = await serve(() => new Response(evilPage, { headers: evilHeaders }), {
      allowedHosts: ["evil.example", "rebound.example"],
    });
    const browser = await launchChromium([
      "--host-resolver-rules=MAP evil.example 127.0.0.1,MAP rebound.example 127.0.0.1",
      "--disable-features=LocalNetworkAccessChecks,BlockInsecurePrivateNetworkRequests,PrivateNetworkAccessSendPreflights",
    ]);
    try {
      const created = await fetch(`${life.url}/_control/orders`, {
        method: "POST",
        headers: { authorization: `Bearer ${life.token}` },
      });
      assert.equal(created.status, 201);
      const page = await browser.newPage();
      page.setDefaultTimeout(patience);

      // The name now leads to the mock: what the browser takes for the page's own origin is refused by its Host.
      const direct = await page.goto(`http://rebound.example:${port}/`);
      assert.equal(direct?.status(), 403);
      assert.doesNotMatch(await page.content(), /name="token"|订单|order_id/);

      const seen: string[] = [];
      page.on("response", (response) => {
        if (new URL(response.url()).port === port && !response.url().endsWith("/loaded-before"))
          seen.push(`${response.status()}`);
      });
      // A page that was loaded before its name led here shares the mock's origin, as far as the browser can tell.
      const rebound = `http://rebound.example:${port}/loaded-before`;
      await page.route(rebound, (route) => route.fulfill({ contentType: "text/html", body: evilPage }));
      const bases = ["127.0.0.1", "localhost", "evil.example", "rebound.example"].map(
        (host) => `http://${host}:${port}`,
      );
      for (const start of [rebound, `http://evil.example:${new URL(evil.url).port}/`]) {
        await page.goto(start);
        assert.deepEqual(await page.evaluate(`${attack}\nattack(${JSON.stringify(bases)})`), []);
      }
      assert.deepEqual([...new Set(seen)], ["403"]);
      assert.ok(seen.length >= 20, `${seen.length} requests`);
      assert.equal((await life.orders()).length, 1);
    } finally {
      await browser.close();
      await evil.close();
      await life.close();
    }
  });
});

const evilPage = "<!doctype html><html lang=en><title>evil</title><p>evil";
const evilHeaders = { "content-type": "text/html", "content-security-policy": "", "cross-origin-resource-policy": "" };

/** Runs in the page of the other site: tries every way to read or change the mock, and returns what it got. */
const attack = readFileSync(join(import.meta.dirname, "attack.js"), "utf8");

function focused(page: Page): Promise<string> {
  return page.evaluate("document.activeElement.textContent.trim()");
}

async function axeViolations(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(
    "axe.run().then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => id + ': ' + target.join(' '))))",
  );
}
