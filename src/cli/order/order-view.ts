import type { Finding } from "../../core/finding.js";
import { isObject, type JsonObject, type JsonValue } from "../../core/json.js";
import type { Text } from "../../core/text.js";
import { createRuler } from "../../reporters/columns.js";
import { visibleBlock, visibleLine } from "../../reporters/visible-text.js";
import type { Context } from "../command.js";
import { showFinding } from "../exchange-view.js";
import { indentJson } from "../json-view.js";

const ruler = createRuler();

/** An order of the control API for a person: where it stands, what comes next, what happened, what is owed, what is wrong. */
export function showOrder(order: JsonObject, context: Context, isVerbose: boolean): string {
  const blocks = [
    headline(order, context),
    section(texts.timeline, timeline(order, context), context),
    section(
      texts.debts,
      listOf(order.debts).map((debt) => debtLine(debt, context)),
      context,
    ),
    section(
      texts.deadlines,
      listOf(order.deadlines).map((deadline) => deadlineLine(deadline, context)),
      context,
    ),
    ...(isVerbose ? rawTraffic(order, context) : []),
    ...findingsOf(order).map((finding) => showFinding(finding, context)),
  ];
  return `${blocks.filter((block) => block !== "").join("\n\n")}\n`;
}

function headline(order: JsonObject, { t, style }: Context): string {
  const facts = objectOf(order.facts);
  const next = objectOf(order.next);
  const states = [...new Set([order.stageTitle, order.moneyTitle, order.variant].map(line))].join(" · ");
  const stay = `${line(facts.checkIn)} → ${line(facts.checkOut)}`;
  return [
    `${style.strong(line(order.orderId))}  ${states}`,
    t(texts.facts, {
      stay,
      rooms: line(facts.rooms),
      amount: amountText(facts.amount),
      currency: line(facts.currency),
    }),
    t(texts.ownId, { id: order.orderOutId === null ? "–" : line(order.orderOutId) }),
    `${style.strong(t(texts.next))} ${line(next.text)}${next.at === null ? "" : `  ${timeText(next.at)}`}`,
  ].join("\n");
}

/** 1/100 of the currency, in the currency. */
function amountText(amount: JsonValue | undefined): string {
  return typeof amount === "number" ? (amount / 100).toFixed(2) : line(amount);
}

function section(title: Text, lines: readonly string[], { t, style }: Context): string {
  return lines.length === 0 ? "" : [style.strong(t(title)), ...lines].join("\n");
}

function timeline(order: JsonObject, { style, columns }: Context): readonly string[] {
  const width = Math.max(30, columns - 28);
  return listOf(order.timeline).flatMap(({ at, text, detail }) => [
    ...indented(line(text), width, style.quiet(timeText(at))),
    ...(detail === undefined
      ? []
      : indented(line(detail), width, " ".repeat(timeText(at).length)).map((part) => style.quiet(part))),
  ]);
}

function indented(text: string, width: number, first: string): readonly string[] {
  const gap = " ".repeat(23);
  return ruler.wrap(text, width).map((part, index) => `  ${index === 0 ? first : gap}  ${part}`);
}

function debtLine({ kind, operation, cancelId, state, dueAt, settledAt, calls }: JsonObject, { t }: Context): string {
  const codes = listOf(calls)
    .map(({ code }) => line(code))
    .join(", ");
  const name = [line(operation), cancelId === undefined ? "" : line(cancelId)].filter(Boolean).join(" ");
  const title = t(debtStates[String(state)] ?? { zh: String(state), en: String(state) });
  const when =
    settledAt === null ? t(texts.due, { at: timeText(dueAt) }) : t(texts.settled, { at: timeText(settledAt) });
  return `  ${line(kind)}  ${title}  ${name}  ${when}  ${t(texts.calls, { codes: codes === "" ? "–" : codes })}`;
}

function deadlineLine({ title, at, cancelId }: JsonObject, _context: Context): string {
  return `  ${timeText(at)}  ${line(title)}${cancelId === undefined ? "" : `  ${line(cancelId)}`}`;
}

/** Every request and answer to the letter. */
function rawTraffic(order: JsonObject, context: Context): readonly string[] {
  const callbacks = listOf(order.callbacks).flatMap((callback) =>
    listOf(callback.attempts).map((attempt) => rawAttempt(callback, attempt, context)),
  );
  const operations = listOf(order.operations).map((operation) => rawOperation(operation, context));
  return [...callbacks, ...operations];
}

function rawAttempt({ title }: JsonObject, attempt: JsonObject, context: Context): string {
  const request = objectOf(attempt.request);
  const response = objectOf(attempt.response);
  const failure = objectOf(attempt.failure);
  return [
    `${context.style.strong(`${line(title)} #${line(attempt.n)}`)}  ${timeText(attempt.startedAt)}  logid ${line(attempt.logid)}`,
    ...(attempt.request === null ? [] : [`POST ${line(request.url)}`, bodyText(request.body, context)]),
    ...(attempt.failure === null ? [] : [`${line(failure.kind)}: ${line(failure.detail)}`]),
    ...(attempt.response === null ? [] : [`HTTP ${line(response.status)}`, bodyText(response.body, context)]),
  ].join("\n");
}

function rawOperation({ at, title, path, request, response }: JsonObject, context: Context): string {
  return [
    `${context.style.strong(line(title))}  ${timeText(at)}`,
    `POST ${line(path)}`,
    bodyText(objectOf(request).body, context),
    `HTTP ${line(objectOf(response).status)}`,
    bodyText(objectOf(response).body, context),
  ].join("\n");
}

function bodyText(text: JsonValue | undefined, { style }: Context): string {
  return indentJson(visibleBlock(typeof text === "string" ? text : ""), style);
}

/** The findings as the rest of the program knows them; their sentences come rendered. */
export function findingsOf({ findings }: JsonObject): readonly Finding[] {
  return listOf(findings).map((finding) => {
    const text = String(finding.message);
    // What `renderFinding` wrote on the other side.
    return { ...finding, message: { text: { zh: text, en: text } } } as unknown as Finding;
  });
}

export function listOf(value: JsonValue | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

export function objectOf(value: JsonValue | undefined): JsonObject {
  return isObject(value) ? value : {};
}

/** A value on one line, made safe to show. */
export function line(value: JsonValue | undefined): string {
  return visibleLine(value === null || value === undefined ? "" : String(value));
}

/** `2026-11-22 07:30:12.345`, UTC. */
export function timeText(at: JsonValue | undefined): string {
  return typeof at === "string" ? at.slice(0, 23).replace("T", " ") : "–";
}

const debtStates: Readonly<Record<string, Text>> = {
  open: { zh: "未清", en: "open" },
  settled: { zh: "已清", en: "settled" },
  overdue: { zh: "已逾期", en: "overdue" },
  overtaken: { zh: "不再需要", en: "no longer owed" },
};

const texts = {
  facts: {
    zh: "{stay}，{rooms} 间，{amount} {currency}",
    en: "{stay}, rooms: {rooms}, {amount} {currency}",
  },
  ownId: { zh: "商家订单号 {id}", en: "the merchant's id: {id}" },
  next: { zh: "平台下一步：", en: "Next, the platform" },
  timeline: { zh: "时间线（UTC）", en: "Timeline (UTC)" },
  debts: { zh: "商家欠下的接口调用", en: "Operations that the merchant owes" },
  deadlines: { zh: "期限（UTC）", en: "Deadlines (UTC)" },
  due: { zh: "期限 {at}", en: "due {at}" },
  settled: { zh: "完成于 {at}", en: "settled {at}" },
  calls: { zh: "收到的调用：{codes}", en: "calls: {codes}" },
} satisfies Record<string, Text>;
