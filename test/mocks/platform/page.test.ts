import assert from "node:assert/strict";
import { request } from "node:http";
import { after, before, describe, test } from "node:test";
import { type PageLife, startPageLife } from "../../support/page-life.js";

const hostile = `"><script>alert(1)</script>\r\n\u202e\u0000'`;

describe("the page of mock douyin", () => {
  let life: PageLife;

  before(async () => {
    life = await startPageLife({ args: ["--lang", "en"] });
  });

  after(() => life.close());

  const get = (path: string) => fetch(life.url + path);

  async function formToken(): Promise<string> {
    return /name="token" value="([^"]+)"/.exec(await (await get("/")).text())?.[1] ?? "";
  }

  function submit(path: string, fields: Record<string, string>, headers: Record<string, string> = {}) {
    return fetch(life.url + path, {
      method: "POST",
      headers,
      body: new URLSearchParams(fields),
      redirect: "manual",
    });
  }

  async function placed(fields: Record<string, string> = {}): Promise<string> {
    const answer = await submit("/orders", { token: await formToken(), variant: "standard", ...fields });
    return answer.headers.get("location") ?? "";
  }

  /** Reads the page until it says so. */
  async function shows(path: string, text: RegExp): Promise<string> {
    for (let i = 0; i < 200; i++) {
      const html = await (await get(path)).text();
      if (text.test(html)) return html;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`${path} never shows ${text}`);
  }

  test("it needs no script: a form places an order, its page shows what happened and offers what comes next", async () => {
    const path = await placed();
    assert.match(path, /^\/orders\/\d+$/);
    const html = await shows(path, /waiting for the confirm operation/);
    assert.match(html, /error_code 0/);
    assert.match(html, /data-until="\d{13}"/);
    assert.match(html, /action="\/orders\/\d+\/expire"/);
    assert.match(html, /x-life-sign/);
  });

  test("its policy allows its own files and nothing else, and no page holds a script or a style of its own", async () => {
    const answers = [await get("/"), await get(await placed()), await get("/orders/none")];
    for (const answer of answers) {
      assert.equal(
        answer.headers.get("content-security-policy"),
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
      );
      const html = await answer.text();
      assert.deepEqual(
        html.match(/<script(?! src="\/_page\/script\.js" defer><\/script>)|<style|\son\w+=|style=/g),
        null,
      );
      assert.deepEqual(html.match(/(?:src|href)="(?!\/)[^"#]/g), null);
    }
  });

  test("a form without the token of this run changes nothing", async () => {
    const token = await formToken();
    const earlier = await life.orders();
    const forged: readonly Record<string, string>[] = [
      {},
      { token: "" },
      { token: `${token}x` },
      { token: life.token },
    ];
    const statuses = await Promise.all(forged.map(async (fields) => (await submit("/orders", fields)).status));
    const asText = await fetch(`${life.url}/orders`, {
      method: "POST",
      headers: { "content-type": "text/plain" },
      body: `token=${token}`,
    });
    const asQuery = await submit(`/orders?token=${token}`, {});
    const long = await submit("/orders", { token, variant: "x".repeat(20_000) });
    assert.deepEqual([...statuses, asText.status, asQuery.status, long.status], [403, 403, 403, 403, 403, 403, 403]);
    assert.deepEqual(await life.orders(), earlier);
  });

  test("a form of another site is refused even with the token", async () => {
    const earlier = await life.orders();
    const answer = await submit("/orders", { token: await formToken() }, { origin: "http://evil.example" });
    assert.equal(answer.status, 403);
    assert.deepEqual(await life.orders(), earlier);
  });

  test("what cannot be done is said on the page, and nothing happens", async () => {
    const path = await placed({ paid: "yes" });
    await shows(path, /waiting for the confirm operation/);
    const token = await formToken();
    const paidTwice = await submit(`${path}/pay`, { token });
    const unknown = await submit("/orders/none/cancel", { token });
    const variant = await submit("/orders", { token, variant: "standart" });
    assert.deepEqual([paidTwice.status, unknown.status, variant.status], [409, 404, 409]);
    assert.match(await paidTwice.text(), /role="alert"[^>]*><p class="problem">The order \d+ is paid already/);
    assert.match(await variant.text(), /standard/);
    assert.equal((await submit(`${path}/fly`, { token })).status, 404);
  });

  test("the language is the one of the start until the reader chooses, and links keep the choice", async () => {
    const path = await placed();
    assert.match(await (await get("/")).text(), /<html lang="en"[\s\S]*>New order</);
    const chinese = await (await get("/?lang=zh")).text();
    assert.match(chinese, /<html lang="zh-CN"[\s\S]*>新订单</);
    assert.match(chinese, /href="\/orders\/\d+\?lang=zh"/);
    const answer = await submit(`${path}/resend?lang=zh`, { token: await formToken() });
    assert.equal(answer.headers.get("location"), `${path}?lang=zh`);
  });

  test("every sentence of the page has two languages", async () => {
    const path = await placed();
    await shows(path, /waiting for the confirm operation/);
    for (const place of ["/?lang=pseudo", `${path}?lang=pseudo`]) {
      const html = await (await get(place)).text();
      const bare = html
        .replace(/<title>.*<\/title>|<pre[\s\S]*?<\/pre>|<code>.*?<\/code>|<time.*?<\/time>/g, "")
        .replace(/⟦[^⟧]*⟧/g, "")
        .replace(/<option value="([^"]+)">\1 –/g, "")
        .replace(/<[^>]+>/g, " ")
        .replace(/mock douyin|中文|English|&#\d+;/g, "");
      assert.deepEqual(bare.match(/\p{L}{2,}/gu), null);
    }
  });

  test("a stream tells which orders changed, and a reader that goes away harms nothing", async () => {
    const path = await placed();
    const leaving = new AbortController();
    const stream = await fetch(`${life.url}/_page/events`, { signal: leaving.signal });
    assert.equal(stream.headers.get("content-type"), "text/event-stream");
    const reader = (stream.body as ReadableStream<Uint8Array>).getReader();
    const decoder = new TextDecoder();
    let text = "";
    await submit(`${path}/resend`, { token: await formToken() });
    while (!text.includes(path.split("/")[2] as string)) text += decoder.decode((await reader.read()).value);
    leaving.abort();
    await assert.rejects(reader.read());
    const streams = await Promise.all(Array.from({ length: 20 }, () => leaveAtOnce(`${life.url}/_page/events`)));
    assert.equal(streams.length, 20);
    await submit(`${path}/resend`, { token: await formToken() });
    assert.equal((await get(path)).status, 200);
  });

  test("an address that is nowhere is answered by the platform, in JSON", async () => {
    const answer = await get("/oauth/client_tokens/");
    assert.deepEqual([answer.status, answer.headers.get("content-type")], [404, "application/json"]);
    assert.equal((await get("/_page/nothing.js")).status, 404);
  });

  test("what was typed into an address comes back as text", async () => {
    const html = await (await get(`/orders/${encodeURIComponent(hostile)}?lang=${encodeURIComponent(hostile)}`)).text();
    assert.doesNotMatch(html, /<script>|\u202e|\u0000/);
  });
});

describe("the page of a merchant that answers with hostile bytes", () => {
  test("they are text on the page, byte for byte", async () => {
    const answer = () => new Response(hostile, { headers: { "x-hostile": "<img src=x onerror=alert(1)>" } });
    const life = await startPageLife({ args: ["--lang", "en", "--retry", "none"], answer });
    const page = await (await fetch(life.url)).text();
    const token = /name="token" value="([^"]+)"/.exec(page)?.[1] ?? "";
    const placed = await fetch(`${life.url}/orders`, { method: "POST", body: new URLSearchParams({ token }) });
    let html = await placed.text();
    for (let i = 0; i < 200 && !html.includes("U+0000"); i++) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      html = await (await fetch(placed.url)).text();
    }
    await life.close();
    assert.match(
      html,
      /&#34;&#62;&#60;script&#62;alert\(1\)&#60;\/script&#62;⟨U\+000D⟩\n⟨U\+202E⟩⟨U\+0000⟩&#39;<\/pre>/,
    );
    assert.doesNotMatch(html, /<script>|<img/);
  });
});

/** Opens a stream and cuts the connection once it answers. */
function leaveAtOnce(url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { agent: false }, (answer) => {
      answer.on("error", () => undefined).on("close", () => resolve());
      answer.destroy();
    });
    asked.on("error", reject).end();
  });
}
