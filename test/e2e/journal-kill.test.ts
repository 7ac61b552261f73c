import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { seededRandom } from "../../src/core/random.js";
import { readJournal } from "../../src/node/read-journal.js";
import { rawServer } from "../support/raw-server.js";

const folder = mkdtempSync(join(tmpdir(), "journal-kill-"));
after(() => rmSync(folder, { recursive: true, force: true }));

const kills = 20;
const deliveries = 500;

test(`after ${kills} kills during ${deliveries} deliveries no acknowledged exchange is lost and the journal is readable`, async () => {
  const received: string[] = [];
  const server = await rawServer((socket, request) => {
    received.push(/X-Bytedance-Logid: (\w+)/.exec(request.toString("latin1"))?.[1] ?? "");
    setTimeout(() => socket.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"), 2);
  });
  const acknowledged = new Map<string, string>();
  const random = seededRandom("kills");
  let killed = 0;
  for (let round = 0; acknowledged.size < deliveries || killed < kills; round++) {
    const child = start(server.url, round, Math.max(50, deliveries - acknowledged.size));
    const isKilled = killed < kills && (await killLater(child, acknowledged, random.integer(1, 12), random.next() * 8));
    if (isKilled) killed++;
    else await ended(child, acknowledged);
  }
  await server.close();

  const { entries, notes } = readJournal(folder);
  const kept = new Map(entries.map((entry) => [entry.id, entry]));
  assert.equal(killed, kills);
  for (const [id, logid] of acknowledged) {
    const entry = kept.get(id);
    assert.equal(entry?.outcome?.response?.status, 200, `${id} was acknowledged`);
    assert.equal(new Map(entry?.headers).get("X-Bytedance-Logid"), logid);
  }
  const intended = new Set(entries.map((entry) => new Map(entry.headers).get("X-Bytedance-Logid")));
  assert.deepEqual(
    received.filter((logid) => !intended.has(logid)),
    [],
    "whatever arrived had been written down before",
  );
  // A kill in the middle of a write tears one line; nothing else may be unreadable.
  assert.ok(notes.length <= kills, `${notes.length} damaged lines`);
});

function start(url: string, round: number, count: number): ChildProcess {
  const script = join(import.meta.dirname, "../support/delivering-child.ts");
  return spawn(process.execPath, ["--import", "tsx", script, url, folder, String(round), String(count)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
}

/** Kills the child some time after a number of acknowledgements; false when it was done before. */
async function killLater(
  child: ChildProcess,
  acknowledged: Map<string, string>,
  afterAcks: number,
  delayMs: number,
): Promise<boolean> {
  let acks = 0;
  collect(child, acknowledged, () => {
    if (++acks === afterAcks) setTimeout(() => child.kill("SIGKILL"), delayMs);
  });
  const [, signal] = await once(child, "close");
  return signal === "SIGKILL";
}

async function ended(child: ChildProcess, acknowledged: Map<string, string>): Promise<void> {
  collect(child, acknowledged, () => undefined);
  const [code] = await once(child, "close");
  assert.equal(code, 0);
}

/** Only whole lines count: a line cut by the kill was never acknowledged. */
function collect(child: ChildProcess, acknowledged: Map<string, string>, onAck: () => void): void {
  let rest = "";
  child.stdout?.setEncoding("utf8").on("data", (text: string) => {
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) {
      const [id = "", logid = ""] = line.split(" ");
      acknowledged.set(id, logid);
      onAck();
    }
  });
}
