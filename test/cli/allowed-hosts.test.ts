import assert from "node:assert/strict";
import { request } from "node:http";
import { test } from "node:test";
import { realClock } from "../../src/node/clock.js";
import { runMain } from "../support/fake-console.js";

/** Status of a GET under a Host of its own. */
function statusFor(url: string, host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(url, { headers: { host }, agent: false }, (answer) => resolve(answer.resume().statusCode))
      .on("error", reject)
      .end();
  });
}

async function statuses(argv: readonly string[], hosts: readonly string[]): Promise<readonly (number | undefined)[]> {
  const stopping = new AbortController();
  let found: Promise<(number | undefined)[]> | undefined;
  await runMain(["mock", "merchant", ...argv], {
    signal: stopping.signal,
    clock: realClock(),
    onOut(text) {
      const { url } = JSON.parse(text) as { url: string };
      found = Promise.all(hosts.map((host) => statusFor(url, host))).finally(() => stopping.abort("SIGINT"));
    },
  });
  return (await found) ?? [];
}

test("--allow-host opens the server to one more name and to no other", async () => {
  const hosts = ["host.docker.internal:8080", "evil.example"];
  assert.deepEqual(await statuses([], hosts), [403, 403]);
  assert.deepEqual(await statuses(["--allow-host", "Host.Docker.Internal"], hosts), [200, 403]);
});

test("--allow-host takes whole host names alone", async () => {
  for (const name of ["*", "*.example", "a.example:80", "http://a.example", "", "a..b", "a b", "[::1]", "-a"]) {
    for (const command of [["mock", "merchant"], ["mock", "douyin"], ["test"]]) {
      const { code, stdout, stderr } = await runMain([...command, `--allow-host=${name}`]);
      assert.deepEqual([name, code, stdout], [name, 2, ""]);
      assert.match(stderr, /host name/);
    }
  }
});
