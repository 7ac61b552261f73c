import assert from "node:assert/strict";
import { readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { emptyFolder } from "../support/cli.js";
import { type FakeRun, runMain } from "../support/fake-console.js";

/** Paths that reach for what every object inherits, or are no paths at all. */
const paths = [
  "__proto__",
  "__proto__.b",
  "a.__proto__.b",
  "contact_info.__proto__.polluted",
  "contact_info.constructor",
  "contact_info.constructor.prototype.polluted",
  "constructor.prototype.polluted",
  "prototype.polluted",
  "daily_rates[0].__proto__.polluted",
  "daily_rates.__proto__.polluted",
  "daily_rates[__proto__].polluted",
  "occupancies[0].constructor",
  "['__proto__'].polluted",
  '["__proto__"].polluted',
  "/__proto__/polluted",
  "__proto__[0]",
  "__proto__[polluted]",
  "contact_info..name",
  ".contact_info",
  "contact_info.",
  "daily_rates[-1].original_amount",
  "daily_rates[1e9].original_amount",
  "daily_rates[99999999999999999999].original_amount",
  "daily_rates[0",
  "daily_rates]0[",
  "daily_rates[]",
  "daily_rates[0x1].original_amount",
  "toString",
  "hasOwnProperty.call",
  "__defineGetter__",
  "contact_info.toString",
  "contact_info.\u0000name",
  "contact_info.na\u202eme",
];

test("there are at least 25 hostile paths", () => {
  assert.ok(new Set(paths).size >= 25);
});

/** Exit 2, one line on stderr, nothing on stdout, no control character, no prototype touched. */
function assertRefused({ code, stdout, stderr }: FakeRun): void {
  assert.equal(code, 2, stderr);
  assert.equal(stdout, "");
  assert.match(stderr, /^[^\n]{10,600}\n$/);
  assert.doesNotMatch(stderr.trimEnd(), /[\u0000-\u001f\u007f-\u009f\u202a-\u202e]/);
  assert.equal(Object.hasOwn(Object.prototype, "polluted"), false);
  assert.equal(({} as { b?: unknown }).b, undefined);
}

for (const path of paths) {
  test(`--set and --unset of ${JSON.stringify(path)} are refused, whatever --allow-unknown says`, async () => {
    const generate = ["generate", "create-order", "--seed", "7", "--quiet"];
    assertRefused(await runMain([...generate, "--set", `${path}=1`]));
    assertRefused(await runMain([...generate, "--unset", path]));
    if (/^[^/]*(__proto__|constructor|prototype)/.test(path))
      assertRefused(await runMain([...generate, "--allow-unknown", "--set", `${path}=1`]));
  });
}

/** What somebody might put in the place of a name, to reach other files, devices, or the terminal. */
function hostileNames(folder: string): readonly string[] {
  const climbing = ["../", "../../", "./../", "..\\", "....//", "%2e%2e/", "..%2f", "..\u2215", "\u2025/", "~/../"];
  const aims = [
    "etc/passwd",
    "etc/shadow",
    "package",
    "create-order/leap-night",
    "schemas/config.schema",
    "nothing",
    ".ssh/id_rsa",
  ];
  const roots = [
    "/etc/passwd",
    "/etc/hosts",
    "/proc/self/environ",
    "/proc/self/mem",
    "/dev/zero",
    "/dev/null",
    "/dev/full",
  ];
  const devices = [
    "CON",
    "NUL",
    "aux.json",
    "COM1",
    "LPT1.txt",
    "\\\\?\\C:\\x",
    "C:\\Windows\\win.ini",
    "//server/share",
  ];
  const odd = [
    "\u0000",
    "a\u0000b",
    "leap-night\u0000.json",
    "..\u0000",
    "\u001b[2Jx",
    "\u202egnp",
    "\n",
    "a\nb",
    " ",
    ".",
  ];
  const more = [
    "..",
    "...",
    "/",
    "//",
    "./",
    "../",
    ".json",
    "--",
    "-rf",
    "$HOME",
    "`id`",
    "$(id)",
    ";ls",
    "|ls",
    "&ls",
  ];
  const words = [
    "__proto__",
    "constructor",
    "toString",
    "hasOwnProperty",
    "prototype",
    "rules",
    "rules/",
    "x".repeat(5000),
  ];
  const links = ["link-to-passwd", "link-to-zero", "link-to-itself", "link-to-folder", "link-to-nothing"].map((name) =>
    join(folder, name),
  );
  return [
    ...climbing.flatMap((climb) => aims.map((aim) => `${climb}${aim}`)),
    ...[...roots, ...devices, ...odd, ...more, ...words, ...links],
  ];
}

function prepared(): string {
  const folder = emptyFolder();
  symlinkSync("/etc/passwd", join(folder, "link-to-passwd"));
  symlinkSync("/dev/zero", join(folder, "link-to-zero"));
  symlinkSync(join(folder, "link-to-itself"), join(folder, "link-to-itself"));
  symlinkSync(folder, join(folder, "link-to-folder"));
  symlinkSync(join(folder, "missing"), join(folder, "link-to-nothing"));
  return folder;
}

for (const [what, words] of [
  ["--fixture", (name: string) => ["generate", "create-order", "--quiet", `--fixture=${name}`]],
  ["--for", (name: string) => ["send", "cancel-order", "--quiet", `--for=${name}`]],
  ["an id of the journal", (name: string) => ["log", "--", name]],
  ["an id to resend", (name: string) => ["resend", "--", name]],
] as const) {
  test(`120 hostile names as ${what} are refused in one line and touch nothing`, async () => {
    const folder = prepared();
    const before = readdirSync(folder).sort();
    const names = hostileNames(folder);
    assert.ok(new Set(names).size >= 120, String(new Set(names).size));
    for (const name of names) {
      const run = await runMain(words(name), { cwd: folder });
      assert.equal(run.code, 2, `${JSON.stringify(name)}: ${run.stdout.slice(0, 300)}${run.stderr}`);
      assert.equal(run.stdout, "", JSON.stringify(name));
      // Nothing of a file that is no payload is repeated.
      assert.ok(!run.stderr.includes("root:"), run.stderr);
      assert.ok(run.stderr.length < 1000, `${run.stderr.length} characters about ${name.slice(0, 40)}`);
      assert.doesNotMatch(run.stderr.trimEnd(), /[\u0000-\u001f\u202e]/);
    }
    assert.deepEqual(readdirSync(folder).sort(), before);
  });
}

test("a file is never saved over a device, and a link keeps pointing where it does", async () => {
  const folder = emptyFolder();
  const target = join(folder, "real.json");
  writeFileSync(target, "old");
  symlinkSync(target, join(folder, "link.json"));
  const send = ["send", "create-order", "--seed", "7", "--no-journal", "--quiet"];
  assert.equal(
    (await runMain([...send, "--save", "/dev/null", "--save-payload", "link.json"], { cwd: folder })).code,
    0,
  );
  assert.match(readFileSync(target, "utf8"), /^\{"order_id"/);
  assert.equal(readFileSync("/dev/null", "utf8"), "");
  assert.deepEqual(readdirSync(folder).sort(), ["link.json", "real.json"]);
});

test("the figure: nothing had an effect", (t) => {
  const names = new Set(hostileNames(emptyFolder())).size;
  assert.ok(names >= 120 && paths.length >= 25);
  t.diagnostic(`${new Set(paths).size} hostile paths and ${names} hostile names in 4 places: 0 effects, all exit 2`);
});
