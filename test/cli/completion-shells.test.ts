import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { emptyFolder, runCli } from "../support/cli.js";
import { openShell, shellEnv } from "../support/completing-shell.js";
import { inCi } from "../support/in-ci.js";
import { noTerminal } from "../support/terminal.js";

/** Why a shell cannot be tested here. Where CI is set bash and zsh must be there. */
function without(shell: "bash" | "zsh" | "fish"): string | false {
  const mayLack = shell === "fish" || !inCi();
  return mayLack && spawnSync(shell, ["-c", "true"]).status !== 0 ? `${shell} is not installed` : false;
}

const folder = (): string => {
  const made = emptyFolder();
  writeFileSync(join(made, "saved order.json"), "{}");
  writeFileSync(join(made, "reports.xml"), "");
  mkdirSync(join(made, "outbox"));
  return made;
};

/** What a line becomes when Tab is pressed; `zsh` where that shell quotes what it inserts. */
const table: readonly { readonly line: string; readonly wanted: string; readonly zsh?: string }[] = [
  { line: "gene", wanted: "generate " },
  { line: "send cr", wanted: "send create-order " },
  { line: "mock mer", wanted: "mock merchant " },
  { line: "send create-order --vari", wanted: "send create-order --variant " },
  { line: "send create-order --variant hou", wanted: "send create-order --variant hourly " },
  { line: "send cancel-order --variant af", wanted: "send cancel-order --variant after-payment " },
  { line: "send --lang=z", wanted: "send --lang=zh " },
  {
    line: "send create-order --set daily_rates[0].orig",
    wanted: "send create-order --set daily_rates[0].original_amount=",
    zsh: "send create-order --set daily_rates\\[0\\].original_amount=",
  },
  {
    line: "send create-order --set daily_rates\\[2\\].orig",
    wanted: "send create-order --set daily_rates[2].original_amount=",
    zsh: "send create-order --set daily_rates\\[2\\].original_amount=",
  },
  {
    line: "send create-order --set 'daily_rates[0].orig",
    wanted: "send create-order --set 'daily_rates[0].original_amount='",
    zsh: "send create-order --set 'daily_rates[0].original_amount=",
  },
  { line: "build create-order --unset remark_from_g", wanted: "build create-order --unset remark_from_guest " },
  { line: "send cancel-order --set need_audit=t", wanted: "send cancel-order --set need_audit=true " },
  { line: "test --only create-order/hou", wanted: "test --only create-order/hourly " },
  { line: "explain create-order/order-id-ec", wanted: "explain create-order/order-id-echo " },
  { line: "send create-order --fixture leap", wanted: "send create-order --fixture leap-night " },
  { line: "send create-order --fixture sav", wanted: "send create-order --fixture saved\\ order.json " },
  { line: "validate create-order sav", wanted: "validate create-order saved\\ order.json " },
  { line: "send create-order --save out", wanted: "send create-order --save outbox/" },
  { line: "test --reporter junit=rep", wanted: "test --reporter junit=reports.xml " },
  { line: "completion power", wanted: "completion powershell " },
];

const setups = {
  bash: ['eval "$(douyin-hotel completion bash)"'],
  zsh: ["autoload -Uz compinit", "compinit -u", "source <(douyin-hotel completion zsh)"],
};

for (const name of ["bash", "zsh"] as const) {
  test(`${name}: Tab completes what the table says`, {
    skip: noTerminal() ?? without(name),
    timeout: 300_000,
  }, async () => {
    const shell = await openShell(name, folder(), setups[name]);
    try {
      for (const { line, wanted, zsh } of table) {
        await shell.completes(`douyin-hotel ${line}`, `douyin-hotel ${name === "zsh" ? (zsh ?? wanted) : wanted}`);
      }
      await shell.lists("douyin-hotel send ", ["create-order", "cancel-order"]);
      await shell.lists("douyin-hotel send create-order --variant ", ["standard", "hourly", "maximal"]);
      await shell.lists("douyin-hotel order ", ["create", "pay", "cancel", "show", "list"]);
    } finally {
      shell.close();
    }
  });
}

test("zsh: the script works from a folder of fpath", {
  skip: noTerminal() ?? without("zsh"),
  timeout: 300_000,
}, async () => {
  const home = folder();
  mkdirSync(join(home, "functions"));
  writeFileSync(join(home, "functions/_douyin-hotel"), (await runCli(["completion", "zsh"])).stdout);
  const shell = await openShell("zsh", home, [
    'fpath=("$HOME/functions" $fpath)',
    "autoload -Uz compinit",
    "compinit -u",
  ]);
  try {
    await shell.completes("douyin-hotel send cr", "douyin-hotel send create-order ");
    await shell.completes("douyin-hotel send create-order --enc", "douyin-hotel send create-order --encoding ");
  } finally {
    shell.close();
  }
});

test("bash: the function answers a harness that sets the words alone", { skip: without("bash") }, () => {
  const home = folder();
  const ask = (...words: readonly string[]): readonly string[] => {
    const script = `source <(douyin-hotel completion bash)
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _douyin_hotel; printf '%s\\n' "\${COMPREPLY[@]}"`;
    const argv = ["--norc", "-c", script, "bash", "douyin-hotel", ...words];
    const text = execFileSync("bash", argv, { env: shellEnv(home), cwd: home, encoding: "utf8" });
    return text.split("\n").filter(Boolean);
  };
  assert.deepEqual(ask("send", "c"), ["create-order", "cancel-order"]);
  assert.deepEqual(ask("send", "--lang", "=", "z"), ["zh"]);
  assert.deepEqual(ask("send", "cancel-order", "--set", "need_audit", "=", ""), ["true", "false"]);
  assert.deepEqual(ask("send", "create-order", "--seed", ""), []);
  assert.deepEqual(ask("send", "create-order", "--save", "rep"), ["reports.xml"]);
});

test("bash: the script declares its function for the program", { skip: without("bash") }, () => {
  const script = "source <(douyin-hotel completion bash); complete -p douyin-hotel";
  const text = execFileSync("bash", ["--norc", "-c", script], { env: shellEnv(folder()), encoding: "utf8" });
  assert.equal(text, "complete -F _douyin_hotel douyin-hotel\n");
});

test("fish: complete -C gives callbacks, paths and files", { skip: without("fish") }, () => {
  const home = folder();
  const ask = (line: string): readonly string[] => {
    const script = "douyin-hotel completion fish | source; complete -C $argv[1]";
    const argv = ["--no-config", "-c", script, line];
    return execFileSync("fish", argv, { env: shellEnv(home), cwd: home, encoding: "utf8" })
      .split("\n")
      .filter(Boolean);
  };
  assert.deepEqual(ask("douyin-hotel send c"), ["cancel-order", "create-order"]);
  assert.deepEqual(ask("douyin-hotel send create-order --set daily_rates[0].orig"), [
    "daily_rates[0].original_amount=",
  ]);
  assert.deepEqual(ask("douyin-hotel send create-order --fixture lea"), ["leap-night"]);
  assert.deepEqual(ask("douyin-hotel send create-order --save rep"), ["reports.xml"]);
});

const essentials: Readonly<Record<string, readonly RegExp[]>> = {
  fish: [/^complete -c douyin-hotel -f -a '\(__douyin_hotel_complete\)'$/m, /__fish_complete_path/, /commandline -ct/],
  powershell: [
    /^Register-ArgumentCompleter -Native -CommandName douyin-hotel -ScriptBlock \{$/m,
    /Where-Object \{ \$_ -ne ':files' \}/,
    /CompletionResult\]::new/,
  ],
};

for (const [shell, parts] of Object.entries(essentials)) {
  test(`${shell}: the script registers itself, asks for suggestions, and its brackets are balanced`, async () => {
    const { stdout, code } = await runCli(["completion", shell]);
    assert.equal(code, 0);
    assert.match(stdout, /douyin-hotel completion suggest -- /);
    for (const part of parts) assert.match(stdout, part);
    for (const [open, close] of ["()", "[]", "{}"].map((pair) => pair.split(""))) {
      assert.equal(stdout.split(open ?? "").length, stdout.split(close ?? "").length);
    }
  });
}

test("PowerShell's stand-in for an empty word is an empty word", async () => {
  const run = await runCli(["completion", "suggest", "--", "send", '""']);
  assert.equal(run.stdout, "create-order\ncancel-order\n");
});
