import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { callbacks } from "../../src/callbacks/registry.js";
import type { CallbackDefinition } from "../../src/core/callback.js";
import { decryptField } from "../../src/engine/cipher.js";
import { serve } from "../../src/node/serve.js";
import { emptyFolder } from "../support/cli.js";
import { encodingsOf } from "../support/encodings.js";
import { type FakeRun, runMain } from "../support/fake-console.js";
import { runTest } from "../support/test-report.js";

const secret = "Kn4ry-secret/+=<&>'0123456789ab";
const token = "Tk-9f8e7d6c5b4a3f2e";
const apiKey = "Ak.0f1e2d3c4b5a6978";
const phones = ["13987654321", "+85298765432", "13712349876", "15800001234", "+6591234567"];
const documents = ["110101199003077715", "E98765432", "H0123456701", "12345678901234567X"];
const names = [
  "测试甲乙",
  "Zxqvk Wyzw",
  "欧阳不语",
  "Quillonette",
  "Vandermark",
  "Jean-Éloïse",
  "慕容七七",
  "Wyzwick",
  "Oconnolly's",
  "金城武威",
  "Mc'Quizzle",
  "尉迟八八",
];
const personal = [...phones, ...documents, ...names];
const keys = [secret, token, apiKey];
const canaries = [...keys, ...personal];

const order = {
  contact_info: { name: names[0], phone: phones[0] },
  occupancies: [
    {
      name: names[1],
      first_name: names[3],
      last_name: names[4],
      phone: phones[1],
      license_type: 1,
      license_id: documents[0],
    },
    {
      name: names[2],
      first_name: names[7],
      last_name: names[8],
      phone: phones[2],
      license_type: 6,
      license_id: documents[1],
    },
    {
      name: names[5],
      first_name: names[9],
      last_name: names[10],
      phone: phones[4],
      license_type: 2,
      license_id: documents[2],
    },
    { name: names[11], phone: "", license_type: 1, license_id: documents[3] },
  ],
  member_info: { member_level: 1, member_id: "M1", member_name: names[6], member_phone: phones[3] },
};
const sets = pathsOf(order, "").flatMap(([path, value]) => ["--set", `${path}=${value}`]);
const env = { DOUYIN_CLIENT_SECRET: secret, DOUYIN_CLIENT_KEY: "awexampleclientkey" };

test("there are 24 canaries", () => {
  assert.equal(new Set(canaries).size, 24);
});

function pathsOf(value: unknown, path: string): readonly (readonly [string, unknown])[] {
  if (Array.isArray(value)) return value.flatMap((item, i) => pathsOf(item, `${path}[${i}]`));
  if (typeof value !== "object" || value === null) return [[path, value]];
  return Object.entries(value).flatMap(([key, inner]) => pathsOf(inner, path === "" ? key : `${path}.${key}`));
}

const searched = { outputs: 0, bytes: 0 };

/** Where canaries stand in the output, in whatever form; nothing else may be in the list. */
function hits(where: string, output: string | Buffer, hunted: readonly string[] = canaries): readonly string[] {
  searched.outputs += 1;
  searched.bytes += output.length;
  const bytes = Buffer.from(output);
  return hunted.flatMap((canary) =>
    [...encodingsOf(canary)]
      .filter(([, form]) => bytes.includes(form))
      .map(([form]) => `${where}: ${canary} as ${form}`),
  );
}

function openedTexts(body: string): readonly string[] {
  const texts: string[] = [];
  const walk = (value: unknown, key: string): void => {
    if (typeof value === "string") {
      if (/^(phone|license_id|member_phone)$/.test(key) && value !== "") texts.push(opened(value));
      else if (/name$/.test(key) && value !== "") texts.push(value);
    } else if (typeof value === "object" && value !== null) {
      for (const [inner, below] of Object.entries(value)) walk(below, Array.isArray(value) ? key : inner);
    }
  };
  try {
    walk(JSON.parse(body), "");
  } catch {
    // A body that is deliberately no JSON holds nothing to repeat.
  }
  return texts;
}

function opened(value: string): string {
  try {
    return decryptField(secret, value);
  } catch {
    return value;
  }
}

/** A merchant that repeats all it knows of people, and its secret, in every place of an answer. */
async function leakyMerchant() {
  let n = 0;
  const server = await serve(async (request) => {
    const texts = [...openedTexts(await request.text()), secret];
    const said = texts.join(" ");
    const data = {
      error_code: 0,
      description: said,
      order_out_id: texts[0],
      confirm_info: { confirm_mode: 1, confirm_result: said, hotel_confirm_number: Number(phones[0]) },
      cancel_mode: Number(phones[3]),
      reason: said,
      all: texts,
      ...Object.fromEntries(texts.map((text) => [text, { [text]: text }])),
    };
    const headers = { "content-type": "application/json", "x-said": encodeURIComponent(said), [`x-${phones[0]}`]: "1" };
    switch (++n % 5) {
      case 1:
        return new Response(`<html>${said.replaceAll("&", "&amp;").replaceAll("<", "&lt;")}`, { status: 500, headers });
      case 2:
        return new Response(JSON.stringify({ data }).slice(0, -2), { headers });
      case 3:
        return new Response(null, { status: 302, headers: { location: `https://x.example/${phones[1]}` } });
      default:
        return new Response(JSON.stringify({ data }), { headers });
    }
  });
  return server;
}

const reporters = ["pretty", "json", "ndjson", "junit", "html", "markdown", "github", "tap", "sarif"];

test("no report of a run against a leaky merchant holds a secret or a person", async () => {
  const folder = emptyFolder();
  const home = join(folder, "home");
  mkdirSync(home);
  writeFileSync(
    join(folder, "douyin-hotel.config.json"),
    JSON.stringify({ merchant: { overrides: { "create-order": order } } }),
  );
  const merchant = await leakyMerchant();
  try {
    const run = await runTest(
      [
        ...["--endpoint", merchant.url, "--seed", "3", "--verbose", "--timeout", "20000"],
        ...[
          "--only",
          "create-order",
          "--only",
          "idempotency/duplicate-*",
          "--only",
          "signature",
          "--only",
          "cancel-order",
        ],
        ...["--header", `Authorization: Bearer ${token}`, "--header", `X-Api-Key: ${apiKey}`],
        ...["pretty", ...reporters.map((name) => `${name}=${join(folder, name)}`)].flatMap((one) => [
          "--reporter",
          one,
        ]),
      ],
      { cwd: folder, env: { ...env, HOME: home, XDG_STATE_HOME: join(home, "state") } },
    );
    assert.equal(run.code, 1, run.stderr);
    const files = reporters.map((name) => [name, readFileSync(join(folder, name))] as const);
    const kept = filesBelow(home).map((name) => [name, readFileSync(name)] as const);
    const found = [["stdout", run.stdout] as const, ["stderr", run.stderr] as const, ...files, ...kept];
    assert.deepEqual(
      found.flatMap(([where, output]) => hits(where, output)),
      [],
    );
    // The hunt found something to hunt: the masks of the same texts are there.
    const json = readFileSync(join(folder, "json"), "utf8");
    for (const mask of ["139****4321", "1101***********715", "测***", "<client_secret>"])
      assert.ok(json.includes(mask), mask);
  } finally {
    await merchant.close();
  }
});

test("--show-pii shows people, says so on stderr and in the report, and never the secret", async () => {
  const merchant = await leakyMerchant();
  try {
    const run = await runTest(["--endpoint", merchant.url, "--only", "create-order/standard", "--json", "--show-pii"], {
      env,
    });
    assert.match(run.stderr, /--show-pii: personal data is shown in clear/);
    assert.ok(JSON.parse(run.stdout).notices.some((notice: string) => notice.startsWith("--show-pii")));
    assert.match(run.stdout, /"contact_info":|contact_info/);
    assert.deepEqual(hits("stdout", run.stdout, keys), []);
  } finally {
    await merchant.close();
  }
});

/** Names travel in clear, by the documents; what `send` shows of a request is what was sent. */
const unsaid = [secret, ...phones, ...documents];

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

for (const [name, words, code] of [
  ["a pass", [], 0],
  ["a pass with --verbose", ["--verbose"], 0],
  ["a pass with --json and --save", ["--json", "--save", "saved.json", "--save-payload", "payload.json"], 0],
  ["a race", ["--duplicate", "4", "--concurrent"], 0],
  ["a forgery", ["--signature", "wrong-secret", "--json"], 0],
  ["--curl", ["--curl"], 0],
  ["--dry-run", ["--dry-run"], 0],
  ["an unknown field", ["--set", "contact_info.phon=1"], 2],
  ["a target that nobody answers", ["--endpoint", "http://127.0.0.1:1/spi"], 3],
] as const) {
  test(`send: ${name} shows neither the secret nor a personal field in clear`, async () => {
    const home = emptyFolder();
    const argv = ["send", "create-order", "--seed", "7", ...sets, ...words];
    const run = await runMain(argv, { cwd: home, env: { ...env, HOME: home, XDG_STATE_HOME: join(home, "state") } });
    assert.equal(run.code, code, run.stderr);
    const kept = filesBelow(home).flatMap((file) => hits(file, readFileSync(file), unsaid));
    assert.deepEqual([...hits("stdout", run.stdout, unsaid), ...hits("stderr", run.stderr, unsaid), ...kept], []);
  });
}

test("the journal keeps no secret of a header, of a body, or of an answer that repeats it", async () => {
  const home = emptyFolder();
  const merchant = await serve(() => new Response(JSON.stringify({ data: { error_code: 13, description: secret } })));
  try {
    const run = await runMain(
      [
        ...["send", "create-order", "--endpoint", merchant.url, "--set", `remark_from_guest=${secret}`],
        ...["--header", `Authorization: Bearer ${token}`, "--header", `X-Api-Key: ${apiKey}`],
      ],
      { env: { ...env, HOME: home, XDG_STATE_HOME: join(home, "state") } },
    );
    assert.equal(run.code, 1, run.stderr);
    const files = filesBelow(join(home, "state"));
    assert.equal(files.length, 1);
    assert.deepEqual(
      files.flatMap((file) => hits(file, readFileSync(file), keys)),
      [],
    );
  } finally {
    await merchant.close();
  }
});

test("a bug of ours is told without what was typed", async () => {
  const broken = async (id: string): Promise<CallbackDefinition> => ({
    ...(await callbacks.load(id)),
    sample() {
      throw new Error("the sample broke");
    },
  });
  const run: FakeRun = await runMain(["send", "create-order", ...sets, "--verbose"], {
    env,
    registry: { ids: callbacks.ids, load: broken },
  });
  assert.equal(run.code, 4);
  assert.match(run.stderr, /the sample broke/);
  assert.deepEqual([...hits("stdout", run.stdout), ...hits("stderr", run.stderr)], []);
});

test("the figure: nothing was found", (t) => {
  const forms = canaries.reduce((sum, canary) => sum + new Set(encodingsOf(canary)).size, 0);
  const { outputs, bytes } = searched;
  assert.ok(outputs > 40, String(outputs));
  t.diagnostic(`24 canaries in ${forms} forms: 0 hits in ${outputs} outputs (${bytes} bytes)`);
});
