import type { CallbackDefinition } from "../../core/callback.js";
import type { JsonValue } from "../../core/json.js";
import { nearest } from "../../core/nearest.js";
import { AppError } from "../../core/problem.js";
import { type Lang, say, type Text } from "../../core/text.js";
import {
  callbackRows,
  conflictRows,
  errorRows,
  type FieldRow,
  fieldRows,
  ruleRows,
  variantRows,
} from "../../engine/catalogue.js";
import { allCases, allDefinitions, allRules, readings } from "../catalogue-sources.js";
import { chooseCallback } from "../choose-callback.js";
import type { CommandModule, Context } from "../command.js";
import { refuseExtra } from "../refuse-extra.js";
import { type Column, table } from "../table.js";

type Listing = {
  readonly columns: readonly (Column & { readonly title: string })[];
  readonly rows: readonly (readonly string[])[];
  /** The same rows for `--json`, texts in the language in force. */
  readonly json: readonly unknown[];
};

type Shelf = {
  readonly takesCallback: boolean;
  list(context: Context, callback: string | undefined): Promise<Listing>;
};

const t = (context: Context, zh: string, en: string): string => context.t({ zh, en });

const shelves: Readonly<Record<string, Shelf>> = {
  callbacks: {
    takesCallback: false,
    async list(context) {
      const rows = callbackRows(await allDefinitions(context));
      return {
        columns: [
          { title: "id" },
          { title: t(context, "名称", "name") },
          { title: t(context, "说明", "what it is"), grows: true },
        ],
        rows: rows.map((row) => [row.id, context.t(row.title), context.t(row.summary)]),
        json: rows,
      };
    },
  },
  fields: {
    takesCallback: true,
    async list(context, callback) {
      const rows = fieldRows(await chooseCallback(callback, context.registry));
      return {
        columns: [
          { title: t(context, "字段", "field") },
          { title: t(context, "类型", "type") },
          { title: t(context, "必填", "required") },
          { title: t(context, "含义", "meaning"), grows: true },
        ],
        rows: rows.map((row) => [
          `${row.part}.${row.path}`,
          row.docType,
          requiredMark(row, context),
          meaning(row, context),
        ]),
        json: rows,
      };
    },
  },
  errors: {
    takesCallback: true,
    async list(context, callback) {
      const { errorCodes } = await import("../../generated/error-codes.js");
      if (callback !== undefined) await chooseCallback(callback, context.registry);
      const rows = errorRows(errorCodes, callback);
      return {
        columns: [{ title: t(context, "错误码", "code") }, { title: t(context, "含义", "meaning"), grows: true }],
        rows: rows.map((row) => [
          String(row.code),
          [context.t(row.meaning), row.note ? context.t(row.note) : ""].filter(Boolean).join(" — "),
        ]),
        json: rows,
      };
    },
  },
  rules: {
    takesCallback: false,
    async list(context) {
      const rows = ruleRows(await allRules(await allDefinitions(context)));
      return {
        columns: [
          { title: "id" },
          { title: t(context, "级别", "severity") },
          { title: t(context, "要求", "what it asks"), grows: true },
        ],
        rows: rows.map((row) => [row.id, row.severity, context.t(row.title)]),
        json: rows,
      };
    },
  },
  cases: {
    takesCallback: false,
    async list(context) {
      const rows = (await allCases(context)).map(({ id, suite, title, proves }) => ({ id, suite, title, proves }));
      return {
        columns: [{ title: "id" }, { title: t(context, "用例", "case"), grows: true }],
        rows: rows.map((row) => [row.id, context.t(row.title)]),
        json: rows,
      };
    },
  },
  conflicts: {
    takesCallback: false,
    async list(context) {
      const { conflicts } = await import("../../generated/conflicts.js");
      const rows = conflictRows(conflicts, await readings(context));
      return {
        columns: [
          { title: "#" },
          { title: "id" },
          { title: t(context, "采用的读法", "reading in force") },
          { title: t(context, "冲突", "conflict"), grows: true },
        ],
        rows: rows.map((row) => [String(row.number), row.id, row.inForce, context.t(row.topic)]),
        json: rows,
      };
    },
  },
  variants: {
    takesCallback: true,
    async list(context, callback) {
      const chosen: readonly CallbackDefinition[] =
        callback === undefined ? await allDefinitions(context) : [await chooseCallback(callback, context.registry)];
      const rows = chosen.flatMap(variantRows);
      return {
        columns: [
          { title: t(context, "回调", "callback") },
          { title: t(context, "变体", "variant") },
          { title: t(context, "特点", "what is special"), grows: true },
        ],
        rows: rows.map((row) => [row.callback, row.name, context.t(row.summary)]),
        json: rows,
      };
    },
  },
};

const command: CommandModule = {
  configure(command, { t, registry }) {
    command
      .argument(
        "[what]",
        t({ zh: `${Object.keys(shelves).join("、")} 之一`, en: `one of ${Object.keys(shelves).join(", ")}` }),
      )
      .argument("[callback]", t({ zh: `${registry.ids.join("、")} 之一`, en: `one of ${registry.ids.join(", ")}` }));
  },
  async run({ args: [what, callback], options }, context) {
    const name = what ?? "callbacks";
    const shelf = Object.hasOwn(shelves, name) ? shelves[name] : undefined;
    if (!shelf) throw unknownShelf(name);
    if (!shelf.takesCallback) refuseExtra(`catalog ${name}`, callback);
    const { columns, rows, json } = await shelf.list(context, callback);
    if (options.json === true) {
      await context.print(`${JSON.stringify(inLanguage(json, context.lang), undefined, 2)}\n`);
    } else {
      await context.print(`${table(columns, rows, context)}\n`);
    }
    return 0;
  },
};

export default command;

function unknownShelf(name: string): AppError {
  const [hint] = nearest(name, Object.keys(shelves), 1);
  return new AppError({
    code: "unknown-catalogue",
    category: "usage",
    text: hint
      ? { zh: "目录里没有 {name}。最接近的是 {hint}。", en: "The catalogue has no {name}. The nearest one is {hint}." }
      : { zh: "目录里没有 {name}。可以是：{all}。", en: "The catalogue has no {name}. It can be: {all}." },
    args: { name, hint: hint ?? "", all: Object.keys(shelves).join(", ") },
  });
}

function requiredMark(row: FieldRow, context: Context): string {
  if (row.required) return t(context, "必填", "yes");
  return row.requiredWhen ? t(context, "有条件", "sometimes") : "";
}

function meaning(row: FieldRow, context: Context): string {
  const parts = [context.t(row.title)];
  if (row.values && row.values.length > 0) {
    parts.push(row.values.map(({ value, title }) => `${value}=${context.t(title)}`).join(", "));
  }
  if (row.requiredWhen) parts.push(context.t(row.requiredWhen));
  if (row.encrypted) parts.push(t(context, "加密", "encrypted"));
  return parts.join(context.lang === "zh" ? ";" : "; ");
}

/** Every `{ zh, en }` of a value becomes its sentence in the language in force. */
function inLanguage(value: unknown, lang: Lang): JsonValue {
  if (Array.isArray(value)) return value.map((inner) => inLanguage(inner, lang));
  if (typeof value !== "object" || value === null) return value as JsonValue;
  if (isText(value)) return say(lang, value);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, inLanguage(inner, lang)]));
}

function isText(value: object): value is Text {
  return Object.keys(value).length === 2 && "zh" in value && "en" in value;
}
