import { sayMessage, type Text } from "../../core/text.js";
import type { SeriesAttempt } from "../../engine/series.js";
import type { Context } from "../command.js";
import { showExchange, showFinding, showPlatform } from "../exchange-view.js";
import { failureName } from "../failure-text.js";
import { table } from "../table.js";
import { interruptedLine, verdictLine } from "../verdict-line.js";
import { isInterrupted, type SendResult } from "./result.js";

/** The result of a `send` for a person: each attempt, what was found, what Douyin would do, the verdict last. */
export function showResult(result: SendResult, context: Context, isVerbose: boolean): string {
  const { attempts } = result.series;
  const [first] = attempts;
  const shown = isVerbose ? attempts : attempts.filter((attempt) => attempt === first || attempt === attempts.at(-1));
  const blocks = [
    ...(result.insecure ? [context.style.bad(context.t(insecure))] : []),
    ...shown.map((attempt) => showAttempt(attempt, attempts.length, context, isVerbose)),
    ...(attempts.length > 1 ? [attemptTable(attempts, context)] : []),
    ...spread(result, context),
    ...result.findings.map((finding) => showFinding(finding, context)),
    ...ending(result, context),
    verdict(result, context),
  ];
  return `${blocks.join("\n\n")}\n`;
}

const insecure = { zh: "--insecure：没有校验 TLS 证书", en: "--insecure: TLS certificates were not checked" };

function showAttempt({ n, judged }: SeriesAttempt, total: number, context: Context, isVerbose: boolean): string {
  const title = total > 1 ? `${context.style.strong(`#${n}`)}\n` : "";
  return `${title}${showExchange(judged, context, isVerbose)}\n\n${showPlatform(judged, context)}`;
}

/** One row an attempt. */
function attemptTable(attempts: readonly SeriesAttempt[], context: Context): string {
  const { t } = context;
  const [start] = attempts;
  const zero = Date.parse(start?.judged.exchange.startedAt ?? "");
  const rows = attempts.map(({ n, copy, stream, judged: { exchange, platform } }) => [
    `#${n}`,
    `+${((Date.parse(exchange.startedAt) - zero) / 1000).toFixed(1)} s`,
    String(copy),
    String(stream + 1),
    exchange.answer ? `HTTP ${exchange.answer.status}` : exchange.failure ? failureName(exchange.failure, t) : "-",
    platform.action,
  ]);
  const columns = Object.values(titles).map((title, at, all) => ({ title: t(title), grows: at === all.length - 1 }));
  return table(columns, rows, context);
}

const titles = {
  attempt: { zh: "发送", en: "attempt" },
  time: { zh: "时间", en: "time" },
  copy: { zh: "第几份", en: "copy" },
  stream: { zh: "第几路", en: "stream" },
  outcome: { zh: "结果", en: "outcome" },
  platform: { zh: "平台动作", en: "platform" },
} satisfies Record<string, Text>;

function spread({ series: { releaseSpreadMs } }: SendResult, { t }: Context): readonly string[] {
  if (releaseSpreadMs === undefined) return [];
  const ms = releaseSpreadMs.toFixed(2);
  return [t({ zh: `同时放出的时间差：${ms} ms`, en: `Released together, first to last: ${ms} ms` })];
}

function ending({ series }: SendResult, { lang }: Context): readonly string[] {
  if (series.attempts.length < 2) return [];
  return [series.ending.words.map((message) => sayMessage(lang, message)).join(lang === "zh" ? "" : " ")];
}

function verdict({ verdict, findings, series }: SendResult, context: Context): string {
  if (!isInterrupted(series)) return verdictLine(verdict, findings, context);
  const judged = series.attempts.map((attempt) => attempt.judged);
  return interruptedLine(judged, findings, context);
}
