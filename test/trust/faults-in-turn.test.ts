import assert from "node:assert/strict";
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { Socket } from "node:net";
import { join } from "node:path";
import { test } from "node:test";
import { realClock } from "../../src/node/clock.js";
import { serve } from "../../src/node/serve.js";
import { emptyFolder } from "../support/cli.js";
import { type FakeRun, runMain } from "../support/fake-console.js";

const names = [
  ...["openSync", "closeSync", "readSync", "writeSync", "fstatSync", "fchmodSync", "fsyncSync", "mkdirSync"],
  ...["statSync", "accessSync", "writeFileSync", "renameSync", "readFileSync", "realpathSync", "readdirSync"],
] as const;

type Call = (...args: unknown[]) => unknown;
// The table of functions as it is at run time; its many overloads say nothing about swapping one.
const table = fs as unknown as Record<string, Call>;

/** Runs `act` while the `failing`th file call of our own sources (from 0) fails with EIO; gives the names of all calls. */
async function withFault<T>(failing: number, act: () => Promise<T>): Promise<{ result: T; calls: readonly string[] }> {
  const calls: string[] = [];
  const originals = new Map(names.map((name) => [name, table[name]] as const));
  for (const [name, original] of originals) {
    table[name] = (...args) => {
      const isOurs = /\/src\/(cli|node)\//.test(new Error().stack?.split("\n")[2] ?? "");
      if (isOurs && calls.push(name) - 1 === failing) {
        throw Object.assign(new Error(`EIO: i/o error, ${name}`), { code: "EIO" });
      }
      return original?.(...args);
    };
  }
  syncBuiltinESMExports();
  try {
    return { result: await act(), calls };
  } finally {
    for (const [name, original] of originals) if (original) table[name] = original;
    syncBuiltinESMExports();
  }
}

function sendAndReport(endpoint: string): Promise<FakeRun> {
  const cwd = emptyFolder();
  return runMain(
    ["send", "create-order", "--seed", "7", "-e", endpoint, "--save", "x.json", "--save-payload", "p.json", "--quiet"],
    { cwd, clock: realClock(), env: { HOME: cwd, XDG_STATE_HOME: join(cwd, "state") } },
  );
}

async function withMerchant<T>(act: (url: string) => Promise<T>): Promise<T> {
  const server = await serve(async (request) => {
    const { order_id } = JSON.parse(await request.text());
    return Response.json({ data: { error_code: 4, description: "full", order_id } });
  });
  try {
    return await act(server.url);
  } finally {
    await server.close();
  }
}

/** Ended by itself, with a code of the table and a readable sentence wherever it is not 0. */
function assertTold({ code, stdout, stderr }: FakeRun, about: string): void {
  assert.ok(code === 0 || code === 2 || code === 3, `${about}: exit ${code}\n${stderr}`);
  if (code === 0) return;
  assert.match(`${stderr}${stdout}`, /EIO/, about);
  assert.doesNotMatch(stderr, /\n {2}at /, about);
}

test("every file call of one send and its report fails in turn: each time a sentence and a code of the table", async (t) => {
  await withMerchant(async (url) => {
    await sendAndReport(url);
    const { calls, result } = await withFault(-1, () => sendAndReport(url));
    assert.equal(result.code, 0, result.stderr);
    assert.ok(calls.length >= 15, calls.join(" "));
    for (const [i, name] of calls.entries()) {
      const { result: run } = await withFault(i, () => sendAndReport(url));
      assertTold(run, `call ${i + 1}, ${name}`);
      // What is only tidying up may fail unseen; of a write, an opening or a rename one hears, even where it changes nothing.
      if (/^(open|write|writeFile|rename|mkdir)Sync$/.test(name)) assert.match(run.stderr, /EIO/, `${i + 1} ${name}`);
    }
    t.diagnostic(`${calls.length} file calls failed in turn: each told, exit 0, 2 or 3, no hang`);
  });
});

for (const [step, method] of [
  ["connecting", "connect"],
  ["writing", "write"],
  ["writing", "_writev"],
  ["reading", "_read"],
] as const) {
  test(`a socket that fails in ${method} while ${step} is told as the merchant's connection, without a bug report`, async () => {
    const prototype = Socket.prototype as unknown as Record<string, Call>;
    const original = prototype[method];
    await withMerchant(async (url) => {
      prototype[method] = function failing(this: Socket, ...args: unknown[]) {
        const isOfProcess = [process.stdin, process.stdout, process.stderr].some((stream) => stream === this);
        const isClient = !isOfProcess && (this as unknown as { server?: unknown }).server == null;
        if (!isClient) return original?.apply(this, args);
        // As the system would: later, once whoever opened it listens.
        setImmediate(() => this.destroy(Object.assign(new Error("EIO: i/o error"), { code: "EIO" })));
        return method === "connect" ? this : false;
      };
      try {
        const { code, stdout, stderr } = await sendAndReport(url);
        assert.ok(code === 1 || code === 3, `exit ${code}\n${stderr}`);
        assert.notEqual(stdout, "");
        assert.doesNotMatch(stderr, /Report id/);
      } finally {
        if (original) prototype[method] = original;
      }
    });
  });
}
