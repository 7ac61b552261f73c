import type { CallbackDefinition } from "../../core/callback.js";
import type { JsonObject, JsonValue } from "../../core/json.js";
import { renderFinding } from "../../core/render-finding.js";
import { errorCodeOf } from "../../engine/answer-data.js";
import { judge } from "../../engine/judge.js";
import type { JournalEntry } from "../../node/read-journal.js";
import { visibleLine } from "../../reporters/visible-text.js";
import { attemptJson } from "../attempt-json.js";
import { chooseCallback } from "../choose-callback.js";
import type { CommandModule, Context } from "../command.js";
import { showExchange, showFinding, showPlatform } from "../exchange-view.js";
import { entryExchange } from "../journal/entry-exchange.js";
import { findEntry } from "../journal/find-entry.js";
import { journalEntries, keyOf, payloadOf } from "../journal/journal-entries.js";
import { numberFlag } from "../number-flag.js";
import { table } from "../table.js";

const command: CommandModule = {
  configure(command, { t }) {
    command
      .argument("[id]", t({ zh: "编号、编号的开头，或 last", en: "an id, the beginning of one, or last" }))
      .option(
        "--limit <n>",
        t({
          zh: "最多列出 n 次，默认 20,--json 默认全部",
          en: "list at most n exchanges, default 20, with --json all",
        }),
      )
      .option(
        "--order <key>",
        t({ zh: "只列出这个订单（或取消）的收发", en: "only those of this order (or cancel) id" }),
      );
  },
  async run({ args, options }, context) {
    const entries = await journalEntries(context);
    const [id] = args;
    if (id !== undefined) {
      await show(findEntry(entries, id), options.json === true, options.verbose === true, context);
      return 0;
    }
    const limit = numberFlag(options, "limit", "--limit") ?? (options.json === true ? Number.POSITIVE_INFINITY : 20);
    const rows = await rowsOf(entries, context);
    const wanted = typeof options.order === "string" ? rows.filter(({ key }) => key === options.order) : rows;
    await list(wanted.slice(-limit), options.json === true, context);
    return 0;
  },
};

export default command;

async function show(entry: JournalEntry, isJson: boolean, isVerbose: boolean, context: Context): Promise<void> {
  const definition = await chooseCallback(entry.callback, context.registry);
  const { settings } = await context.settings();
  const exchange = entryExchange(entry, settings.merchant);
  const judged = judge(definition, exchange, { reading: settings.reading, severities: settings.severities });
  if (isJson) {
    const { callback, variant, signature, malformed, timeoutMs, id, insecure } = entry;
    await context.printJson({
      ...{ version: 1, command: "log", id, callback, variant, signature, malformed, timeoutMs },
      ...(insecure ? { insecure } : {}),
      state: stateOf(entry),
      attempts: [attemptJson(entry.attempt, judged, context.lang)],
      findings: judged.findings.map((finding) => renderFinding(finding, context.lang)),
    });
    return;
  }
  const blocks = [
    `${context.style.strong(entry.id)}  ${visibleLine(entry.callback)}  ${entry.startedAt}`,
    showExchange(judged, context, isVerbose),
    ...(entry.outcome ? [showPlatform(judged, context)] : [context.t(texts.unfinished)]),
    ...judged.findings.map((finding) => showFinding(finding, context)),
  ];
  await context.print(`${blocks.join("\n\n")}\n`);
}

type Row = { readonly entry: JournalEntry; readonly key: string | undefined; readonly code: number | undefined };

async function rowsOf(entries: readonly JournalEntry[], { registry, settings }: Context): Promise<readonly Row[]> {
  const { merchant } = (await settings()).settings;
  const known = [...new Set(entries.map(({ callback }) => callback))].filter((id) => registry.ids.includes(id));
  const definitions = new Map<string, CallbackDefinition>();
  for (const id of known) definitions.set(id, await registry.load(id));
  return entries.map((entry) => {
    const definition = definitions.get(entry.callback);
    const key = definition && keyOf(payloadOf(entry), definition);
    return { entry, key, code: errorCodeOf(entryExchange(entry, merchant)) };
  });
}

async function list(rows: readonly Row[], isJson: boolean, context: Context): Promise<void> {
  if (isJson) {
    await context.printJson({ version: 1, command: "log", exchanges: rows.map(rowJson) });
    return;
  }
  if (rows.length === 0) {
    context.note(texts.empty);
    return;
  }
  const { t } = context;
  const columns = [
    ...[texts.id, texts.time, texts.callback, texts.key].map((title) => ({ title: t(title) })),
    { title: t(texts.result), grows: true },
  ];
  const cells = rows.map(({ entry, key, code }) => [
    entry.id,
    entry.startedAt.slice(0, 19).replace("T", " "),
    visibleLine(entry.callback),
    visibleLine(key ?? "-"),
    resultText(entry, code, context),
  ]);
  await context.print(`${table(columns, cells, context)}\n`);
}

function rowJson({ entry, key, code }: Row): JsonObject {
  const { outcome } = entry;
  const failure: JsonValue = outcome?.failure ? { ...outcome.failure } : null;
  return {
    id: entry.id,
    startedAt: entry.startedAt,
    callback: entry.callback,
    variant: entry.variant,
    attempt: entry.attempt,
    key: key ?? null,
    endpoint: entry.endpoint,
    signature: entry.signature,
    state: stateOf(entry),
    durationMs: outcome ? Math.round(outcome.durationMs) : null,
    status: outcome?.response?.status ?? null,
    errorCode: code ?? null,
    failure,
  };
}

/** `finished`, or how far it had come when the process ended. */
function stateOf({ outcome, isSent }: JournalEntry): "finished" | "sent" | "intended" {
  return outcome ? "finished" : isSent ? "sent" : "intended";
}

function resultText({ outcome, signature }: JournalEntry, code: number | undefined, { t }: Context): string {
  const form = signature === "valid" ? "" : `  ${signature}`;
  if (!outcome) return `${t(texts.unknown)}${form}`;
  if (outcome.failure) return `${outcome.failure.kind}: ${visibleLine(outcome.failure.detail)}${form}`;
  const status = outcome.response?.status ?? 0;
  return code === undefined ? `HTTP ${status}${form}` : `HTTP ${status}  error_code ${code}${form}`;
}

const texts = {
  id: { zh: "编号", en: "id" },
  time: { zh: "时间（UTC）", en: "time (UTC)" },
  callback: { zh: "回调", en: "callback" },
  key: { zh: "订单或取消编号", en: "order or cancel id" },
  result: { zh: "结果", en: "result" },
  unknown: { zh: "结果未知", en: "outcome unknown" },
  unfinished: {
    zh: "进程在得知结果之前结束了，不知道商家是否处理了这次请求。",
    en: "The process ended before the outcome was known; whether the merchant handled the request is not known.",
  },
  empty: { zh: "收发日志里没有符合的记录。", en: "The journal holds no such exchange." },
};
