import axe from "axe-core";
import type { Browser, Page } from "playwright-core";
import type { PageLife } from "./page-life.js";

export const desktop = { width: 1280, height: 900 };
export const phone = { width: 360, height: 780 };
/** Of one step; a loaded machine may need it. */
export const patience = 60_000;

type Visit = {
  readonly viewport?: typeof desktop;
  readonly colorScheme?: "light" | "dark";
  readonly javaScriptEnabled?: boolean;
};

/** Opens a page of the mock and notes whatever it does besides being shown. */
export async function openPage(
  browser: Browser,
  life: PageLife,
  path: string,
  visit: Visit = {},
): Promise<{ readonly page: Page; readonly noise: string[] }> {
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

export async function axeViolations(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(
    "axe.run().then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => id + ': ' + target.join(' '))))",
  );
}
