import { AppError } from "../../core/problem.js";
import type { Text } from "../../core/text.js";
import type { Call, CommandModule, Context } from "../command.js";
import { collect } from "../common-flags.js";
import { type ConfigFormat, configText } from "../init/config-text.js";
import { askToReplace, askWishes, type Wishes } from "../init/questions.js";
import { recipes } from "../init/recipes.js";
import { choiceFlag } from "../number-flag.js";
import { readEndpoints } from "../test/endpoints.js";
import { isThere, type NewFile, writeFiles } from "../write-files.js";

const ciNames = [...recipes.map(({ name }) => name), "none"];

const command: CommandModule = {
  configure(command, { t, registry }) {
    command
      .option(
        "-e, --endpoint <url>",
        t(
          {
            zh: "商家接口地址：一个 URL 用于所有回调，或用 {example} 指定一个，可重复",
            en: "the merchant's endpoint: one URL for every callback, or {example} for one (repeatable)",
          },
          { example: `${registry.ids[0] ?? ""}=URL` },
        ),
        collect,
      )
      .option("--mode <mode>", t({ zh: "交易模式：one-step 或 two-step", en: "trade mode: one-step or two-step" }))
      .option("--ci <name>", t({ zh: "CI:{names}", en: "CI: {names}" }, { names: ciNames.join(", ") }))
      .option("--format <format>", t({ zh: "配置文件格式：json 或 yaml", en: "format of the config: json or yaml" }))
      .option("--client-key <key>", t({ zh: "写进配置的 client_key", en: "client_key to put into the config" }))
      .option(
        "--secret-env <name>",
        t({ zh: "存放密钥的环境变量名", en: "environment variable that holds the secret" }),
      )
      .option("-y, --yes", t({ zh: "不提问，其余用默认值", en: "ask nothing, take the defaults for the rest" }))
      .option("--force", t({ zh: "替换已有的文件", en: "replace files that are there" }));
  },
  async run(call, context) {
    const format = choiceFlag(call.options, "format", "--format", ["json", "yaml"] as const) ?? "json";
    const wishes = await settleWishes(call, context);
    const planned = await plannedFiles(wishes, format);
    const { files, replaced, kept } = await settleFiles(planned, call, context);
    writeFiles(context.cwd, files, replaced);
    await report(files, kept, call, context);
    return 0;
  },
};

export default command;

async function settleWishes({ options }: Call, context: Context): Promise<Wishes> {
  const endpoints = Array.isArray(options.endpoint)
    ? readEndpoints(options.endpoint.map(String), {}, context.registry)
    : undefined;
  const mode = choiceFlag(options, "mode", "--mode", ["one-step", "two-step"] as const);
  const ci = choiceFlag(options, "ci", "--ci", ciNames);
  const given: Partial<Wishes> = {
    ...(endpoints ? { endpoints } : {}),
    ...(mode ? { mode } : {}),
    ...(ci ? { ci } : {}),
  };
  const usual: Wishes = {
    endpoints: {},
    mode: "one-step",
    ci: usualCi(context.cwd),
    clientKey: typeof options.clientKey === "string" ? options.clientKey : undefined,
    clientSecretEnv: typeof options.secretEnv === "string" ? options.secretEnv : undefined,
  };
  if (options.yes === true) return { ...usual, ...given };
  if (endpoints && mode && ci) return { ...usual, ...given };
  if (!context.isInputTty || !context.isErrorTty) throw usage("init-no-terminal", texts.noTerminal);
  return askWishes(given, usual, context, await context.prompter());
}

/** The CI that the folder already uses. */
function usualCi(cwd: string): string {
  const used = recipes.find(({ file }) => isThere(cwd, file.split("/")[0] ?? file));
  return used?.name ?? "github";
}

async function plannedFiles(wishes: Wishes, format: ConfigFormat): Promise<readonly NewFile[]> {
  const recipe = recipes.find(({ name }) => name === wishes.ci);
  return [
    { path: `douyin-hotel.config.${format}`, content: await configText(wishes, format) },
    ...(recipe ? [{ path: recipe.file, content: recipe.content }] : []),
  ];
}

type Settled = {
  readonly files: readonly NewFile[];
  readonly replaced: ReadonlySet<string>;
  readonly kept: readonly string[];
};

/** Decides about every file that is there before any is written. */
async function settleFiles(planned: readonly NewFile[], { options }: Call, context: Context): Promise<Settled> {
  refuseSecondConfig(planned, context.cwd);
  const there = planned.filter(({ path }) => isThere(context.cwd, path));
  if (options.force === true || there.length === 0) {
    return { files: planned, replaced: new Set(there.map(({ path }) => path)), kept: [] };
  }
  if (options.yes === true || !context.isInputTty || !context.isErrorTty) {
    throw usage("init-file-exists", texts.exists, { files: there.map(({ path }) => path).join(", ") });
  }
  const prompter = await context.prompter();
  const kept: string[] = [];
  for (const { path } of there) if (!(await askToReplace(path, context, prompter))) kept.push(path);
  const files = planned.filter(({ path }) => !kept.includes(path));
  return { files, replaced: new Set(there.map(({ path }) => path).filter((path) => !kept.includes(path))), kept };
}

/** A config of the other format beside the new one would leave neither in force. */
function refuseSecondConfig([config]: readonly NewFile[], cwd: string): void {
  const names = ["douyin-hotel.config.json", "douyin-hotel.config.yaml", "douyin-hotel.config.yml"];
  const other = names.find((name) => name !== config?.path && isThere(cwd, name));
  if (other !== undefined) throw usage("init-other-config", texts.otherConfig, { file: other });
}

async function report(files: readonly NewFile[], kept: readonly string[], { options }: Call, context: Context) {
  const paths = files.map(({ path }) => path);
  if (options.json === true) {
    await context.printJson({ version: 1, command: "init", written: paths, kept: [...kept] });
    return;
  }
  for (const file of paths) await context.print(`${context.t(texts.written, { file })}\n`);
  for (const file of kept) await context.print(`${context.t(texts.kept, { file })}\n`);
  context.note(texts.next);
}

function usage(code: string, text: Text, args: Readonly<Record<string, string>> = {}): AppError {
  return new AppError({ code, category: "usage", text, args });
}

const texts = {
  noTerminal: {
    zh: "这里没有终端，无法提问。请加 --yes 使用默认值，或给出 --endpoint、--mode 和 --ci。",
    en: "There is no terminal to ask on. Add --yes for the defaults, or give --endpoint, --mode and --ci.",
  },
  exists: {
    zh: "已经存在：{files}。什么都没有写。请加 --force 替换，或先把它们移走。",
    en: "Already there: {files}. Nothing was written. Add --force to replace them, or move them away first.",
  },
  otherConfig: {
    zh: "已经有配置文件 {file}。什么都没有写。请直接修改它，或先把它移走。",
    en: "There is a config file already, {file}. Nothing was written. Edit it, or move it away first.",
  },
  written: { zh: "已写入 {file}", en: "wrote {file}" },
  kept: { zh: "保留了 {file}", en: "kept {file}" },
  next: {
    zh: "接下来：把 DOUYIN_CLIENT_KEY 和 DOUYIN_CLIENT_SECRET 设为环境变量（CI 里设为机密变量），然后运行 npx douyin-hotel send create-order。",
    en: "Next: set DOUYIN_CLIENT_KEY and DOUYIN_CLIENT_SECRET in the environment (in CI as secrets), then run npx douyin-hotel send create-order.",
  },
} satisfies Readonly<Record<string, Text>>;
