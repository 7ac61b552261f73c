import { relative } from "node:path";
import type { Origin, SettingRow } from "../../config/settings.js";
import { stringifyJson } from "../../core/json.js";
import type { Text } from "../../core/text.js";
import { visibleLine } from "../../reporters/visible-text.js";
import type { CommandModule, Context } from "../command.js";
import { table } from "../table.js";

const command: CommandModule = {
  configure() {},
  async run({ options }, context) {
    const { rows: settings } = await context.settings();
    const rows = [...settings, secretRow(options, settings, context)];
    if (options.json === true) {
      await context.printJson({
        version: 1,
        command: "config show",
        settings: rows.map(({ key, value, origin, entries }) => ({
          key,
          value,
          origin: { ...origin },
          ...(entries && entries.length > 0
            ? { entries: entries.map((entry) => ({ key: entry.key, origin: { ...entry.origin } })) }
            : {}),
        })),
      });
      return 0;
    }
    const t = (zh: string, en: string): string => context.t({ zh, en });
    const lines = rows
      .flatMap(shownRows)
      .map(({ key, value, origin }) => [
        visibleLine(key),
        value === null ? "-" : visibleLine(typeof value === "string" ? value : stringifyJson(value)),
        originText(origin, context),
      ]);
    const columns = [
      { title: t("设置", "setting") },
      { title: t("值", "value"), grows: true },
      { title: t("来源", "from"), grows: true },
    ];
    await context.print(`${table(columns, lines, context)}\n`);
    return 0;
  },
};

export default command;

/** A map shows each entry, for they may come from different sources. */
function shownRows(row: SettingRow): readonly SettingRow[] {
  if (!row.entries || row.entries.length === 0) return [row];
  return row.entries.map(({ key, value, origin }) => ({ key: `${row.key}.${key}`, value, origin, isSecret: false }));
}

/** Whether there is a secret and where it comes from, in the order in which it is looked for; never what it is. */
function secretRow(
  options: Readonly<Record<string, unknown>>,
  rows: readonly SettingRow[],
  { env }: Context,
): SettingRow {
  const row = (value: string | null, origin: Origin): SettingRow => ({
    key: "clientSecret",
    value,
    origin,
    isSecret: true,
  });
  if (typeof options.clientSecretFile === "string") return row(hidden, { kind: "flag", name: "--client-secret-file" });
  if (env.DOUYIN_CLIENT_SECRET) return row(hidden, { kind: "env", name: "DOUYIN_CLIENT_SECRET" });
  const named = rows.find(({ key, value }) => key === "clientSecretEnv" && typeof value === "string");
  if (named) return row(env[String(named.value)] ? hidden : null, { kind: "env", name: String(named.value) });
  const file = rows.find(({ key, value }) => key === "clientSecretFile" && typeof value === "string");
  return file ? row(hidden, file.origin) : row(null, { kind: "default", name: "" });
}

const hidden = "••••";

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
