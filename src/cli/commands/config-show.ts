import { relative } from "node:path";
import type { Origin, SettingRow } from "../../config/settings.js";
import { stringifyJson } from "../../core/json.js";
import type { Text } from "../../core/text.js";
import type { CommandModule, Context } from "../command.js";
import { table } from "../table.js";

const command: CommandModule = {
  configure() {},
  async run({ options }, context) {
    const rows = [...(await context.settings()).rows, secretRow(options, context)];
    if (options.json === true) {
      await context.printJson({
        version: 1,
        command: "config show",
        settings: rows.map(({ key, value, origin }) => ({
          key,
          value,
          origin: { kind: origin.kind, name: origin.name },
        })),
      });
      return 0;
    }
    const t = (zh: string, en: string): string => context.t({ zh, en });
    const lines = rows.map((row) => [
      row.key,
      row.value === null ? "–" : stringifyJson(row.value),
      originText(row.origin, context),
    ]);
    const columns = [
      { title: t("设置", "setting") },
      { title: t("值", "value") },
      { title: t("来源", "from"), grows: true },
    ];
    await context.print(`${table(columns, lines, context)}\n`);
    return 0;
  },
};

export default command;

/** Whether there is a secret and where it comes from; never what it is. */
function secretRow(options: Readonly<Record<string, unknown>>, { env }: Context): SettingRow {
  const row = (origin: Origin): SettingRow => ({ key: "clientSecret", value: "••••", origin, isSecret: true });
  if (typeof options.clientSecretFile === "string") return row({ kind: "flag", name: "--client-secret-file" });
  if (env.DOUYIN_CLIENT_SECRET) return row({ kind: "env", name: "DOUYIN_CLIENT_SECRET" });
  return { key: "clientSecret", value: null, origin: { kind: "default", name: "" }, isSecret: true };
}

function originText({ kind, name }: Origin, { t, cwd }: Context): string {
  const shown = kind === "project" || kind === "user" ? relative(cwd, name) || name : name;
  return [t(originWords[kind]), shown].filter(Boolean).join(" ");
}

const originWords: Readonly<Record<Origin["kind"], Text>> = {
  flag: { zh: "命令行", en: "flag" },
  env: { zh: "环境变量", en: "environment" },
  profile: { zh: "profile", en: "profile" },
  project: { zh: "项目文件", en: "project file" },
  user: { zh: "用户文件", en: "user file" },
  default: { zh: "默认值", en: "default" },
};
