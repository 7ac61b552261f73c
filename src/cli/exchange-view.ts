import type { JudgedExchange, PlatformActionName } from "../core/exchange.js";
import type { Finding, Severity } from "../core/finding.js";
import { stringifyJson } from "../core/json.js";
import { sayMessage, type Text } from "../core/text.js";
import { createRuler } from "../reporters/columns.js";
import { visibleBlock, visibleLine } from "../reporters/visible-text.js";
import type { Context } from "./command.js";
import { failureText } from "./failure-text.js";
import { fold } from "./fold.js";
import { indentJson } from "./json-view.js";

const ruler = createRuler();

/** Request and answer as a person reads them: side by side where there is room, below each other where not. */
export function showExchange({ exchange }: JudgedExchange, context: Context, isVerbose: boolean): string {
  const { style, t, columns } = context;
  const request = [
    style.strong(t(titles.request)),
    `POST ${visibleLine(exchange.url)}`,
    ...headerLines(exchange.requestHeaders),
    "",
    body(new TextDecoder().decode(exchange.requestBytes), context, isVerbose),
  ].join("\n");
  const answer = [style.strong(t(titles.answer)), ...answerLines(exchange, context, isVerbose)].join("\n");
  return columns >= 120 ? sideBySide(request, answer, columns) : `${request}\n\n${answer}`;
}

const titles = {
  request: { zh: "请求", en: "Request" },
  answer: { zh: "应答", en: "Answer" },
  nothing: { zh: "没有应答", en: "no answer" },
  platform: { zh: "抖音接下来", en: "Douyin would" },
} satisfies Record<string, Text>;

function answerLines(exchange: JudgedExchange["exchange"], context: Context, isVerbose: boolean): string[] {
  const { t, style } = context;
  const { answer, failure, durationMs } = exchange;
  const took = style.quiet(`${Math.round(durationMs)} ms`);
  const failed = failure ? [style.bad(`${failure.kind}: ${t(failureText(failure, exchange.url))}`)] : [];
  if (!answer) return [...failed, `${style.quiet(t(titles.nothing))}  ${took}`];
  return [
    ...failed,
    `HTTP ${answer.status}  ${took}`,
    ...headerLines(answer.rawHeaders),
    "",
    body(answer.text ?? new TextDecoder().decode(answer.bytes), context, isVerbose),
  ];
}

function headerLines(headers: readonly (readonly [string, string])[]): string[] {
  return headers.map(([name, value]) => visibleLine(`${name}: ${value}`));
}

/** Indented for reading; digits and escapes stay as they were on the wire. `--json` has the exact text. */
function body(text: string, context: Context, isVerbose: boolean): string {
  const shown = indentJson(visibleBlock(text), context.style);
  return isVerbose ? shown : fold(shown, 48, context);
}

function sideBySide(left: string, right: string, columns: number): string {
  const width = Math.floor((columns - 3) / 2);
  const leftLines = left.split("\n").flatMap((line) => keepOrCut(line, width));
  const rightLines = right.split("\n").flatMap((line) => keepOrCut(line, width));
  return Array.from({ length: Math.max(leftLines.length, rightLines.length) }, (_, at) =>
    `${ruler.pad(leftLines[at] ?? "", width)} │ ${rightLines[at] ?? ""}`.trimEnd(),
  ).join("\n");
}

/** Coloured lines are never cut inside an escape: only their plain text is, and the colour is given up there. */
function keepOrCut(line: string, width: number): readonly string[] {
  if (ruler.width(line) <= width) return [line];
  return ruler.cut(line.replace(colourCode, ""), width);
}

const colourCode = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, "g");

/** What Douyin would do next, and why. */
export function showPlatform({ platform }: JudgedExchange, context: Context): string {
  const action = context.t(actionWords[platform.action]);
  const reason = sayMessage(context.lang, platform.reason);
  return `${context.style.strong(`${context.t(titles.platform)}:`)} ${action} — ${visibleLine(reason)} (${platform.rule})`;
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
  const mark = severityMark(finding.severity, context);
  const width = Math.max(24, Math.min(columns, 110) - 4);
  const message = ruler.wrap(visibleLine(sayMessage(lang, finding.message)), width);
  const where = [finding.rule, finding.pointer, `${finding.doc.page} ${finding.doc.field}`].filter(Boolean).join("  ");
  return [
    `${mark} ${message[0] ?? ""}`,
    ...message.slice(1).map((line) => `    ${line}`),
    ...comparison(finding, t({ zh: "应为", en: "expected" }), t({ zh: "实际", en: "actual" }), width),
    `    ${style.quiet(where)}`,
  ].join("\n");
}

function comparison({ expected, actual }: Finding, expectedWord: string, actualWord: string, width: number): string[] {
  const wide = Math.max(ruler.width(expectedWord), ruler.width(actualWord));
  return [[expectedWord, expected] as const, [actualWord, actual] as const].flatMap(([word, value]) => {
    const text = visibleLine(typeof value === "string" ? value : stringifyJson(value));
    const lines = ruler.cut(text.length > 600 ? `${text.slice(0, 600)}…` : text, Math.max(16, width - wide - 2));
    return lines.map((line, at) => `    ${ruler.pad(at === 0 ? word : "", wide)}  ${line}`);
  });
}

/** Never by colour alone: the word stands there too. */
export function severityMark(severity: Severity, { style, t }: Pick<Context, "style" | "t">): string {
  if (severity === "error") return style.bad(`✗ ${t({ zh: "错误", en: "error" })}`);
  if (severity === "warning") return style.caution(`! ${t({ zh: "警告", en: "warning" })}`);
  return style.quiet(`· ${t({ zh: "提示", en: "info" })}`);
}
