import assert from "node:assert/strict";
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import type { JournalIntent } from "../../src/core/journal.js";
import type { WireOutcome } from "../../src/core/ports.js";
import { AppError } from "../../src/core/problem.js";
import { type JournalOptions, openJournal } from "../../src/node/journal.js";
import { readJournal } from "../../src/node/read-journal.js";
import { stateFolder } from "../../src/node/state-folder.js";
import { fakeClock } from "../support/fake-clock.js";

const root = mkdtempSync(join(tmpdir(), "journal-"));
after(() => rmSync(root, { recursive: true, force: true }));

let folders = 0;
function freshFolder(): string {
  return join(root, `state-${++folders}`);
}

const secret = "example-secret-0123456789abcdef0";

function open(folder: string, more: Partial<JournalOptions> = {}) {
  return openJournal({ folder, clock: fakeClock(), secrets: [secret], ...more });
}

function intentOf(more: Partial<JournalIntent> = {}): JournalIntent {
  return {
    callback: "create-order",
    variant: "standard",
    attempt: 1,
    startedAt: "2026-11-22T07:30:12.000Z",
    endpoint: "http://127.0.0.1:8080/spi",
    url: "http://127.0.0.1:8080/spi?client_key=k&timestamp=1&sign=s",
    headers: [["Content-Type", "application/json"]],
    body: Buffer.from('{"order_id":"1","name":"张三"}'),
    signature: "valid",
    malformed: false,
    timeoutMs: 5000,
    insecure: false,
    ...more,
  };
}

const accepted: WireOutcome = {
  kind: "answer",
  durationMs: 12.3456,
  response: {
    status: 200,
    headers: [["Content-Type", "application/json"]],
    body: Buffer.from('{"data":{"error_code":0}}'),
  },
};

test("an exchange is kept from intent to outcome and read back to the byte", () => {
  const folder = freshFolder();
  const journal = open(folder);
  const id = journal.intend(intentOf());
  journal.sent(id);
  journal.finish(id, accepted);
  journal.close();
  const { entries, notes } = readJournal(folder);
  assert.deepEqual(notes, []);
  assert.equal(entries.length, 1);
  const [entry] = entries;
  assert.deepEqual([entry?.id, entry?.callback, entry?.isSent, entry?.masked], [id, "create-order", true, false]);
  assert.equal(Buffer.from(entry?.body ?? []).toString(), '{"order_id":"1","name":"张三"}');
  assert.deepEqual(
    [entry?.outcome?.durationMs, entry?.outcome?.failure, entry?.outcome?.response?.status],
    [12.346, undefined, 200],
  );
  assert.equal(Buffer.from(entry?.outcome?.response?.body ?? []).toString(), '{"data":{"error_code":0}}');
});

test("bytes that are no text, and a byte order mark, survive", () => {
  const folder = freshFolder();
  const journal = open(folder);
  const bodies = [Buffer.from([0x7b, 0xff, 0x00, 0x7d]), Buffer.from("\ufeff{}"), Buffer.from('{"a":"\u2028\\n"}\n')];
  for (const body of bodies) journal.intend(intentOf({ body }));
  journal.close();
  assert.deepEqual(
    readJournal(folder).entries.map(({ body }) => Buffer.from(body)),
    bodies,
  );
});

test("an intent without an outcome, and one that was sent, are told apart", () => {
  const folder = freshFolder();
  const journal = open(folder);
  const [a, b] = [journal.intend(intentOf()), journal.intend(intentOf())];
  journal.sent(b);
  journal.close();
  assert.deepEqual(
    readJournal(folder).entries.map(({ id, isSent, outcome }) => [id, isSent, outcome]),
    [
      [a, false, undefined],
      [b, true, undefined],
    ],
  );
});

test("every line is JSON with a checksum, and the files are for their owner alone", () => {
  const folder = freshFolder();
  const journal = open(folder);
  journal.finish(journal.intend(intentOf()), accepted);
  journal.close();
  const lines = readFileSync(journal.path, "utf8").trimEnd().split("\n");
  assert.equal(lines.length, 2);
  for (const line of lines) assert.match(JSON.parse(line).sum, /^[0-9a-f]{8}$/);
  assert.deepEqual(
    [folder, join(folder, "journal"), journal.path].map((path) => statSync(path).mode & 0o777),
    [0o700, 0o700, 0o600],
  );
  assert.deepEqual(readdirSync(join(folder, "journal")), ["2026-11.ndjson"]);
});

test("a file that others could read is closed to them again", () => {
  const folder = freshFolder();
  mkdirSync(join(folder, "journal"), { recursive: true });
  const path = join(folder, "journal", "2026-11.ndjson");
  writeFileSync(path, "", { mode: 0o644 });
  open(folder).close();
  assert.equal(statSync(path).mode & 0o777, 0o600);
});

test("no secret enters the journal, wherever it turns up", () => {
  const folder = freshFolder();
  const journal = open(folder);
  const id = journal.intend(
    intentOf({
      endpoint: `http://h/spi?s=${secret}`,
      headers: [
        ["Authorization", "Bearer abc"],
        ["X-Api-Key", "def"],
        ["X-Note", `says ${secret}`],
        ["X-Bytedance-Logid", "L"],
      ],
      body: Buffer.from(`{"a":"${secret}"}`),
    }),
  );
  journal.finish(id, {
    kind: "answer",
    durationMs: 1,
    response: {
      status: 200,
      headers: [["Set-Cookie", "session=ghi"]],
      body: Buffer.concat([Buffer.from([0xff]), Buffer.from(`secret ${secret}`)]),
    },
  });
  journal.close();
  const text = readFileSync(journal.path, "utf8");
  const [entry] = readJournal(folder).entries;
  for (const word of [secret, "Bearer", "def", "ghi"]) assert.equal(text.includes(word), false, word);
  assert.equal(Buffer.from(entry?.outcome?.response?.body ?? []).includes(secret), false);
  assert.equal(entry?.masked, true);
  assert.deepEqual(entry?.headers[3], ["X-Bytedance-Logid", "L"]);
});

test("a long answer is kept up to 64 KiB, with its length", () => {
  const folder = freshFolder();
  const journal = open(folder);
  const id = journal.intend(intentOf());
  journal.finish(id, {
    kind: "answer",
    durationMs: 1,
    response: { status: 200, headers: [], body: Buffer.alloc(200_000, 32) },
  });
  journal.close();
  const outcome = readJournal(folder).entries[0]?.outcome;
  assert.deepEqual([outcome?.response?.body.length, outcome?.bodyLength], [65_536, 200_000]);
});

test("a torn last line is cut off and told, and the next writer begins a new line", () => {
  const folder = freshFolder();
  const journal = open(folder);
  const first = journal.intend(intentOf());
  journal.close();
  appendFileSync(journal.path, '{"sum":"00000000","type":"int');
  const before = readJournal(folder);
  assert.deepEqual(
    before.entries.map(({ id }) => id),
    [first],
  );
  assert.deepEqual(
    before.notes.map(({ args }) => args?.line),
    [2],
  );
  const next = open(folder);
  const second = next.intend(intentOf());
  next.close();
  const after = readJournal(folder);
  assert.deepEqual(
    after.entries.map(({ id }) => id),
    [first, second],
  );
  assert.equal(after.notes.length, 1);
});

test("a record that a writer glued to another one's torn line is still found", () => {
  const folder = freshFolder();
  const journal = open(folder);
  const first = journal.intend(intentOf());
  appendFileSync(journal.path, '{"sum":"12345678","type":"outc');
  const second = journal.intend(intentOf());
  journal.close();
  assert.deepEqual(
    readJournal(folder).entries.map(({ id }) => id),
    [first, second],
  );
});

test("an altered line is left out and told, the others stay", () => {
  const folder = freshFolder();
  const journal = open(folder);
  const ids = [1, 2, 3].map((attempt) => journal.intend(intentOf({ attempt })));
  journal.close();
  const text = readFileSync(journal.path, "utf8");
  writeFileSync(journal.path, text.replace('"attempt":2', '"attempt":9'));
  const { entries, notes } = readJournal(folder);
  assert.deepEqual(
    entries.map(({ id }) => id),
    [ids[0], ids[2]],
  );
  assert.deepEqual(
    notes.map(({ args }) => args?.line),
    [2],
  );
});

test("two journals open at once keep every line whole", () => {
  const folder = freshFolder();
  const [a, b] = [open(folder), open(folder)];
  for (let i = 0; i < 200; i++) for (const journal of [a, b]) journal.finish(journal.intend(intentOf()), accepted);
  a.close();
  b.close();
  const { entries, notes } = readJournal(folder);
  assert.deepEqual([entries.length, notes.length], [400, 0]);
  assert.equal(
    entries.every(({ outcome }) => outcome !== undefined),
    true,
  );
});

test("a folder that cannot be made, a file for a folder and a link for a file are problems of output", () => {
  const blocked = freshFolder();
  writeFileSync(blocked, "a file");
  const linked = freshFolder();
  mkdirSync(join(linked, "journal"), { recursive: true });
  symlinkSync(join(root, "elsewhere"), join(linked, "journal", "2026-11.ndjson"));
  for (const folder of [blocked, "/dev/null/state", linked]) {
    assert.throws(
      () => open(folder),
      (error: unknown) =>
        error instanceof AppError && error.code === "journal-unwritable" && error.category === "output",
    );
  }
});

test("an outcome that cannot be kept is told and not thrown; an intent that cannot be kept is thrown", () => {
  const told: string[] = [];
  const journal = open(freshFolder(), { onTrouble: ({ code }) => told.push(code) });
  const id = journal.intend(intentOf());
  journal.close();
  journal.finish(id, accepted);
  assert.deepEqual(told, ["journal-incomplete"]);
  assert.throws(() => journal.intend(intentOf()), AppError);
});

test("no journal yet is an empty one", () => {
  assert.deepEqual(readJournal(freshFolder()), { entries: [], notes: [] });
});

test("the state folder follows XDG, and ignores a relative path there", () => {
  assert.equal(stateFolder({ XDG_STATE_HOME: "/s", HOME: "/home/a" }), "/s/douyin-hotel");
  assert.equal(stateFolder({ HOME: "/home/a" }), "/home/a/.local/state/douyin-hotel");
  assert.equal(stateFolder({ XDG_STATE_HOME: "s", HOME: "/home/a" }), "/home/a/.local/state/douyin-hotel");
});
