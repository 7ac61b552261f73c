import type { Command } from "commander";
import type { Setup } from "./command.js";

/** The flags that every command takes. */
export function addCommonFlags(command: Command, { t }: Pick<Setup, "t">): Command {
  return command
    .option("-c, --config <file>", t({ zh: "配置文件", en: "config file" }))
    .option("--profile <name>", t({ zh: "使用配置文件中的一个 profile", en: "a profile of the config file" }))
    .option("--lang <zh|en>", t({ zh: "输出语言", en: "language of the output" }))
    .option("--json", t({ zh: "在标准输出上输出 JSON", en: "JSON on stdout" }))
    .option("-q, --quiet", t({ zh: "不输出提示信息", en: "no notes on stderr" }))
    .option("-v, --verbose", t({ zh: "输出全部细节", en: "everything in full" }))
    .option("--no-color", t({ zh: "不使用颜色", en: "no colour" }))
    .helpOption("-h, --help", t({ zh: "显示帮助", en: "show this help" }));
}

/** Collects a repeatable option into an array. */
export function collect(value: string, earlier: readonly string[] | undefined): readonly string[] {
  return [...(earlier ?? []), value];
}

export const secretFlags = (command: Command, { t }: Pick<Setup, "t">): Command =>
  command
    .option(
      "--client-key <key>",
      t({ zh: "应用的 client_key（或 DOUYIN_CLIENT_KEY）", en: "the app's client_key (or DOUYIN_CLIENT_KEY)" }),
    )
    .option(
      "--client-secret-file <file>",
      t({
        zh: "存放 client_secret 的文件（或 DOUYIN_CLIENT_SECRET）",
        en: "file that holds the client_secret (or DOUYIN_CLIENT_SECRET)",
      }),
    );
