import type { Reporter, RunEvent } from "../core/event.js";
import type { RuleBase } from "../core/rule.js";
import type { Message, Text } from "../core/text.js";
import { type ReporterEntry, reporters } from "../reporters/registry.js";
import { createCollector } from "../reporters/summary.js";
import { visibleLine } from "../reporters/visible-text.js";
import type { Context } from "./command.js";
import { createProgressLine } from "./progress-line.js";
import { reasonOf } from "./read-input.js";
import { openReportFile, type ReportFile } from "./report-file.js";
import type { ReportRequest } from "./report-requests.js";

export type ReportSinks = {
  /** Hands an event to every reporter. Never throws for a reporter's sake. */
  emit(event: RunEvent): Promise<void>;
  /**
   * Ends every report; a run that has not said how it ended was interrupted. Resolves to the exit code this adds:
   * 3 when a report could not be made or written, else 0.
   */
  close(): Promise<0 | 3>;
};

type SinkContext = Pick<
  Context,
  "clock" | "columns" | "isErrorTty" | "lang" | "note" | "print" | "printError" | "style" | "t" | "warn"
>;

type Sink = { readonly request: ReportRequest; readonly reporter: Reporter; readonly file?: ReportFile };

export type ReportOptions = {
  readonly rules?: readonly RuleBase[];
  readonly isVerbose?: boolean;
  readonly isQuiet?: boolean;
  /** The formats to choose from. */
  readonly formats?: Readonly<Record<string, ReporterEntry>>;
};

const fileColumns = 100;

/** Opens all the reports. Throws `AppError` (category output) when one cannot be written, before anything is sent. */
export async function openReports(
  requests: readonly ReportRequest[],
  context: SinkContext,
  options: ReportOptions = {},
): Promise<ReportSinks> {
  const sinks = new Set<Sink>(await openAll(requests, context, options));
  const progress = createProgressLine({ ...context, isErrorTty: context.isErrorTty && options.isQuiet !== true });
  const collector = createCollector();
  const begin = context.clock.elapsed();
  let hasFailed = false;

  const drop = (sink: Sink, cause: unknown) => {
    sinks.delete(sink);
    abandon(sink);
    if (isClosedPipe(sink, cause)) return;
    hasFailed = true;
    progress.clear();
    context.warn(reportFailed, { name: sink.request.name, why: visibleLine(reasonOf(cause)) });
  };
  const each = async (use: (sink: Sink) => Promise<void> | void) => {
    for (const sink of [...sinks]) {
      try {
        await use(sink);
      } catch (cause) {
        drop(sink, cause);
      }
    }
  };
  const emit = async (event: RunEvent) => {
    collector.add(event);
    if (event.type === "run-finished") progress.clear();
    await each(async ({ reporter, file }) => {
      const text = reporter.on(event);
      if (text === "") return;
      if (file) return file.append(text);
      progress.clear();
      await context.print(text);
    });
    progress.show(event);
  };
  return {
    emit,
    async close() {
      if (!collector.read().finished) await emit(interrupted(collector.read().totals, context.clock.elapsed() - begin));
      await each(({ file }) => file?.commit());
      for (const { request } of sinks) {
        if (request.file !== undefined) context.note(written, { name: request.name, file: request.file });
      }
      return hasFailed ? 3 : 0;
    },
  };
}

async function openAll(
  requests: readonly ReportRequest[],
  { lang, columns, style }: SinkContext,
  { rules = [], isVerbose = false, formats = reporters }: ReportOptions,
): Promise<readonly Sink[]> {
  const opened: Sink[] = [];
  try {
    for (const request of requests) {
      const make = await formats[request.name]?.load();
      if (!make) throw new Error(`No reporter ${request.name}.`);
      const file = request.file === undefined ? undefined : openReportFile(request.file);
      const screen = file
        ? { columns: fileColumns, isColoured: false }
        : { columns, isColoured: style.isColoured, paint: style };
      opened.push({ request, reporter: make({ lang, rules, isVerbose, ...screen }), ...(file ? { file } : {}) });
    }
  } catch (error) {
    for (const sink of opened) abandon(sink);
    throw error;
  }
  return opened;
}

function abandon({ file }: Sink): void {
  try {
    file?.abandon();
  } catch {
    // Already closed, or the disk is gone: what stopped the report was said already.
  }
}

/** The reader of stdout went away, which is its right. */
function isClosedPipe({ file }: Sink, cause: unknown): boolean {
  return file === undefined && (cause as { code?: unknown } | null)?.code === "EPIPE";
}

function interrupted(totals: Extract<RunEvent, { type: "run-finished" }>["totals"], durationMs: number): RunEvent {
  return { type: "run-finished", verdict: "interrupted", durationMs, totals, notices: [partial], reachability: [] };
}

const partial: Message = {
  text: {
    zh: "运行被中断，报告只包含已完成的用例。",
    en: "The run was interrupted; only finished cases are in this report.",
  },
};
const reportFailed: Text = {
  zh: "{name} 报告没有写成（{why}），其余报告不受影响。",
  en: "The {name} report was not made ({why}); the others go on.",
};
const written: Text = { zh: "{name} 报告：{file}", en: "{name} report: {file}" };
