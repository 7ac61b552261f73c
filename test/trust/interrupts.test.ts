import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { SaxesParser } from "saxes";
import { control } from "../support/child-server.js";
import { cleanEnv, emptyFolder } from "../support/cli.js";
import { inCi } from "../support/in-ci.js";
import { type MerchantServerOptions, startMerchantServer } from "../support/merchant-server.js";
import { type Ended, type PtyChild, startPtyChild } from "../support/pty-child.js";
import { schemaMistakes } from "../support/report-schema.js";

/** Ctrl-C is typed on the child's terminal, SIGTERM comes by its process id. */
type How = "press" | "term";
type Delivery = { readonly at: number; readonly signedAt: number; readonly logid: string; isAnswered: boolean };
type Answering = (n: number, own: () => Promise<Response>) => Promise<Response>;
type Interrupted = {
  readonly how: How;
  readonly arrived: readonly Delivery[];
  readonly messageAt: number;
  readonly ended: Ended;
  readonly child: PtyChild;
  readonly folder: string;
  readonly state: string;
};

const message = { press: "Stopping on Ctrl-C: nothing new is sent", term: "Stopping on SIGTERM: nothing new is sent" };
const codes = { press: 130, term: 143 };
const latencies: number[] = [];
const endings: number[] = [];
const hasPython = spawnSync("python3", ["-c", "import pty"]).status === 0;
const skip = !hasPython && !inCi() && "there is no python3 with ptys";

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const slowly: Answering = async (_n, own) => {
  await pause(400);
  return own();
};
const askingAgain: Answering = async () => Response.json({ data: { error_code: 100, description: "again" } });
const never: Answering = () => new Promise(() => undefined);

/** A merchant that notes when each delivery came in, and when its answer went out. */
async function noting(answering: Answering) {
  const arrived: Delivery[] = [];
  const answer: MerchantServerOptions["answer"] = async (request, n, connection, app) => {
    const delivery = {
      at: Date.now(),
      signedAt: Number(new URL(request.url).searchParams.get("timestamp")),
      logid: request.headers.get("x-bytedance-logid") ?? "",
      isAnswered: false,
    };
    arrived.push(delivery);
    const response = await answering(n, async () => app.fetch(request, connection));
    delivery.isAnswered = true;
    return response;
  };
  return { arrived, server: await startMerchantServer({ answer }) };
}

type Scene = {
  /** `URL` stands for the merchant's address. */
  readonly line: string;
  readonly answering: Answering;
  readonly how: How;
  /** Interrupted once so many deliveries came in; none = once the ready line is there. */
  readonly after?: number;
  readonly ready?: (child: PtyChild) => Promise<void>;
};

/** Interrupts the built program, and checks what holds for every command. */
async function interrupted({ line, answering, how, after = 0, ready }: Scene): Promise<Interrupted> {
  const { arrived, server } = await noting(answering);
  const folder = emptyFolder();
  const env = cleanEnv({ DOUYIN_CLIENT_SECRET: "example-secret-0123456789abcdef0" });
  const child = startPtyChild(line.replaceAll("URL", `${server.url}/spi/create-order`).split(" "), {
    cwd: folder,
    env: { ...env, DOUYIN_CLIENT_KEY: "awexampleclientkey" },
  });
  try {
    if (ready) await ready(child);
    await child.until(() => (arrived.length >= after ? true : undefined));
    const givenAt = await child.interrupt(how);
    const messageAt = await child.seen(message[how]);
    const ended = await child.ended;
    latencies.push(messageAt - givenAt);
    endings.push(ended.at - givenAt);
    assert.deepEqual([ended.code, ended.signal], [codes[how], null]);
    // Signing comes first: what was signed after the message would have been begun after it.
    assert.deepEqual(
      arrived.filter(({ signedAt, at }) => signedAt > messageAt || at > messageAt + 1500),
      [],
    );
    return { how, arrived: [...arrived], messageAt, ended, child, folder, state: env.XDG_STATE_HOME ?? "" };
  } finally {
    child.close();
    await server.close();
  }
}

const reporters = ["json", "ndjson", "junit", "html", "markdown", "github", "tap", "sarif"];
const signs: Readonly<Record<string, RegExp>> = {
  ndjson: /"type":"run-finished","verdict":"interrupted"/,
  junit: /<property name="verdict" value="interrupted"\/>[\s\S]*The run was interrupted\.[\s\S]*<\/testsuites>\n$/,
  html: /^<!doctype html>[\s\S]*interrupted, this report is partial[\s\S]*<\/html>\s*$/i,
  markdown: /^## Contract test: interrupted, this report is partial\n/,
  github: /^::notice title=douyin-hotel::interrupted, this report is partial/m,
  tap: /^Bail out! interrupted, this report is partial$/m,
  sarif: /"executionSuccessful": false/,
};

function checkReports({ folder, arrived, child }: Interrupted): void {
  const read = (name: string): string => readFileSync(join(folder, name), "utf8");
  assert.deepEqual(readdirSync(folder).sort(), [...reporters, "stdout"].sort());
  const report = JSON.parse(read("json"));
  assert.equal(report.verdict, "interrupted");
  assert.deepEqual(schemaMistakes(report), []);
  assert.deepEqual(
    report.cases.filter((one: { verdict: string }) => one.verdict === "failed" || one.verdict === "broken"),
    [],
  );
  assert.ok(report.totals.skipped > 20);
  // Those in flight were answered: nothing in the report broke off, and only what finds out about the setup is not in it.
  assert.deepEqual(
    report.exchanges.filter(({ failure }: { failure: unknown }) => failure !== null),
    [],
  );
  assert.ok(arrived.every(({ isAnswered }) => isAnswered));
  assert.ok(report.exchanges.length >= arrived.length - 6, `${report.exchanges.length} of ${arrived.length}`);
  for (const line of read("ndjson").trimEnd().split("\n")) JSON.parse(line);
  JSON.parse(read("sarif"));
  const parser = new SaxesParser();
  parser.on("error", (error) => assert.fail(error.message));
  parser.write(read("junit")).close();
  for (const [name, sign] of Object.entries(signs)) assert.match(read(name), sign, name);
  assert.match(child.stdout(), /\nVerdict: interrupted, this report is partial/);
}

type Entry = { readonly type: string; readonly id: string; readonly headers?: readonly (readonly string[])[] };

/** Every line of the journal is whole, and every delivery that came in is there with what became of it. */
function checkJournal({ state, arrived }: Pick<Interrupted, "state" | "arrived">): void {
  const files = readdirSync(state, { recursive: true, encoding: "utf8" }).filter((name) =>
    /journal\/[^/]+\.ndjson$/.test(name),
  );
  const entries = files
    .flatMap((name) => readFileSync(join(state, name), "utf8").trimEnd().split("\n"))
    .map((line): Entry => JSON.parse(line));
  const outcomes = new Set(entries.flatMap(({ type, id }) => (type === "outcome" ? [id] : [])));
  const kept = entries.flatMap(({ type, id, headers = [] }) =>
    type === "intent" && outcomes.has(id) ? headers.filter(([name]) => name === "X-Bytedance-Logid") : [],
  );
  assert.deepEqual(kept.map(([, logid]) => logid).sort(), arrived.map(({ logid }) => logid).sort());
}

const readyLine = async (child: PtyChild): Promise<void> => {
  await child.until(() => (child.stdout().endsWith("\n") ? true : undefined));
};

/** The ready line, and an order that the merchant is being told of. */
const withOrder = async (child: PtyChild): Promise<void> => {
  await readyLine(child);
  await control({ ready: JSON.parse(child.stdout()) }, "POST", "/orders", {});
};

describe("an interruption", { concurrency: 2, skip }, () => {
  const only = "--only create-order --only cancel-order --only idempotency/duplicate-*";
  const files = reporters.map((name) => `--reporter ${name}=${name}`).join(" ");
  const run = `test --endpoint URL ${only} --seed 7 --timeout 30000 --reporter pretty ${files}`;
  for (const after of [1, 4, 15, 40]) {
    for (const how of ["press", "term"] as const) {
      test(`of test after ${after} deliveries (${how})`, async () => {
        checkReports(await interrupted({ line: run, answering: slowly, how, after }));
      });
    }
  }

  for (const after of [1, 3]) {
    for (const how of ["press", "term"] as const) {
      test(`of send between its retries, after ${after} (${how})`, async () => {
        const line = "send create-order -e URL --retry --time-scale 30 --json --save saved --timeout 30000";
        const run = await interrupted({ line, answering: askingAgain, how, after });
        const result = JSON.parse(run.child.stdout());
        assert.equal(result.interrupted, true);
        assert.equal(result.ending.state, "interrupted");
        assert.equal(result.attempts.length, run.arrived.length);
        assert.deepEqual(JSON.parse(readFileSync(join(run.folder, "saved"), "utf8")), result);
        checkJournal(run);
      });
    }
  }

  for (const how of ["press", "term"] as const) {
    test(`of send to a merchant that never answers gives up after five seconds (${how})`, async () => {
      const line = "send create-order -e URL --timeout 60000 --json";
      const run = await interrupted({ line, answering: never, how, after: 1 });
      const result = JSON.parse(run.child.stdout());
      assert.equal(result.interrupted, true);
      assert.equal(result.verdict, "error");
      assert.deepEqual(result.findings, []);
      assert.deepEqual(result.attempts[0].failure, { kind: "reset", detail: "aborted" });
      checkJournal(run);
    });

    test(`of load answers and counts what is in flight (${how})`, async () => {
      const line = "load create-order -e URL --duration 10m --timeout 30000 --json --html load.html";
      const run = await interrupted({ line, answering: slowly, how, after: 20 });
      const last = JSON.parse(run.child.stdout().trimEnd().split("\n").at(-1) ?? "");
      assert.equal(last.verdict, "interrupted");
      assert.equal(last.requests.sent, run.arrived.length);
      assert.equal(last.codes["0"], run.arrived.length);
      assert.match(readFileSync(join(run.folder, "load.html"), "utf8"), /<h1 class="interrupted">[\s\S]*<\/html>\n$/);
    });

    test(`of mock merchant (${how})`, async () => {
      await interrupted({ line: "mock merchant", answering: slowly, how, ready: readyLine });
    });

    test(`of mock douyin while the merchant is being told of an order (${how})`, async () => {
      const line = "mock douyin --endpoint create-order=URL --endpoint cancel-order=URL";
      checkJournal(await interrupted({ line, answering: slowly, how, after: 1, ready: withOrder }));
    });
  }
});

describe("a second one", { skip }, () => {
  for (const [line, first, second] of [
    ["test --endpoint URL --timeout 60000", "press", "press"],
    ["send create-order -e URL --timeout 60000", "term", "press"],
    ["load create-order -e URL --timeout 60000", "press", "term"],
  ] as const) {
    test(`ends ${line.split(" ")[0]} at once (${first}, ${second})`, async (t) => {
      const { arrived, server } = await noting(never);
      const env = cleanEnv({ DOUYIN_CLIENT_SECRET: "example-secret-0123456789abcdef0" });
      const words = line.replaceAll("URL", `${server.url}/spi/create-order`).split(" ");
      const child = startPtyChild([...words, "--client-key", "awexampleclientkey"], { cwd: emptyFolder(), env });
      await child.until(() => (arrived.length > 0 ? true : undefined));
      await child.interrupt(first);
      await child.seen(message[first]);
      const givenAt = await child.interrupt(second);
      const { code, signal, at } = await child.ended;
      child.close();
      await server.close();
      // Ended by the signal itself, which a shell shows as 130 or 143.
      assert.deepEqual([code, signal], [null, second === "press" ? "SIGINT" : "SIGTERM"]);
      assert.ok(at - givenAt < 2000, `${at - givenAt} ms`);
      t.diagnostic(`a second press ended ${line.split(" ")[0]} after ${Math.round(at - givenAt)} ms`);
    });
  }
});

test("the figures: 20 interruptions", { skip }, (t) => {
  const sorted = latencies.toSorted((a, b) => a - b);
  const [median = 0, most = 0] = [sorted[Math.floor(sorted.length / 2)], sorted.at(-1)];
  assert.equal(latencies.length, 20);
  assert.ok(median <= 200, `${median} ms`);
  assert.ok(most <= 2000, `${most} ms`);
  assert.ok(Math.max(...endings) <= 9000, `${Math.max(...endings)} ms`);
  t.diagnostic(
    `${latencies.length} interruptions: the message after ${Math.round(median)} ms (median), ${Math.round(most)} ms (most); ended after ${Math.round(Math.max(...endings))} ms (most)`,
  );
});
