import type { Reporter, ReporterOptions } from "../core/event.js";
import type { Text } from "../core/text.js";

export type MakeReporter = (options: ReporterOptions) => Reporter;

export type ReporterEntry = {
  readonly summary: Text;
  /** Loads the format's code, and only its. */
  load(): Promise<MakeReporter>;
};

/** Every report format by the name that `--reporter` takes. */
export const reporters: Readonly<Record<string, ReporterEntry>> = {
  pretty: {
    summary: { zh: "终端阅读，按规则分组", en: "for people at a terminal, grouped by rule" },
    load: async () => (await import("./pretty.js")).default,
  },
  json: {
    summary: { zh: "一个 JSON 对象，含全部收发记录", en: "one JSON object with every exchange" },
    load: async () => (await import("./json.js")).default,
  },
  ndjson: {
    summary: { zh: "逐行事件流，可重建其他报告", en: "events line by line; any other report can be rebuilt" },
    load: async () => (await import("./ndjson.js")).default,
  },
  junit: {
    summary: { zh: "JUnit XML，供 Jenkins 和 GitLab 读取", en: "JUnit XML for Jenkins and GitLab" },
    load: async () => (await import("./junit.js")).default,
  },
  html: {
    summary: { zh: "单个离线网页，中英文可切换", en: "one offline page, both languages" },
    load: async () => (await import("./html.js")).default(),
  },
  markdown: {
    summary: { zh: "Markdown，用于任务摘要", en: "Markdown for a job summary" },
    load: async () => (await import("./markdown.js")).default,
  },
  github: {
    summary: { zh: "GitHub Actions 标注", en: "annotations for GitHub Actions" },
    load: async () => (await import("./github.js")).default,
  },
  tap: { summary: { zh: "TAP 14", en: "TAP 14" }, load: async () => (await import("./tap.js")).default },
  sarif: {
    summary: { zh: "SARIF 2.1.0，供代码扫描平台读取", en: "SARIF 2.1.0 for code scanning" },
    load: async () => (await import("./sarif.js")).default,
  },
};
