import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { launchChromium, noChromium } from "../../support/chromium.js";
import { emptyFolder } from "../../support/cli.js";
import { type PageLife, startPageLife } from "../../support/page-life.js";
import { openPage } from "../../support/page-visit.js";

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

  const open = (path: string, visit = {}) => openPage(browser, life, path, visit);
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

  async function placeOrder(): Promise<string> {
    const answer = await fetch(`${life.url}/_control/orders`, {
      method: "POST",
      headers: { authorization: `Bearer ${life.token}` },
    });
    return ((await answer.json()) as { readonly orderId: string }).orderId;
  }
});

function focused(page: Page): Promise<string> {
  return page.evaluate("document.activeElement.textContent.trim()");
}
