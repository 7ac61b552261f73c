import { type Lang, sayMessage, type Text, type TextArgs } from "../../core/text.js";
import { percentile } from "../../load/histogram.js";
import type { LoadJob } from "../../load/job.js";
import { durationText } from "../../reporters/duration-text.js";
import type { Context } from "../command.js";
import { factLines } from "../fact-lines.js";
import { sayFailure } from "../failure-text.js";
import { terminalRuler } from "../terminal-ruler.js";
import { type LoadReport, sortedFindings } from "./summary.js";
import { errorShare, type LoadVerdict, type Threshold } from "./verdict.js";

/** A load run for people. */
export function showReport(report: LoadReport, context: Context): string {
  const { job, result, verdict, thresholds } = report;
  const { t, style } = context;
  const ruler = terminalRuler(context);
  const say = (text: Text, args: TextArgs): string => t(text, args);
  const { tally, orders, latency, stages, generator, durationMs } = result;
  const { counts } = tally;
  const number = (value: number): string => Math.round(value).toLocaleString("en-US");
  const at = (percent: number): string => msText(percentile(latency, percent) / 1000);
  const rows: (readonly [Text, string])[] = [
    [
      labels.requests,
      say(texts.requests, {
        perSecond: number((counts.sent / durationMs) * 1000),
        sent: number(counts.sent),
        succeeded: number(counts.succeeded),
        refused: number(counts.refused),
        failed: number(counts.failed),
      }),
    ],
    [
      labels.latency,
      `p50 ${at(50)} · p90 ${at(90)} · p99 ${at(99)} · p99.9 ${at(99.9)} · max ${msText(latency.max / 1000)}`,
    ],
    ...(stages.length > 1
      ? stages.map(({ stage, latency: own }): readonly [Text, string] => [
          labels.step,
          `${stage?.perSecond ?? ""}/s · p50 ${msText(percentile(own, 50) / 1000)} · p99 ${msText(percentile(own, 99) / 1000)} · max ${msText(own.max / 1000)}`,
        ])
      : []),
    [
      labels.orders,
      say(texts.orders, {
        sent: number(orders.sent),
        accepted: number(orders.accepted),
        repeats: number(counts.repeats),
        follows: number(counts.follows),
      }),
    ],
    [labels.twice, number(orders.twice)],
    [
      labels.lost,
      orders.lost === 0
        ? "0"
        : say(texts.lost, {
            lost: number(orders.lost),
            unanswered: number(orders.unanswered),
            forgotten: number(orders.forgotten),
            shared: number(orders.shared),
          }),
    ],
    [labels.codes, tableText(tally.codes, number)],
    [labels.failures, tableText(tally.failures, number)],
    [labels.bytes, say(texts.bytes, { sent: bytesText(counts.bytesSent), received: bytesText(counts.bytesReceived) })],
    [
      labels.generator,
      say(job.pace.kind === "open" ? texts.openGenerator : texts.generator, {
        busy: Math.round(generator.utilization * 100),
        lag: msText(percentile(generator.lag, 99) / 1000),
      }),
    ],
  ];
  if (counts.unsent > 0) rows.push([labels.unsent, say(texts.unsent, { unsent: number(counts.unsent) })]);
  const wrap = (text: string): readonly string[] => ruler.wrap(text, context.columns);
  const facts = rows.map(([label, value]) => ({ label: t(label), value }));
  const findings = sortedFindings(tally).flatMap(({ finding, count }) => [
    ...wrap(`${finding.severity} ${finding.rule} × ${number(count)}`),
    ...ruler.wrap(sayMessage(context.lang, finding.message), context.columns - 2).map((line) => `  ${line}`),
  ]);
  const paint = {
    pass: style.good,
    fail: style.bad,
    error: style.bad,
    inconclusive: style.caution,
    interrupted: style.caution,
  };
  const failure = failureLine(report, context.lang);
  return [
    ...wrap(headline(report, context)),
    ...factLines(facts, context.columns, ruler, (label) => label),
    ...(failure ? wrap(failure) : []),
    ...(isOurFault(report) ? wrap(t(texts.bottleneck)) : []),
    ...(findings.length > 0 ? ["", ...findings] : []),
    "",
    ...thresholds.flatMap((threshold) => {
      const lines = wrap(thresholdText(threshold, context));
      return threshold.isMet ? lines : lines.map(style.bad);
    }),
    ...wrap(t(verdicts[verdict], { share: shareText(errorShare(result)) })).map(paint[verdict]),
  ].join("\n");
}

/** What the commonest kind of failure means and what to do; undefined when every request was answered. */
export function failureLine({ result: { tally }, job }: LoadReport, lang: Lang): string | undefined {
  const [commonest] = Object.entries(tally.failures).toSorted(([, a], [, b]) => b - a);
  const failure = tally.firstFailures[commonest?.[0] ?? ""];
  return failure && sayFailure(lang, failure, job.main.url);
}

/** Whether the figures may say more of this machine than of the merchant; where nobody answers they say nothing of either. */
export function isOurFault({ result: { generator }, verdict }: LoadReport): boolean {
  return generator.isBottleneck && verdict !== "error";
}

function headline({ callback, job, result }: LoadReport, { t }: Context): string {
  const args = {
    callback,
    took: durationText(result.durationMs),
    connections: job.connections,
    workers: job.workers,
    seed: job.payload.seed,
  };
  return `${t(job.pace.kind === "closed" ? texts.closed : texts.open, args)}${echoesText(job, t)}`;
}

function echoesText({ shares, followers }: LoadJob, t: Context["t"]): string {
  const { duplicates, cancels } = shares;
  if (duplicates === 0 && (cancels === 0 || followers.length === 0)) return "";
  return t(texts.echoes, { duplicates: shareText(duplicates), cancels: shareText(cancels) });
}

function thresholdText({ name, limit, actual, isMet }: Threshold, { t }: Context): string {
  const show = name === "max-p99" ? msText : shareText;
  return t(isMet ? texts.met : texts.missed, { name: `--${name}`, limit: show(limit), actual: show(actual) });
}

export function msText(ms: number): string {
  return ms < 10 ? `${ms.toFixed(2)} ms` : ms < 1000 ? `${ms.toFixed(1)} ms` : `${(ms / 1000).toFixed(2)} s`;
}

export function shareText(share: number): string {
  return `${Number((share * 100).toFixed(3))}%`;
}

function tableText(table: Readonly<Record<string, number>>, number: (value: number) => string): string {
  const entries = Object.entries(table).toSorted(([, a], [, b]) => b - a);
  return entries.length === 0 ? "–" : entries.map(([name, count]) => `${name} × ${number(count)}`).join(" · ");
}

function bytesText(bytes: number): string {
  return bytes < 1_000_000 ? `${(bytes / 1000).toFixed(1)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

export const labels = {
  requests: { zh: "请求", en: "requests" },
  latency: { zh: "时延", en: "latency" },
  step: { zh: "分级", en: "step" },
  orders: { zh: "订单", en: "orders" },
  twice: { zh: "重复下单", en: "booked twice" },
  lost: { zh: "丢单", en: "lost" },
  codes: { zh: "错误码", en: "error codes" },
  failures: { zh: "传输失败", en: "failures" },
  bytes: { zh: "流量", en: "bytes" },
  generator: { zh: "发送端", en: "our side" },
  unsent: { zh: "未发出", en: "not sent" },
} satisfies Readonly<Record<string, Text>>;

export const verdicts: Readonly<Record<LoadVerdict, Text>> = {
  pass: { zh: "通过。", en: "Passed." },
  fail: { zh: "不通过。", en: "Failed." },
  error: { zh: "无法判断：目标不可达。", en: "Cannot judge: the target is unreachable." },
  inconclusive: {
    zh: "无结论：没有一个请求得到 error_code 0。",
    en: "Inconclusive: no request was answered with error_code 0.",
  },
  interrupted: { zh: "被中断，以上是中断之前的结果。", en: "Interrupted; this is what came until then." },
};

const texts = {
  closed: {
    zh: "{callback}：闭环，{connections} 个连接，{workers} 个工作线程，历时 {took}，种子 {seed}",
    en: "{callback}: closed loop, {connections} {connections|connection|connections}, workers: {workers}, {took}, seed {seed}",
  },
  open: {
    zh: "{callback}：开环（时延从计划时刻算起），{workers} 个工作线程，历时 {took}，种子 {seed}",
    en: "{callback}: open loop (latency from the scheduled time), workers: {workers}, {took}, seed {seed}",
  },
  echoes: { zh: "，重复 {duplicates}，取消 {cancels}", en: ", duplicates {duplicates}, cancels {cancels}" },
  requests: {
    zh: "{perSecond}/s · 发出 {sent}，error_code 0 的 {succeeded}，其他码 {refused}，没有可读应答 {failed}",
    en: "{perSecond}/s · {sent} sent, {succeeded} with error_code 0, {refused} with another code, {failed} without a readable answer",
  },
  orders: {
    zh: "发出 {sent}，接受 {accepted} · 重复请求 {repeats} · 取消请求 {follows}",
    en: "{sent} sent, {accepted} accepted · {repeats} {repeats|repeat|repeats} · {follows} {follows|cancellation|cancellations}",
  },
  lost: {
    zh: "{lost}（始终没有可读应答 {unanswered}，接受后又不认 {forgotten}，商家订单号被别的订单占用 {shared}）",
    en: "{lost} ({unanswered} never answered readably, {forgotten} accepted and then disowned, {shared} sharing another order's id)",
  },
  bytes: { zh: "发出 {sent}，收到 {received}（不含请求头）", en: "{sent} sent, {received} received (bodies)" },
  generator: {
    zh: "最忙的工作线程占用 {busy}%",
    en: "the busiest worker was busy {busy}% of the time",
  },
  openGenerator: {
    zh: "最忙的工作线程占用 {busy}%，发送延迟 p99 {lag}",
    en: "the busiest worker was busy {busy}% of the time; requests went out late by {lag} at the p99",
  },
  unsent: {
    zh: "{unsent} 个请求到结束也没能发出：所有连接都在等商家",
    en: "{unsent} {unsent|request|requests} could not go out before the end: every connection was waiting for the merchant",
  },
  bottleneck: {
    zh: "瓶颈可能在发送端：这些数字不全是商家的。请增加 --workers，或换一台更空闲的机器。",
    en: "Our own side may have been the bottleneck, so these figures are not the merchant's alone. Raise --workers or use a machine with more to spare.",
  },
  met: { zh: "{name} {limit}：实际 {actual}，满足", en: "{name} {limit}: it was {actual}, kept" },
  missed: { zh: "{name} {limit}：实际 {actual}，超过", en: "{name} {limit}: it was {actual}, exceeded" },
} satisfies Readonly<Record<string, Text>>;
