import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { serve } from "../../../src/node/serve.js";
import { launchChromium, noChromium } from "../../support/chromium.js";
import { startPageLife } from "../../support/page-life.js";
import { patience } from "../../support/page-visit.js";

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
