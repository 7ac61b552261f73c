import { sayMessage, type Text } from "../../core/text.js";
import { percentile } from "../../load/histogram.js";
import { durationText } from "../../reporters/duration-text.js";
import { escapeHtml } from "../../reporters/escape-html.js";
import type { Context } from "../command.js";
import { packageVersion } from "../package-version.js";
import { plot } from "./plot.js";
import { failureLine, isOurFault, labels, msText, shareText, verdicts } from "./show-report.js";
import { type LoadReport, sortedFindings } from "./summary.js";
import { errorShare } from "./verdict.js";

/** The run as one HTML file that loads nothing: figures, plots over time, findings. */
export function loadHtml(report: LoadReport, context: Pick<Context, "lang" | "t">): string {
  const { lang, t } = context;
  const { callback, job, result, seconds, verdict, thresholds } = report;
  const { tally, orders, latency, stages } = result;
  const { counts } = tally;
  const failure = failureLine(report, lang);
  const h = (text: Text): string => escapeHtml(t(text));
  const ms = (percent: number): string => msText(percentile(latency, percent) / 1000);
  const number = (value: number): string => Math.round(value).toLocaleString("en-US");
  const facts: readonly (readonly [string, string])[] = [
    [h(labels.requests), `${number((counts.sent / result.durationMs) * 1000)}/s`],
    ["p50", ms(50)],
    ["p90", ms(90)],
    ["p99", ms(99)],
    ["p99.9", ms(99.9)],
    ["max", msText(latency.max / 1000)],
    [h(labels.twice), number(orders.twice)],
    [h(labels.lost), number(orders.lost)],
    [h(texts.errors), shareText(errorShare(result))],
  ];
  const title = `${callback} · ${t(verdicts[verdict])}`;
  return [
    "<!doctype html>",
    `<html lang="${lang === "zh" ? "zh-CN" : "en"}"><head><meta charset="utf-8">`,
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">',
    `<title>${escapeHtml(title)}</title><style>${css}</style></head><body><main>`,
    `<h1 class="${verdict}">${escapeHtml(title)}</h1>`,
    `<p>${escapeHtml(`${new Date(result.startedAt).toISOString()} · ${durationText(result.durationMs)} · ${job.main.url}`)}</p>`,
    `<dl class="facts">${facts.map(([name, value]) => `<div><dt>${name}</dt><dd>${escapeHtml(value)}</dd></div>`).join("")}</dl>`,
    failure ? `<p class="notice">${escapeHtml(failure)}</p>` : "",
    isOurFault(report) ? `<p class="notice">${h(texts.bottleneck)}</p>` : "",
    plot(
      h(texts.latencyOverTime),
      [
        { name: "p50", tone: "calm", values: seconds.map(({ p50 }) => p50) },
        { name: "p99", tone: "warn", values: seconds.map(({ p99 }) => p99) },
        { name: "max", tone: "bad", values: seconds.map(({ max }) => max) },
      ],
      "ms",
    ),
    plot(
      h(texts.throughput),
      [
        { name: h(texts.sent), tone: "calm", values: seconds.map(({ sent }) => sent) },
        { name: h(texts.errors), tone: "bad", values: seconds.map(({ refused, failed }) => refused + failed) },
      ],
      "/s",
    ),
    table(
      [
        labels.step,
        { zh: "请求", en: "requests" },
        { zh: "p50", en: "p50" },
        { zh: "p99", en: "p99" },
        { zh: "max", en: "max" },
      ],
      h,
      stages.map(({ stage, latency: own }) => [
        stage ? `${stage.perSecond}/s, ${durationText(stage.durationMs)}` : "–",
        number(own.total),
        msText(percentile(own, 50) / 1000),
        msText(percentile(own, 99) / 1000),
        msText(own.max / 1000),
      ]),
    ),
    table([labels.codes, texts.count], h, rowsOf(tally.codes, number)),
    table([labels.failures, texts.count], h, rowsOf(tally.failures, number)),
    table(
      [labels.orders, texts.count],
      h,
      orderLabels.map(([name, label]) => [t(label), number(orders[name])]),
    ),
    table(
      [texts.threshold, texts.limit, texts.actual],
      h,
      thresholds.map(({ name, limit, actual, isMet }) => [
        `--${name} ${isMet ? "✓" : "✗"}`,
        name === "max-p99" ? msText(limit) : shareText(limit),
        name === "max-p99" ? msText(actual) : shareText(actual),
      ]),
    ),
    table(
      [texts.rule, texts.count, texts.first],
      h,
      sortedFindings(tally).map(({ finding, count }) => [
        `${finding.severity} ${finding.rule}`,
        number(count),
        sayMessage(lang, finding.message),
      ]),
    ),
    `<footer>douyin-hotel ${escapeHtml(packageVersion())} · seed ${escapeHtml(String(job.payload.seed))}</footer></main></body></html>\n`,
  ].join("\n");
}

function rowsOf(table: Readonly<Record<string, number>>, number: (value: number) => string): readonly string[][] {
  return Object.entries(table).map(([name, count]) => [name, number(count)]);
}

function table(heads: readonly Text[], h: (text: Text) => string, rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return "";
  const head = heads.map((text) => `<th scope="col">${h(text)}</th>`).join("");
  const body = rows.map((cells) => `<tr>${cells.map((cell) => `<td>${escapeHtml(cell)}</td>`).join("")}</tr>`);
  return `<table><thead><tr>${head}</tr></thead><tbody>${body.join("")}</tbody></table>`;
}

const texts = {
  latencyOverTime: { zh: "时延随时间的变化", en: "Latency over time" },
  throughput: { zh: "吞吐随时间的变化", en: "Throughput over time" },
  sent: { zh: "发出", en: "sent" },
  errors: { zh: "未成功", en: "errors" },
  count: { zh: "次数", en: "count" },
  threshold: { zh: "阈值", en: "threshold" },
  limit: { zh: "上限", en: "limit" },
  actual: { zh: "实际", en: "actual" },
  rule: { zh: "发现", en: "finding" },
  first: { zh: "第一次", en: "the first one" },
  bottleneck: {
    zh: "瓶颈可能在发送端：这些数字不全是商家的。",
    en: "Our own side may have been the bottleneck, so these figures are not the merchant's alone.",
  },
} satisfies Readonly<Record<string, Text>>;

const orderLabels = [
  ["sent", { zh: "发出", en: "sent" }],
  ["accepted", { zh: "接受", en: "accepted" }],
  ["refused", { zh: "拒绝", en: "refused" }],
  ["twice", labels.twice],
  ["lost", labels.lost],
  ["unanswered", { zh: "丢单：始终没有可读应答", en: "lost: never answered readably" }],
  ["forgotten", { zh: "丢单：接受后又不认", en: "lost: accepted and then disowned" }],
  ["shared", { zh: "丢单：商家订单号被别的订单占用", en: "lost: sharing another order's id" }],
] as const satisfies readonly (readonly [string, Text])[];

const css = `
:root{--paper:#fff;--ink:#1b1d22;--soft:#555963;--line:#e1dfd8;--calm:#1a56b0;--warn:#b26a00;--bad:#c0362c;--good:#186a3b}
@media (prefers-color-scheme:dark){:root{--paper:#15181d;--ink:#e9eaed;--soft:#a9aeba;--line:#2e323b;--calm:#8db8ff;--warn:#f0c56c;--bad:#ffa198;--good:#82d9a5}}
body{margin:0;background:var(--paper);color:var(--ink);font:15px/1.6 system-ui,sans-serif}main{max-width:800px;margin:0 auto;padding:24px 16px}
h1{font-size:22px;overflow-wrap:anywhere}h1.pass{color:var(--good)}h1.fail,h1.error{color:var(--bad)}h1.inconclusive,h1.interrupted,.notice{color:var(--warn)}
p,footer{color:var(--soft);overflow-wrap:anywhere}.facts{display:flex;flex-wrap:wrap;gap:8px 28px}.facts dt{color:var(--soft)}.facts dd{margin:0;font-size:20px;font-variant-numeric:tabular-nums}
figure{margin:24px 0}figcaption{font-weight:600}figcaption span{color:var(--soft);font-weight:400}svg{width:100%;height:auto}svg text{fill:var(--soft);font-size:12px}.grid{stroke:var(--line)}
polyline{fill:none;stroke-width:1.6}polyline.calm{stroke:var(--calm)}polyline.warn{stroke:var(--warn);stroke-dasharray:6 3}polyline.bad{stroke:var(--bad);stroke-dasharray:2 3}circle.calm{fill:var(--calm)}circle.warn{fill:var(--warn)}circle.bad{fill:var(--bad)}
.legend{list-style:none;display:flex;gap:20px;padding:0;margin:4px 0}.legend li{border-bottom:2px solid}.legend .calm{color:var(--calm)}.legend .warn{color:var(--warn);border-bottom-style:dashed}.legend .bad{color:var(--bad);border-bottom-style:dotted}
table{border-collapse:collapse;width:100%;margin:20px 0}th,td{text-align:left;padding:4px 12px 4px 0;border-bottom:1px solid var(--line);vertical-align:top;overflow-wrap:anywhere}th{color:var(--soft);font-weight:600}
`;
