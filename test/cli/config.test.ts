import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { emptyFolder } from "../support/cli.js";
import { runMain } from "../support/fake-console.js";

/** A project folder with a folder inside, a home beside it, and what their files hold. */
function makeProject(files: { readonly project?: unknown; readonly yaml?: string; readonly user?: unknown }) {
  const root = emptyFolder();
  const project = join(root, "project");
  const inside = join(project, "src", "deep");
  const home = join(root, "home");
  mkdirSync(inside, { recursive: true });
  mkdirSync(join(home, ".config", "douyin-hotel"), { recursive: true });
  if (files.project !== undefined)
    writeFileSync(join(project, "douyin-hotel.config.json"), JSON.stringify(files.project));
  if (files.yaml !== undefined) writeFileSync(join(project, "douyin-hotel.config.yaml"), files.yaml);
  if (files.user !== undefined)
    writeFileSync(join(home, ".config", "douyin-hotel", "config.json"), JSON.stringify(files.user));
  return { root, project, inside, home };
}

type Shown = {
  key: string;
  value: unknown;
  origin: { kind: string; name: string };
  entries?: { key: string; origin: { kind: string; name: string } }[];
};

async function show(argv: readonly string[], cwd: string, env: Record<string, string>): Promise<Map<string, Shown>> {
  const run = await runMain(["config", "show", "--json", ...argv], { cwd, env });
  assert.equal(run.code, 0, run.stderr);
  const { settings } = JSON.parse(run.stdout) as { settings: Shown[] };
  return new Map(settings.map((row) => [row.key, row]));
}

const from = (rows: Map<string, Shown>, key: string): unknown[] => {
  const { value, origin } = rows.get(key) ?? assert.fail(`no ${key}`);
  return [value, origin.kind];
};

test("flags win over the environment, then the profile, the project file, the user file and the defaults", async () => {
  const { inside, home } = makeProject({
    project: {
      clientKey: "of-the-project",
      timeoutMs: 2000,
      reading: "observed",
      profiles: { staging: { clientKey: "of-the-profile", timeoutMs: 3000 } },
    },
    user: { clientKey: "of-the-user", timeoutMs: 4000, reading: "documented", merchant: { mode: "two-step" } },
  });
  const env = { HOME: home };
  const key = async (argv: readonly string[], extra: Record<string, string>, cwd = inside) =>
    from(await show(argv, cwd, { ...env, ...extra }), "clientKey");
  assert.deepEqual(await key([], { DOUYIN_CLIENT_KEY: "of-the-environment" }), ["of-the-environment", "env"]);
  assert.deepEqual(await key(["--profile", "staging"], {}), ["of-the-profile", "profile"]);
  assert.deepEqual(await key([], {}), ["of-the-project", "project"]);
  assert.deepEqual(await key([], {}, home), ["of-the-user", "user"]);
  const rows = await show(["--profile", "staging"], inside, env);
  assert.deepEqual(from(rows, "timeoutMs"), [3000, "profile"]);
  assert.deepEqual(from(rows, "reading"), ["observed", "project"]);
  assert.deepEqual(from(rows, "merchant.mode"), ["two-step", "user"]);
  assert.deepEqual(from(rows, "merchant.confirm"), ["any", "default"]);
  const flagged = await runMain(
    ["send", "create-order", "--dry-run", "--json", "--client-key", "of-the-flag", "--profile", "staging"],
    { cwd: inside, env: { ...env, DOUYIN_CLIENT_KEY: "of-the-environment" } },
  );
  assert.match(flagged.stdout, /client_key=of-the-flag/);
});

test("the entries of a map come each from their own source", async () => {
  const { project, home } = makeProject({
    project: {
      endpoints: { "create-order": "http://127.0.0.1:1/a", "cancel-order": "http://127.0.0.1:1/b" },
      profiles: { other: { endpoints: { "cancel-order": "http://127.0.0.1:2/b" } } },
    },
  });
  const rows = await show(["--profile", "other"], project, { HOME: home });
  assert.deepEqual(rows.get("endpoints")?.value, {
    "create-order": "http://127.0.0.1:1/a",
    "cancel-order": "http://127.0.0.1:2/b",
  });
  const entries = rows.get("endpoints")?.entries?.map(({ key, origin }) => [key, origin.kind]);
  assert.deepEqual(entries, [
    ["create-order", "project"],
    ["cancel-order", "profile"],
  ]);
  const { stdout } = await runMain(["config", "show", "--profile", "other"], {
    cwd: project,
    env: { HOME: home },
    columns: 120,
  });
  assert.match(
    stdout,
    /^endpoints\.create-order +http:\/\/127\.0\.0\.1:1\/a +project file douyin-hotel\.config\.json$/m,
  );
  assert.match(stdout, /^endpoints\.cancel-order +http:\/\/127\.0\.0\.1:2\/b +profile other$/m);
});

test("a profile of both files keeps the keys of each, the project's first", async () => {
  const { project, home } = makeProject({
    project: { profiles: { staging: { timeoutMs: 1000 } } },
    user: { profiles: { staging: { timeoutMs: 2000, clientSecretFile: "secret.txt" } } },
  });
  const rows = await show(["--profile", "staging"], project, { HOME: home });
  assert.deepEqual(from(rows, "timeoutMs"), [1000, "profile"]);
  assert.deepEqual(from(rows, "clientSecretFile"), [join(home, ".config/douyin-hotel/secret.txt"), "profile"]);
});

test("the user file is found by XDG_CONFIG_HOME", async () => {
  const { root, project } = makeProject({});
  const xdg = join(root, "xdg");
  mkdirSync(join(xdg, "douyin-hotel"), { recursive: true });
  writeFileSync(join(xdg, "douyin-hotel", "config.yaml"), "timeoutMs: 7000\n");
  const rows = await show([], project, { XDG_CONFIG_HOME: xdg });
  assert.deepEqual(from(rows, "timeoutMs"), [7000, "user"]);
});

test("YAML says the same as JSON, with comments, a byte order mark and whole numbers to the digit", async () => {
  const { project, home } = makeProject({
    yaml: `\ufeff# the staging hotel
$schema: ./node_modules/douyin-hotel/schemas/config.schema.json
merchant:
  confirmWithin: 90s
  ratePlanIds: ["1763526448072717"]
  overrides:
    create-order: { order_id: 9007199254740993, number_of_units: 2 }
  provoke:
    4: { check_in_date: "2031-01-01" }
`,
  });
  const { stdout } = await runMain(["config", "show", "--json"], { cwd: project, env: { HOME: home } });
  assert.match(stdout, /"value":\{"create-order":\{"order_id":9007199254740993,"number_of_units":2\}\}/);
  assert.match(stdout, /"value":\{"4":\{"check_in_date":"2031-01-01"\}\}/);
  assert.match(stdout, /"key":"merchant\.confirmWithin","value":"90s","origin":\{"kind":"project"/);
});

test("the secret is masked wherever it comes from, and its source is named", async () => {
  const { project, home } = makeProject({ project: { clientSecretEnv: "STAGING_SECRET" } });
  const env = { HOME: home, STAGING_SECRET: "s3cr3t-value" };
  const secret = async (extra: Record<string, string>) =>
    (await show([], project, { ...env, ...extra })).get("clientSecret");
  assert.deepEqual(await secret({}), {
    key: "clientSecret",
    value: "••••",
    origin: { kind: "env", name: "STAGING_SECRET" },
  });
  assert.deepEqual(await secret({ STAGING_SECRET: "" }), {
    key: "clientSecret",
    value: null,
    origin: { kind: "env", name: "STAGING_SECRET" },
  });
  assert.deepEqual((await secret({ DOUYIN_CLIENT_SECRET: "s3cr3t-value" }))?.origin.name, "DOUYIN_CLIENT_SECRET");
  for (const argv of [
    ["config", "show"],
    ["config", "show", "--json"],
    ["config", "show", "-v"],
  ]) {
    const { stdout, stderr } = await runMain(argv, { cwd: project, env });
    assert.doesNotMatch(stdout + stderr, /s3cr3t-value/);
  }
});

test("the language of the config wins over the locale, and loses to the environment and the flag", async () => {
  const { project, home } = makeProject({ project: { lang: "zh" } });
  const title = async (argv: readonly string[], env: Record<string, string>) =>
    (await runMain(["config", "show", ...argv], { cwd: project, env: { HOME: home, ...env } })).stdout.split(/\s/)[0];
  assert.equal(await title([], { LANG: "en_US.UTF-8" }), "设置");
  assert.equal(await title([], { DOUYIN_HOTEL_LANG: "en" }), "setting");
  assert.equal(await title(["--lang", "en"], {}), "setting");
});

test("reports of a project file lie where the file lies, wherever the command runs", async () => {
  const { project, inside, home } = makeProject({ project: { reporters: ["pretty", "junit=reports/junit.xml"] } });
  const rows = await show([], inside, { HOME: home });
  assert.deepEqual(rows.get("reporters")?.value, ["pretty", `junit=${join(project, "reports/junit.xml")}`]);
});

test("the user's own file may name a report anywhere", async () => {
  const { project, home } = makeProject({ user: { reporters: ["html=/var/tmp/report.html"] } });
  const rows = await show([], project, { HOME: home });
  assert.deepEqual(rows.get("reporters")?.value, ["html=/var/tmp/report.html"]);
});

test("a named config that is not there is said by name", async () => {
  const { code, stderr } = await runMain(["config", "show", "--config", "gone.json"]);
  assert.equal(code, 2);
  assert.match(stderr, /gone\.json cannot be read \(ENOENT\)\. Check the path given to --config\./);
});

test("the nearest profile is named", async () => {
  const { project, home } = makeProject({ project: { profiles: { staging: {} } } });
  const { code, stderr } = await runMain(["config", "show", "--profile", "stagin"], {
    cwd: project,
    env: { HOME: home },
  });
  assert.deepEqual([code, stderr], [2, "There is no profile stagin. The nearest one is staging.\n"]);
});
