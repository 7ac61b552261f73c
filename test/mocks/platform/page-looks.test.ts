import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import type { Browser } from "playwright-core";
import { launchChromium, noChromium } from "../../support/chromium.js";
import { emptyFolder } from "../../support/cli.js";
import { type PageLife, startPageLife } from "../../support/page-life.js";
import { axeViolations, desktop, openPage, phone } from "../../support/page-visit.js";

describe("how the page of mock douyin looks", { skip: noChromium() }, () => {
  let browser: Browser;
  let life: PageLife;
  /** Screenshots go here, for people to look at. */
  const pictures = process.env.PAGE_PICTURES ?? emptyFolder();

  before(async () => {
    browser = await launchChromium();
    life = await startPageLife();
    for (const _ of ["one", "two"]) {
      await fetch(`${life.url}/_control/orders`, {
        method: "POST",
        headers: { authorization: `Bearer ${life.token}` },
      });
    }
    // An order with a finding, a refund and a deadline that passed.
    const [orderId = ""] = await life.orders();
    await fetch(`${life.url}/_control/orders/${orderId}/expire`, {
      method: "POST",
      headers: { authorization: `Bearer ${life.token}` },
    });
  });

  after(async () => {
    await browser?.close();
    await life?.close();
  });

  const open = (path: string, visit = {}) => openPage(browser, life, path, visit);

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
});
