import type { Failure, JudgedExchange, PlatformActionName } from "../core/exchange.js";
import type { Finding, Severity } from "../core/finding.js";
import { stringifyJson } from "../core/json.js";
import { sayMessage, type Text } from "../core/text.js";
import { isGivenUp } from "../engine/verdict.js";
import type { Ruler } from "../reporters/columns.js";
import { visibleBlock, visibleLine } from "../reporters/visible-text.js";
import { answerAdvice } from "./answer-advice.js";
import type { Context } from "./command.js";
import { cutColoured } from "./cut-coloured.js";
import { failureName, sayFailure } from "./failure-text.js";
import { fold } from "./fold.js";
import { indentJson } from "./json-view.js";
import { terminalRuler } from "./terminal-ruler.js";

/** From this width on request and answer stand side by side. */
const wide = 110;

/** Request and answer as a person reads them, and what to look at when the answer came from something else. */
export function showExchange({ exchange }: JudgedExchange, context: Context, isVerbose: boolean): string {
  const { style, t, lang, columns } = context;
  const request = [
    style.strong(t(titles.request)),
    `POST ${visibleLine(exchange.url)}`,
    ...headerLines(exchange.requestHeaders),
    "",
    body(new TextDecoder().decode(exchange.requestBytes), context, isVerbose),
  ].join("\n");
  const answer = [style.strong(t(titles.answer)), ...answerLines(exchange, context, isVerbose)].join("\n");
  const both = columns >= wide ? sideBySide(request, answer, context) : `${request}\n\n${answer}`;
  const advice = answerAdvice(exchange).map((message) =>
    labelled(t(titles.advice), style.caution, visibleLine(sayMessage(lang, message)), context),
  );
  return [both, ...advice].join("\n\n");
}

const titles = {
  request: { zh: "请求", en: "Request" },
  answer: { zh: "应答", en: "Answer" },
  nothing: { zh: "没有应答", en: "no answer" },
  platform: { zh: "抖音接下来", en: "Douyin would" },
  advice: { zh: "建议", en: "Advice" },
  headers: {
    zh: "… 另有 {count} 个响应头，加 --verbose 查看",
    en: "… {count} more {count|header|headers}, --verbose shows {count|it|them}",
  },
} satisfies Record<string, Text>;

function answerLines(exchange: JudgedExchange["exchange"], context: Context, isVerbose: boolean): string[] {
  const { t, style, lang } = context;
  const { answer, failure, durationMs } = exchange;
  const took = style.quiet(`${Math.round(durationMs)} ms`);
  const failed = failure
    ? [failureMark(failure, context), paragraph(visibleLine(sayFailure(lang, failure, exchange.url)), side(context))]
    : [];
  if (!answer) return [...failed, `${style.quiet(t(titles.nothing))}  ${took}`];
  return [
    ...failed,
    `HTTP ${answer.status}  ${took}`,
    ...answerHeaders(answer.rawHeaders, context, isVerbose),
    "",
    body(answer.text ?? new TextDecoder().decode(answer.bytes), context, isVerbose),
  ];
}

function failureMark(failure: Failure, { style, t }: Context): string {
  const name = failureName(failure, t);
  return isGivenUp(failure) ? style.caution(`⚠ ${name}`) : style.bad(`✗ ${name}`);
}

/** Those that bear on the verdict; a server's other ones only on request. */
function answerHeaders(headers: Headers, { t, style }: Context, isVerbose: boolean): string[] {
  const telling = isVerbose
    ? headers
    : headers.filter(([name]) => /^(content-(type|length|encoding)|location|retry-after)$/i.test(name));
  const left = headers.length - telling.length;
  return [...headerLines(telling), ...(left > 0 ? [style.quiet(t(titles.headers, { count: left }))] : [])];
}

type Headers = readonly (readonly [string, string])[];

function headerLines(headers: Headers): string[] {
  return headers.map(([name, value]) => visibleLine(`${name}: ${value}`));
}

/** Indented for reading; digits and escapes stay as they were on the wire. `--json` has the exact text. */
function body(text: string, context: Context, isVerbose: boolean): string {
  const shown = indentJson(visibleBlock(text), context.style);
  return isVerbose ? shown : fold(shown, 48, context);
}

function sideBySide(left: string, right: string, context: Context): string {
  const ruler = terminalRuler(context);
  const width = side(context).columns;
  const cut = (text: string): readonly string[] => text.split("\n").flatMap((line) => cutColoured(line, width, ruler));
  const leftLines = cut(left);
  const rightLines = cut(right);
  return Array.from({ length: Math.max(leftLines.length, rightLines.length) }, (_, at) =>
    `${ruler.pad(leftLines[at] ?? "", width)} │ ${rightLines[at] ?? ""}`.trimEnd(),
  ).join("\n");
}

/** What an answer has for itself: half of a wide terminal, all of a narrow one. */
function side(context: Context): Context {
  const { columns } = context;
  const bar = terminalRuler(context).width(" │ ");
  return columns >= wide ? { ...context, columns: Math.floor((columns - bar) / 2) } : context;
}

/** A sentence, broken where a terminal would break it in the middle of a word. */
function paragraph(text: string, context: Context): string {
  return terminalRuler(context).wrap(text, Math.min(context.columns, wide)).join("\n");
}

/** A paragraph that begins with a painted label; the label is painted last, for colour codes cannot be measured. */
function labelled(label: string, paint: (text: string) => string, text: string, context: Context): string {
  const shown = paragraph(`${label}: ${text}`, context);
  return shown.startsWith(`${label}:`) ? paint(`${label}:`) + shown.slice(label.length + 1) : shown;
}

/** What Douyin would do next, and why. */
export function showPlatform({ platform }: JudgedExchange, context: Context): string {
  const { t, style, lang } = context;
  const reason = visibleLine(sayMessage(lang, platform.reason));
  const text = `${t(actionWords[platform.action])} — ${reason} (${platform.rule})`;
  return labelled(t(titles.platform), style.strong, text, context);
}

export const actionWords: Readonly<Record<PlatformActionName, Text>> = {
  accept: { zh: "接受", en: "accept" },
  confirm: { zh: "订单确认", en: "confirm the order" },
  "wait-confirm": { zh: "等待确认接单", en: "wait for the confirm operation" },
  "wait-audit": { zh: "等待取消审核", en: "wait for the audit operation" },
  retry: { zh: "重试", en: "retry" },
  reject: { zh: "创单失败", en: "give the order up" },
  "cancel-order": { zh: "取消订单", en: "cancel the order" },
  refund: { zh: "退款", en: "refund" },
  keep: { zh: "保留订单", en: "keep the order" },
};

/** One finding: its severity in words, the sentence, expected against actual, the document's field, and its id. */
export function showFinding(finding: Finding, context: Context): string {
  const { style, lang, t, columns } = context;
  const ruler = terminalRuler(context);
  const width = Math.max(24, Math.min(columns, wide));
  const label = severityLabel(finding.severity, context);
  const message = ruler.wrap(`${label} ${visibleLine(sayMessage(lang, finding.message))}`, width - 4);
  const where = [finding.rule, finding.pointer, `${finding.doc.page} ${finding.doc.field}`].filter(Boolean);
  const oneLine = where.join("  ");
  const place = ruler.width(oneLine) <= width - 4 ? [oneLine] : where.flatMap((part) => ruler.wrap(part, width - 4));
  return [
    severityMark(finding.severity, context) + (message[0] ?? "").slice(label.length),
    ...message.slice(1).map((line) => `    ${line}`),
    ...comparison(finding, ruler, t({ zh: "应为", en: "expected" }), t({ zh: "实际", en: "actual" }), width - 4),
    ...place.map((line) => `    ${style.quiet(line)}`),
  ].join("\n");
}

function comparison(
  { expected, actual }: Finding,
  ruler: Ruler,
  expectedWord: string,
  actualWord: string,
  width: number,
): string[] {
  const wide = Math.max(ruler.width(expectedWord), ruler.width(actualWord));
  return [[expectedWord, expected] as const, [actualWord, actual] as const].flatMap(([word, value]) => {
    const text = visibleLine(typeof value === "string" ? value : stringifyJson(value));
    const lines = ruler.cut(text.length > 600 ? `${text.slice(0, 600)}…` : text, Math.max(16, width - wide - 2));
    return lines.map((line, at) => `    ${ruler.pad(at === 0 ? word : "", wide)}  ${line}`);
  });
}

/** Never by colour alone: the word stands there too. */
function severityMark(severity: Severity, context: Pick<Context, "style" | "t">): string {
  const { style } = context;
  const paint = { error: style.bad, warning: style.caution, info: style.quiet }[severity];
  return paint(severityLabel(severity, context));
}

function severityLabel(severity: Severity, { t }: Pick<Context, "t">): string {
  if (severity === "error") return `✗ ${t({ zh: "错误", en: "error" })}`;
  if (severity === "warning") return `! ${t({ zh: "警告", en: "warning" })}`;
  return `· ${t({ zh: "提示", en: "info" })}`;
}
