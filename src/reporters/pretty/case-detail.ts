import type { CaseResult, ReportedExchange } from "../../core/event.js";
import { platformActions } from "../../core/exchange.js";
import type { Finding } from "../../core/finding.js";
import { isObject, stringifyJson } from "../../core/json.js";
import { getAt } from "../../core/pointer.js";
import { durationText } from "../duration-text.js";
import { evidenceOf } from "../evidence.js";
import { failureKinds } from "../labels.js";
import { visibleLine } from "../visible-text.js";
import type { Page } from "./page.js";
import { quoted } from "./quoted.js";

/** Everything to understand and repeat one failing case, the command to repeat it last. */
export function caseDetail(
  result: CaseResult,
  findings: readonly Finding[],
  exchanges: ReadonlyMap<string, ReportedExchange>,
  page: Page,
): readonly string[] {
  const evidence = evidenceOf(result, findings, exchanges);
  return [
    ...caseHead(result, page),
    ...findings.flatMap((finding) => findingLines(finding, page)),
    ...(evidence ? exchangeFields(evidence, page) : []),
    ...documentFields(findings, page),
    ...(evidence ? platformField(evidence, page) : []),
    ...smallestField(result, evidence, page),
    ...reproduceField(result, page),
  ];
}

export function caseHead(result: CaseResult, page: Page): readonly string[] {
  const [id = "", ...rest] = page.lines(visibleLine(result.id), 2);
  const title = page.lines(page.t(result.title), 4);
  const mark = result.verdict === "passed" ? page.paint.caution("!") : page.paint.bad("✗");
  return [`${mark} ${page.paint.strong(id.trimStart())}`, ...rest.map(page.paint.strong), ...title];
}

export function findingLines(finding: Finding, page: Page): readonly string[] {
  const where = finding.pointer === "" ? "" : `${visibleLine(finding.pointer)}  `;
  const [expected, actual] = valuesIn(finding);
  const values = page.t(expectedGot, { expected: shortJson(expected), actual: shortJson(actual) });
  return [
    ...page.lines(page.message(finding.message), 4),
    ...page.lines(where + values, 4).map((line) => page.paint.quiet(line)),
  ];
}

/** Of two whole answers side by side, the place that the finding is about. */
function valuesIn({ pointer, expected, actual }: Finding): readonly [Finding["expected"], Finding["actual"]] {
  if (!isObject(expected) || !isObject(actual)) return [expected, actual];
  const inner = pointer.replace(/^\/data/, "");
  const [before, after] = [getAt(expected, inner), getAt(actual, inner)];
  return before === undefined && after === undefined ? [expected, actual] : [before ?? null, after ?? null];
}

const expectedGot = { zh: "期望 {expected}，实际 {actual}", en: "expected {expected}, got {actual}" };

function shortJson(value: Finding["actual"]): string {
  const text = stringifyJson(value);
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}

function exchangeFields({ request, response, failure, attempt, durationMs }: ReportedExchange, page: Page) {
  const sent = page.t(sentTo, { url: withoutSignature(request.url), attempt });
  const got = response
    ? page.t(answered, { status: response.status, duration: durationText(durationMs) })
    : page.t(failed, {
        failure: failure ? page.t(failureKinds[failure.kind]) : "",
        duration: durationText(durationMs),
      });
  const detail = response || !failure ? [] : [visibleLine(failure.detail)];
  return [
    ...page.field(page.t(labels.sent), (columns) => [
      ...page.ruler.wrap(sent, columns),
      ...quoted(request.body, columns, page.isVerbose ? 40 : 4, page),
    ]),
    ...page.field(page.t(labels.got), (columns) => [
      ...page.ruler.wrap([got, ...detail].join(" · "), columns),
      ...(response ? quoted(response.body, columns, page.isVerbose ? 40 : 8, page) : []),
    ]),
  ];
}

const labels = {
  sent: { zh: "发出", en: "sent" },
  got: { zh: "收到", en: "came back" },
  documents: { zh: "文档", en: "documents" },
  platform: { zh: "抖音将", en: "Douyin will" },
  smallest: { zh: "最小请求体", en: "smallest" },
  reproduce: { zh: "复现", en: "reproduce" },
};
const sentTo = { zh: "POST {url}（第 {attempt} 次）", en: "POST {url} (attempt {attempt})" };
const answered = { zh: "HTTP {status}，{duration}", en: "HTTP {status} after {duration}" };
const failed = { zh: "没有应答：{failure}，{duration}", en: "no answer: {failure} after {duration}" };

/** The parameters that every signed URL has say nothing about the case. */
function withoutSignature(url: string): string {
  return url.replace(/([?&])(?:client_key|timestamp|sign)=[^&]*/g, "$1").replace(/[?&]+$/, "");
}

function documentFields(findings: readonly Finding[], page: Page): readonly string[] {
  const places = [...new Set(findings.map(({ doc }) => visibleLine(`${doc.page} → ${doc.field}`)))];
  return page.field(page.t(labels.documents), (columns) => places.flatMap((place) => page.ruler.wrap(place, columns)));
}

function platformField({ platform }: ReportedExchange, page: Page): readonly string[] {
  const text = `${page.t(platformActions[platform.action])}${page.t(because)}${page.message(platform.reason)}`;
  return page.field(page.t(labels.platform), (columns) => page.ruler.wrap(text, columns));
}

const because = { zh: "：", en: ": " };

function smallestField(
  { smallestPayload }: CaseResult,
  evidence: ReportedExchange | undefined,
  page: Page,
): readonly string[] {
  if (smallestPayload === undefined) return [];
  return page.field(page.t(labels.smallest), (columns) =>
    smallestPayload === evidence?.request.body
      ? page.ruler.wrap(page.t(sameAsSent), columns)
      : quoted(smallestPayload, columns, page.isVerbose ? 200 : 12, page),
  );
}

const sameAsSent = { zh: "即上面发出的内容", en: "the one above; nothing can be left out" };

/** Never wrapped by us: a terminal's own wrapping leaves the command whole when it is copied. */
function reproduceField({ reproduce }: CaseResult, page: Page): readonly string[] {
  if (reproduce === undefined) return [];
  return page.field(page.t(labels.reproduce), () => [page.paint.key(visibleLine(reproduce))]);
}
