import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { emptyFolder } from "../support/cli.js";
import { runMain } from "../support/fake-console.js";

/** A folder for the config, and one beside it that nothing may touch. */
function makeFolders() {
  const root = emptyFolder();
  const project = join(root, "project");
  const outside = join(root, "outside");
  mkdirSync(project);
  mkdirSync(outside);
  writeFileSync(join(outside, "kept.txt"), "kept");
  return { root, project, outside };
}

type Folders = ReturnType<typeof makeFolders>;

type Hostile = {
  readonly name: string;
  /** The file's text, or what puts something else there. */
  readonly json?: string;
  readonly yaml?: string;
  readonly bytes?: Uint8Array;
  readonly put?: (folders: Folders) => void;
  /** What must stand in the message. */
  readonly says: string;
  /** What must not. */
  readonly hides?: string;
};

const jsonName = "douyin-hotel.config.json";
const yamlName = "douyin-hotel.config.yaml";
const laughs = ["a: &a [x, x, x, x, x, x, x, x, x]"]
  .concat(
    ["b", "c", "d", "e", "f", "g", "h", "i"].map(
      (name, at) => `${name}: &${name} [${`*${"abcdefgh"[at]}, `.repeat(9)}]`,
    ),
  )
  .join("\n");

const hostile: readonly Hostile[] = [
  { name: "a billion laughs", yaml: laughs, says: "line 1, column 7: a config is plain data without anchors" },
  {
    name: "one alias",
    yaml: "targets: &t [a.example]\nprofiles:\n  x: { targets: *t }\n",
    says: "line 1, column 13: a config is plain data without anchors",
  },
  {
    name: "a tag that makes objects",
    yaml: "clientKey: !!js/function 'x'\n",
    says: "line 1, column 12: a config is plain data without tags",
  },
  {
    name: "binary data",
    yaml: "clientKey: !!binary aGVsbG8=\n",
    says: "line 1, column 21: a config is plain data without tags",
  },
  { name: "a second document", yaml: "timeoutMs: 1\n---\ntimeoutMs: 2\n", says: "more than one YAML document" },
  {
    name: "tabs for indentation",
    yaml: "merchant:\n\tmode: one-step\n",
    says: "line 2, column 1: YAML cannot be indented with tabs",
  },
  {
    name: "a key twice in YAML",
    yaml: "timeoutMs: 1\ntimeoutMs: 2\n",
    says: "line 2, column 1: the key timeoutMs stands twice",
  },
  {
    name: "a key twice in JSON",
    json: '{\n  "timeoutMs": 1,\n  "timeoutMs": 2\n}',
    says: "line 3, column 3: the key timeoutMs stands twice",
  },
  { name: "a list for a key", yaml: "? [a, b]\n: 1\n", says: "line 1, column 3: a key must be text" },
  {
    name: "__proto__ in JSON",
    json: '{ "endpoints": { "__proto__": "http://a.example" } }',
    says: "line 1, column 18: __proto__ is a name reserved",
  },
  {
    name: "__proto__ in YAML",
    yaml: "merchant:\n  overrides:\n    __proto__:\n      polluted: 1\n",
    says: "line 3, column 5: __proto__ is a name reserved",
  },
  {
    name: "constructor as a profile",
    json: '{ "profiles": { "constructor": {} } }',
    says: "constructor is a name reserved",
  },
  { name: "a megabyte", json: `{ "clientKey": "${"x".repeat(1_000_000)}" }`, says: "has 1000019 bytes" },
  { name: "a hundred thousand brackets in JSON", json: "[".repeat(100_000), says: "Line 1, column 1001" },
  { name: "a hundred thousand brackets in YAML", yaml: "[".repeat(100_000), says: yamlName },
  { name: "brackets that close in YAML", yaml: `a: ${"[".repeat(20_000)}${"]".repeat(20_000)}`, says: yamlName },
  { name: "a list at the top", json: "[]", says: "line 1, column 1: a config file must hold an object" },
  { name: "null", json: "null", says: "a config file must hold an object" },
  { name: "an empty YAML file", yaml: "", says: "a config file must hold an object" },
  { name: "an empty JSON file", json: "", says: "there is nothing here" },
  {
    name: "a number for a mode",
    json: '{ "merchant": { "mode": 1 } }',
    says: "line 1, column 17: merchant.mode must be of type string",
  },
  {
    name: "a word for a list",
    json: '{ "targets": "a.example" }',
    says: "line 1, column 3: targets must be of type array",
  },
  {
    name: "an id written as a number",
    yaml: "merchant:\n  ratePlanIds:\n    - 1763526448072717\n",
    says: "line 3, column 7: merchant.ratePlanIds.0 must be of type string",
  },
  { name: "a NUL in JSON", json: '{ "clientKey": "a\0b" }', says: "Line 1, column 18" },
  {
    name: "a NUL in YAML",
    yaml: "clientKey: a\0b\n",
    says: "line 1, column 13: there is a control character here (U+0000)",
  },
  {
    name: "an escape sequence in YAML",
    yaml: "clientKey: \u001b[31mred\n",
    says: "line 1, column 12: there is a control character here",
  },
  { name: "UTF-16", bytes: Buffer.from("\ufeff{}", "utf16le"), says: "is encoded in UTF-16" },
  {
    name: "bytes that are no text",
    bytes: Uint8Array.from([0x7b, 0x0a, 0x22, 0xff, 0x22, 0x7d]),
    says: "line 2, column 2: this is not UTF-8",
  },
  {
    name: "a folder of that name",
    put: ({ project }) => mkdirSync(join(project, jsonName)),
    says: "cannot be read (EISDIR)",
  },
  {
    name: "a link to itself",
    put: ({ project }) => symlinkSync(jsonName, join(project, jsonName)),
    says: "cannot be read (ELOOP)",
  },
  {
    name: "a link to nothing",
    put: ({ project }) => symlinkSync("gone.json", join(project, jsonName)),
    says: "cannot be read (ENOENT)",
  },
  {
    name: "a link to a device",
    put: ({ project }) => symlinkSync("/dev/zero", join(project, jsonName)),
    says: "is not a plain file",
  },
  {
    name: "a pipe",
    put: ({ project }) => void execFileSync("sh", ["-c", 'mkfifo "$0"', join(project, jsonName)]),
    says: "is not a plain file",
  },
  {
    name: "two config files",
    put: ({ project }) => {
      writeFileSync(join(project, jsonName), "{}");
      writeFileSync(join(project, yamlName), "{}");
    },
    says: "holds both douyin-hotel.config.json and douyin-hotel.config.yaml",
  },
  {
    name: "an unknown key",
    json: '{ "merchant": { "mod": "one-step" } }',
    says: "line 1, column 17: there is no setting merchant.mod. The nearest one is mode.",
  },
  {
    name: "a misspelt reference to the secret",
    json: '{ "clientSecretEnvv": "X" }',
    says: "The nearest one is clientSecretEnv.",
  },
  {
    name: "the secret itself",
    json: '{ "clientSecret": "s3cr3t-value" }',
    says: "clientSecretEnv or its file with clientSecretFile",
    hides: "s3cr3t-value",
  },
  {
    name: "the secret of a profile",
    yaml: "profiles:\n  staging:\n    client_secret: s3cr3t-value\n",
    says: "line 3, column 5: a secret cannot stand in a config (profiles.staging.client_secret)",
    hides: "s3cr3t-value",
  },
  {
    name: "the secret for a variable's name",
    json: '{ "clientSecretEnv": "0f1e2d3c4b5a69788796a5b4c3d2e1f0" }',
    says: "not the secret itself",
    hides: "0f1e2d3c",
  },
  { name: "a switch for TLS checks", json: '{ "insecure": true }', says: "--insecure on the command line" },
  {
    name: "a switch for TLS checks by Node's name",
    json: '{ "rejectUnauthorized": false }',
    says: "a config cannot switch TLS checks off",
  },
  { name: "a command to run", json: '{ "editor": "rm -rf ." }', says: "there is no setting editor" },
  {
    name: "a script to run",
    json: '{ "profiles": { "a": { "onFailure": "touch /tmp/x" } } }',
    says: "there is no setting profiles.a.onFailure",
  },
  {
    name: "a report above the folder",
    json: '{ "reporters": ["junit=../outside/kept.txt"] }',
    says: "line 1, column 17: the report ../outside/kept.txt lies outside",
  },
  {
    name: "a report at an absolute place",
    json: '{ "reporters": ["pretty", "html=/etc/passwd"] }',
    says: "the report /etc/passwd lies outside",
  },
  {
    name: "a report through a linked folder",
    put({ project, outside }) {
      symlinkSync(outside, join(project, "reports"));
      writeFileSync(join(project, jsonName), '{ "reporters": ["json=reports/kept.txt"] }');
    },
    says: "the report reports/kept.txt lies outside",
  },
  {
    name: "a report through a linked file",
    put({ project, outside }) {
      symlinkSync(join(outside, "kept.txt"), join(project, "report.json"));
      writeFileSync(join(project, jsonName), '{ "reporters": ["json=report.json"] }');
    },
    says: "the report report.json lies outside",
  },
  {
    name: "a report through a link to what is not there yet",
    put({ project, outside }) {
      symlinkSync(join(outside, "new.txt"), join(project, "report.json"));
      writeFileSync(join(project, jsonName), '{ "profiles": { "ci": { "reporters": ["json=report.json"] } } }');
    },
    says: "the report report.json lies outside",
  },
  {
    name: "an unknown callback",
    json: '{ "endpoints": { "creat-order": "http://127.0.0.1:1" } }',
    says: "creat-order in endpoints is no callback. The nearest one is create-order.",
  },
  {
    name: "an endpoint without a scheme",
    json: '{\n "endpoints": {\n  "create-order": "127.0.0.1:8080"\n } }',
    says: "line 3, column 3: endpoints.create-order",
  },
  {
    name: "an endpoint with a password",
    json: '{ "endpoints": { "create-order": "http://me:s3cr3t-value@a.example/" } }',
    says: "carries a user name or password",
    hides: "s3cr3t-value",
  },
  {
    name: "a wildcard among the targets",
    json: '{ "targets": ["a.example", "*.example"] }',
    says: "line 1, column 28: *.example in targets should be written as host",
  },
  {
    name: "a URL among the targets",
    json: '{ "targets": ["https://a.example"] }',
    says: "https://a.example in targets should be written as host",
  },
  {
    name: "an unknown rule",
    json: '{ "severities": { "create-order/order-id-ecko": "info" } }',
    says: "The nearest one is create-order/order-id-echo.",
  },
  {
    name: "an unknown variant",
    json: '{ "merchant": { "variants": ["standard", "hourlee"] } }',
    says: "hourlee in merchant.variants is no variant. The nearest one is hourly.",
  },
  {
    name: "an unknown conflict",
    json: '{ "readings": { "open-id-plase": "member-info" } }',
    says: "line 1, column 17: readings.open-id-plase",
  },
  {
    name: "an unknown reading",
    json: '{ "readings": { "open-id-place": "nowhere" } }',
    says: "there is no reading nowhere",
  },
  { name: "no time at all", json: '{ "timeoutMs": 0 }', says: "timeoutMs cannot be less than 1" },
  {
    name: "a terminal's colours in a key",
    json: '{ "\\u001b[31mred": 1 }',
    says: "there is no setting",
    hides: "\u001b",
  },
];

for (const { name, json, yaml, bytes, put, says, hides } of hostile) {
  test(`a config with ${name} is refused by its piece, and touches nothing`, async () => {
    const folders = makeFolders();
    const { project, outside } = folders;
    const content = bytes ?? json ?? yaml;
    if (content !== undefined) writeFileSync(join(project, yaml === undefined ? jsonName : yamlName), content);
    put?.(folders);
    const started = performance.now();
    const { code, stdout, stderr } = await runMain(["config", "show"], { cwd: project });
    assert.ok(stderr.includes(says), stderr);
    assert.ok(stderr.includes("douyin-hotel.config."), stderr);
    assert.deepEqual({ code, stdout }, { code: 2, stdout: "" });
    assert.doesNotMatch(stderr, /\n\s+at |\{\w+\}/);
    assert.equal(stderr.split("\n").length, 2, stderr);
    if (hides !== undefined) assert.ok(!stderr.includes(hides), stderr);
    assert.deepEqual(readdirSync(outside), ["kept.txt"]);
    assert.equal(readFileSync(join(outside, "kept.txt"), "utf8"), "kept");
    assert.equal(Reflect.get({}, "polluted"), undefined);
    assert.ok(performance.now() - started < 20_000);
    const inChinese = await runMain(["config", "show", "--lang", "zh"], { cwd: project });
    assert.equal(inChinese.code, 2);
    assert.match(inChinese.stderr, /[\u4e00-\u9fff]/);
    assert.doesNotMatch(inChinese.stderr, /\{\w+\}/);
  });
}

for (const [name, put] of [
  ["a device", (path: string) => symlinkSync("/dev/zero", path)],
  ["a pipe that nobody writes to", (path: string) => void execFileSync("sh", ["-c", 'mkfifo "$0"', path])],
  ["a folder", (path: string) => mkdirSync(path)],
  ["a huge file", (path: string) => writeFileSync(path, "x".repeat(100_000))],
  ["a link to itself", (path: string) => symlinkSync("secret.txt", path)],
] as const) {
  test(`a clientSecretFile that is ${name} is refused by name`, async () => {
    const { project } = makeFolders();
    put(join(project, "secret.txt"));
    writeFileSync(join(project, jsonName), '{ "clientSecretFile": "secret.txt" }');
    const { code, stderr } = await runMain(["send", "create-order"], { cwd: project });
    assert.equal(code, 2);
    assert.match(stderr, /^The secret file \S+secret\.txt \(clientSecretFile\) cannot be read \([A-Z]+\)/);
  });
}

test("the figure: at least 20 hostile configs", (t) => {
  assert.ok(hostile.length >= 20, `${hostile.length}`);
  t.diagnostic(`${hostile.length} hostile configs: 0 effects outside, all exit 2`);
});
