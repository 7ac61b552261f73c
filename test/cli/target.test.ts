import assert from "node:assert/strict";
import { test } from "node:test";
import type { Prompter } from "../../src/cli/builder/prompts.js";
import type { Context } from "../../src/cli/command.js";
import { kindOfAddress, kindOfHost, parseTarget } from "../../src/cli/host.js";
import { checkTarget, checkTargets, isLoopback, parseEndpoint } from "../../src/cli/target.js";
import { AppError } from "../../src/core/problem.js";
import { say } from "../../src/core/text.js";

type Setting = {
  readonly targets?: readonly string[];
  readonly env?: Record<string, string>;
  /** What the person at the terminal answers; no terminal without it. */
  readonly answer?: boolean;
  readonly addresses?: readonly string[];
  readonly options?: Record<string, unknown>;
};

/** What the guard decides, and how often it asked and looked a name up. */
async function guard(endpoints: string | readonly string[], setting: Setting = {}) {
  let questions = 0;
  let lookups = 0;
  const prompter: Pick<Prompter, "menu"> = {
    async menu(question) {
      questions += 1;
      const choice = question.choices.find(({ value }) => (value as unknown) === setting.answer);
      return { kind: "value", value: (choice ?? assert.fail("no such choice")).value };
    },
  };
  const isTerminal = setting.answer !== undefined;
  // The guard uses no more of the context than this.
  const context = {
    env: setting.env ?? {},
    isInputTty: isTerminal,
    isErrorTty: isTerminal,
    settings: async () => ({ settings: { targets: setting.targets ?? [] } }),
    prompter: async () => prompter,
    t: (text: { zh: string; en: string }, args = {}) => say("en", text, args),
  } as unknown as Context;
  const lookup = async () => {
    lookups += 1;
    return setting.addresses ?? [];
  };
  let decision = "allowed";
  try {
    const urls = [endpoints].flat().map((text) => parseEndpoint(text, "--endpoint"));
    await checkTargets(urls, context, setting.options ?? {}, lookup);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    assert.equal(error.category, "usage");
    decision = error.code;
  }
  return { decision, questions, lookups };
}

const loopback = [
  "http://127.0.0.1:8080/spi",
  "http://localhost:8080/",
  "http://LOCALHOST/",
  "http://localhost./",
  "http://pms.localhost/",
  "http://127.1/",
  "http://127.255.255.254/",
  "http://2130706433/",
  "http://0x7f000001/",
  "http://0x7f.1/",
  "http://0177.0.0.1/",
  "http://017700000001/",
  "http://127.0.0.1./",
  "http://[::1]:8080/",
  "http://[0:0:0:0:0:0:0:1]/",
  "http://[::ffff:127.0.0.1]/",
  "http://[::FFFF:7F00:1]/",
  "http://１２７.0.0.1/",
  "http:\\\\127.0.0.1\\spi",
];

for (const url of loopback) {
  test(`${url} is this machine and always allowed, in CI too`, async () => {
    assert.equal(isLoopback(new URL(url)), true);
    assert.deepEqual((await guard(url, { env: { CI: "true" } })).decision, "allowed");
  });
}

const metadata = [
  "http://169.254.169.254/latest/meta-data/",
  "http://169.254.0.1/",
  "http://169.254.170.2/",
  "http://2852039166/",
  "http://0xa9fea9fe/",
  "http://0xA9.0xFE.0xA9.0xFE/",
  "http://0251.0376.0251.0376/",
  "http://025177524776/",
  "http://169.254.43518/",
  "http://169.16689662/",
  "http://[::ffff:169.254.169.254]/",
  "http://[::ffff:a9fe:a9fe]/",
  "http://[0:0:0:0:0:ffff:a9fe:a9fe]/",
  "http://[::a9fe:a9fe]/",
  "http://[64:ff9b::a9fe:a9fe]/",
  "http://[64:ff9b:1::169.254.169.254]/",
  "http://[2002:a9fe:a9fe::]/",
  "http://[::ffff:0:169.254.169.254]/",
  "http://[fe80::1]/",
  "http://[febf:ffff::1]/",
  "http://[FE80:0:0:0:0:0:0:1]:8080/",
  "http://[fd00:ec2::254]/",
  "http://[fd00:0ec2:0::0254]/",
  "http://[fd20:ce::254]/",
  "http://100.100.100.200/",
  "http://0x646464c8/",
  "http://[::ffff:100.100.100.200]/",
  "http://168.63.129.16/",
  "http://192.0.0.192/",
  "http://metadata.google.internal/",
  "http://METADATA.google.internal./",
  "http://metadata/",
  "http://metadata.tencentyun.com/",
  "http://instance-data/",
];

for (const url of metadata) {
  test(`${url} is link-local or metadata: refused without --allow-link-local, and with it like any other`, async () => {
    const { host } = new URL(url);
    const targets = [host];
    assert.deepEqual(await guard(url, { targets, answer: true }), {
      decision: "target-link-local",
      questions: 0,
      lookups: 0,
    });
    const options = { allowLinkLocal: true };
    assert.equal((await guard(url, { options })).decision, "target-not-allowed");
    assert.equal((await guard(url, { options, targets })).decision, "allowed");
  });
}

for (const url of [
  "http://0.0.0.0:8080/",
  "http://0/",
  "http://0.1.2.3/",
  "http://[::]/",
  "http://[::ffff:0.0.0.0]/",
]) {
  test(`${url} is nobody's address, whatever the config says`, async () => {
    const setting = { targets: [new URL(url).host], options: { allowLinkLocal: true }, answer: true };
    assert.deepEqual(await guard(url, setting), { decision: "target-unspecified", questions: 0, lookups: 0 });
  });
}

const outside = [
  "http://localhost.evil.com/",
  "http://localhost.evil.com./",
  "http://127.0.0.1.evil.com/",
  "http://127.0.0.1.nip.io/",
  "http://evil.com/127.0.0.1",
  "http://evil.com/?http://localhost",
  "http://evil.com\\@localhost/",
  "http://notlocalhost/",
  "http://ip6-localhost/",
  "http://127-0-0-1.example/",
  "http://10.0.0.1/",
  "http://192.168.1.1/",
  "http://128.0.0.1/",
  "http://126.255.255.255/",
  "http://[::2]/",
  "http://[::7f00:1]/",
  "http://[64:ff9b::7f00:1]/",
  "http://[fec0::1]/",
  "http://[2001:db8::1]/",
  "http://169.253.255.255/",
  "http://metadata.google.internal.evil.com/",
];

for (const url of outside) {
  test(`${url} must be named in the config or confirmed`, async () => {
    const { host } = new URL(url);
    assert.equal(isLoopback(new URL(url)), false);
    assert.deepEqual(await guard(url), { decision: "target-not-allowed", questions: 0, lookups: 0 });
    assert.equal((await guard(url, { targets: [host] })).decision, "allowed");
    assert.equal((await guard(url, { answer: true })).decision, "allowed");
    assert.equal((await guard(url, { answer: false })).decision, "target-not-allowed");
  });
}

const malformed: readonly [string, string][] = [
  ["127.0.0.1:8080/spi", "endpoint-not-a-url"],
  ["localhost:8080", "endpoint-scheme"],
  ["//127.0.0.1/", "endpoint-not-a-url"],
  ["", "endpoint-not-a-url"],
  ["http://", "endpoint-not-a-url"],
  ["http://[::1/", "endpoint-not-a-url"],
  ["http://[fe80::1%25eth0]/", "endpoint-not-a-url"],
  ["http://127.0.0.1:99999/", "endpoint-not-a-url"],
  ["http://256.0.0.1/", "endpoint-not-a-url"],
  ["http://a b/", "endpoint-not-a-url"],
  ["ftp://127.0.0.1/", "endpoint-scheme"],
  ["file:///etc/passwd", "endpoint-scheme"],
  ["javascript:alert(1)", "endpoint-scheme"],
  ["http://127.0.0.1@evil.com/", "endpoint-credentials"],
  ["http://user:secret@127.0.0.1/", "endpoint-credentials"],
  ["http://localhost:80@169.254.169.254/", "endpoint-credentials"],
  ["http://127.0.0.1/#evil", "endpoint-fragment"],
];

for (const [url, code] of malformed) {
  test(`${url || "nothing"} is no endpoint: ${code}`, async () => assert.equal((await guard(url)).decision, code));
}

const named: readonly [target: string, url: string, isAllowed: boolean][] = [
  ["staging.example", "https://staging.example/spi", true],
  ["staging.example", "http://staging.example:8080/", true],
  ["STAGING.example", "https://staging.EXAMPLE./", true],
  ["staging.example:443", "https://staging.example/", true],
  ["staging.example:443", "http://staging.example/", false],
  ["staging.example:80", "http://staging.example/", true],
  ["staging.example:8443", "https://staging.example:8443/", true],
  ["staging.example:8443", "https://staging.example:9443/", false],
  ["example", "https://staging.example/", false],
  ["staging.example", "https://staging.example.evil.com/", false],
  ["staging.example", "https://a.staging.example/", false],
  ["10.0.0.1", "http://0xa000001/", true],
  ["2001:db8::1", "http://[2001:DB8:0::1]:8080/", true],
  ["[2001:db8::1]:8080", "http://[2001:db8::1]:8080/", true],
  ["[2001:db8::1]:8080", "http://[2001:db8::1]/", false],
  ["预订.example", "http://xn--xc3ar7w.example/", true],
];

for (const [target, url, isAllowed] of named) {
  test(`targets ["${target}"] ${isAllowed ? "allows" : "does not allow"} ${url}`, async () => {
    const { decision } = await guard(url, { targets: [target] });
    assert.equal(decision, isAllowed ? "allowed" : "target-not-allowed");
  });
}

for (const text of [
  "",
  "*",
  "*.example",
  "https://a.example",
  "a.example/x",
  "a.example:x",
  "me@a.example",
  "a b",
  "[::1",
]) {
  test(`"${text}" is no entry of targets`, () => assert.equal(parseTarget(text), undefined));
}

test("a name in the config that resolves to a metadata address is refused all the same", async () => {
  const setting = { targets: ["rebound.example"], addresses: ["203.0.113.7", "169.254.169.254"] };
  assert.equal((await guard("http://rebound.example/", setting)).decision, "target-link-local");
  const options = { allowLinkLocal: true };
  assert.equal((await guard("http://rebound.example/", { ...setting, options })).decision, "allowed");
});

test("a name that resolves to this machine is not loopback: it may mean something else tomorrow", async () => {
  const addresses = ["127.0.0.1"];
  assert.equal((await guard("http://pms.internal/", { addresses })).decision, "target-not-allowed");
  assert.equal((await guard("http://pms.internal/", { addresses, targets: ["pms.internal"] })).decision, "allowed");
});

test("a name below localhost that resolves elsewhere is refused", async () => {
  assert.equal((await guard("http://a.localhost/", { addresses: ["203.0.113.7"] })).decision, "target-not-loopback");
  assert.equal((await guard("http://a.localhost/", { addresses: ["127.0.0.1", "::1"] })).decision, "allowed");
});

test("no name is looked up before the target is allowed, and an address never", async () => {
  assert.equal((await guard("http://staging.example/")).lookups, 0);
  assert.equal((await guard("http://staging.example/", { targets: ["staging.example"] })).lookups, 1);
  assert.equal((await guard("http://10.0.0.1/", { targets: ["10.0.0.1"] })).lookups, 0);
  assert.equal((await guard("http://127.0.0.1/")).lookups, 0);
});

for (const [name, value] of [
  ["CI", "true"],
  ["CI", "1"],
  ["JENKINS_URL", "http://jenkins.example/"],
  ["TF_BUILD", "True"],
  ["TEAMCITY_VERSION", "2025.1"],
] as const) {
  test(`with ${name}=${value} nobody is asked: only configured targets`, async () => {
    const setting = { env: { [name]: value }, answer: true };
    assert.deepEqual(await guard("http://staging.example/", setting), {
      decision: "target-not-allowed",
      questions: 0,
      lookups: 0,
    });
    assert.equal(
      (await guard("http://staging.example/", { ...setting, targets: ["staging.example"] })).decision,
      "allowed",
    );
  });
}

test("CI=false is no CI", async () => {
  assert.equal((await guard("http://staging.example/", { env: { CI: "false" }, answer: true })).decision, "allowed");
});

test("two endpoints on one host are one question", async () => {
  const urls = ["http://staging.example/create", "http://staging.example/cancel"];
  assert.equal((await guard(urls, { answer: true })).questions, 1);
  assert.equal((await guard([...urls, "http://other.example/"], { answer: true })).questions, 2);
});

test("an address as a resolver gives it is the same as in a URL", () => {
  assert.equal(kindOfAddress("fe80::1%eth0"), "metadata");
  assert.equal(kindOfAddress("::ffff:169.254.1.1"), "metadata");
  assert.equal(kindOfAddress("127.0.1.1"), "loopback");
  assert.equal(kindOfAddress("203.0.113.7"), "other");
  assert.equal(kindOfHost("localhost"), "loopback");
});

test("one target alone is checked like many", async () => {
  const context = { env: {}, settings: async () => ({ settings: { targets: [] } }) } as unknown as Context;
  await assert.rejects(checkTarget(new URL("http://a.example/"), context, {}), { code: "target-not-allowed" });
});
