import type { CaseResult, ReportedExchange, Reporter, RunEvent } from "../core/event.js";
import type { Finding } from "../core/finding.js";
import { isObject, type JsonObject, type JsonValue, parseJson } from "../core/json.js";
import { AppError } from "../core/problem.js";
import type { Message } from "../core/text.js";

/** Runs a recording through a reporter: the same report as the run itself would have made. */
export function rebuildReport(recording: string, reporter: Reporter): string {
  return readEvents(recording)
    .map((event) => reporter.on(event))
    .join("");
}

/**
 * The events of an NDJSON report. A last line that was cut off in the middle is left out, as after a crash.
 * Throws `AppError` (category fixture) naming the line that is not an event.
 */
export function readEvents(recording: string): readonly RunEvent[] {
  const lines = recording.split("\n");
  const isCutOff = lines.at(-1) !== "";
  return lines.flatMap((line, index) => {
    if (line.trim() === "") return [];
    const value = parseLine(line);
    const event = isObject(value) ? readEvent(value) : undefined;
    if (event) return [event];
    if (isCutOff && index === lines.length - 1) return [];
    throw new AppError({ code: "recording-line", category: "fixture", text: notAnEvent, args: { line: index + 1 } });
  });
}

const notAnEvent = {
  zh: "第 {line} 行不是一条运行事件。请使用 --reporter ndjson 写出的文件。",
  en: "Line {line} is not an event of a run. Use a file written by --reporter ndjson.",
};

function parseLine(line: string): JsonValue | undefined {
  try {
    return parseJson(line);
  } catch {
    // The caller says which line it is.
    return undefined;
  }
}

/** The casts hold because the members checked here are those that the NDJSON reporter writes together with all others. */
function readEvent(line: JsonObject): RunEvent | undefined {
  switch (line.type) {
    case "run-started":
      return isObject(line.settings) && isList(line.notices)
        ? ({ ...line, notices: line.notices.map(readNotice) } as unknown as RunEvent)
        : undefined;
    case "case-started":
      return isObject(line.titleSource) ? ({ ...line, title: line.titleSource } as unknown as RunEvent) : undefined;
    case "exchange":
      return isObject(line.exchange) && isObject(line.exchange.platform)
        ? { type: "exchange", exchange: readExchange(line.exchange, line.exchange.platform) }
        : undefined;
    case "case-finished":
      return isObject(line.result) ? { type: "case-finished", result: readCase(line.result) } : undefined;
    case "run-finished":
      return isObject(line.totals) && isList(line.notices) && isList(line.reachability)
        ? ({
            ...line,
            notices: line.notices.map(readNotice),
            reachability: line.reachability.map((reach) => withSource(reach, "meaning")),
          } as unknown as RunEvent)
        : undefined;
    default:
      return undefined;
  }
}

function readExchange(exchange: JsonObject, platform: JsonObject): ReportedExchange {
  return {
    ...withSource(exchange, "case"),
    caseId: exchange.case,
    platform: withSource(platform, "reason"),
    findings: readFindings(exchange.findings),
  } as unknown as ReportedExchange;
}

function readCase(result: JsonObject): CaseResult {
  return {
    ...withSource(withSource(withSource(result, "title"), "proves"), "reason"),
    findings: readFindings(result.findings),
  } as unknown as CaseResult;
}

function readFindings(findings: JsonValue | undefined): readonly Finding[] {
  return isList(findings) ? findings.map((finding) => withSource(finding, "message") as unknown as Finding) : [];
}

function readNotice(notice: JsonValue): Message {
  return (isObject(notice) ? notice.messageSource : undefined) as unknown as Message;
}

/** `value` with the rendered sentence at `key` replaced by its source, which is no longer a member of its own. */
function withSource(value: JsonValue, key: string): JsonObject {
  if (!isObject(value)) return {};
  const { [key]: rendered, [`${key}Source`]: source, ...rest } = value;
  return source === undefined ? rest : { ...rest, [key]: source };
}

function isList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}
