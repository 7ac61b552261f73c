import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { RunEvent } from "../../core/event.js";
import type { Finding } from "../../core/finding.js";
import { isObject, type JsonValue, stringifyJson } from "../../core/json.js";
import { parseJsonText } from "../../core/json-text.js";
import { AppError } from "../../core/problem.js";
import type { Text } from "../../core/text.js";
import type { Call, Context } from "../command.js";
import { readInput } from "../read-input.js";
import { checkWritable, saveFile } from "../save-file.js";

/** A finding that is known, wherever it comes up again. */
type Known = { readonly case: string; readonly rule: string; readonly pointer: string };

export type Baseline = {
  /** As it was named. */
  readonly file: string;
  /** The finding is no news and fails nothing. */
  readonly isKnown: (caseId: string, finding: Finding) => boolean;
  note(event: RunEvent): void;
  /** Once the run is over: writes the file where that was asked for, says what has become of the known ones. */
  close(): void;
};

/**
 * The findings of `--baseline FILE`, `{ "version": 1, "findings": [{ "case", "rule", "pointer" }] }`. With
 * `--update-baseline` this run's errors and warnings take the place of what stood there about the cases that ran.
 * Throws `AppError` when the file cannot be read, or not be written.
 */
export async function openBaseline({ options }: Call, context: Context): Promise<Baseline | undefined> {
  const file = options.baseline;
  const isUpdated = options.updateBaseline === true;
  if (typeof file !== "string") {
    if (isUpdated) throw new AppError({ code: "baseline-unnamed", category: "usage", text: unnamed });
    return undefined;
  }
  if (isUpdated) checkWritable(file, context.cwd);
  const isNew = isUpdated && !existsSync(resolve(context.cwd, file));
  const known = isNew ? [] : await readKnown(file, context);
  const identities = new Set(known.map(identity));
  const met = new Map<string, Known>();
  const ran = new Set<string>();
  let isWhole = false;
  return {
    file,
    isKnown(caseId, { rule, pointer, severity }) {
      if (severity === "info") return false;
      const own = { case: caseId, rule, pointer };
      if (!isUpdated && !identities.has(identity(own))) return false;
      met.set(identity(own), own);
      return true;
    },
    note(event) {
      if (event.type === "run-finished") isWhole = event.verdict !== "interrupted";
      if (event.type !== "case-finished") return;
      const { id, verdict } = event.result;
      if (verdict === "passed" || verdict === "failed") ran.add(id);
    },
    close() {
      const gone = known.filter((one) => ran.has(one.case) && !met.has(identity(one)));
      if (!isUpdated) {
        if (gone.length > 0) context.note(stale, { n: gone.length, file });
        return;
      }
      if (!isWhole) return context.warn(notUpdated, { file });
      const kept = known.filter((one) => !ran.has(one.case));
      const findings = [...kept, ...met.values()].toSorted((a, b) => (identity(a) < identity(b) ? -1 : 1));
      saveFile(file, `${stringifyJson({ version: 1, findings }, 2)}\n`, context.cwd);
      context.note(updated, { n: findings.length, file });
    },
  };
}

function identity(known: Known): string {
  return [known.case, known.rule, known.pointer].join(" ");
}

async function readKnown(file: string, context: Context): Promise<readonly Known[]> {
  const text = new TextDecoder().decode(await readInput(file, context));
  const parsed = parseJsonText(text);
  if (!parsed.ok) {
    const { text: said, args } = parsed.mistake.message;
    throw problem({ zh: `{file}:${said.zh}`, en: `{file}: ${said.en}` }, { ...args, file });
  }
  const findings = isObject(parsed.value) && parsed.value.version === 1 ? parsed.value.findings : undefined;
  if (!Array.isArray(findings) || !findings.every(isKnownFinding)) throw problem(malformed, { file });
  return findings;
}

function isKnownFinding(value: JsonValue): value is Known {
  return isObject(value) && [value.case, value.rule, value.pointer].every((part) => typeof part === "string");
}

function problem(text: Text, args: Readonly<Record<string, string | number | bigint | boolean>>): AppError {
  return new AppError({ code: "baseline-malformed", category: "fixture", text, args });
}

const unnamed: Text = {
  zh: "--update-baseline 不知道写到哪里。请用 --baseline FILE 指定文件。",
  en: "--update-baseline does not know where to write. Name the file with --baseline FILE.",
};
const malformed: Text = {
  zh: "{file} 不是基线文件。请用 --update-baseline 重新生成。",
  en: "{file} is not a baseline. Make it anew with --update-baseline.",
};
const stale: Text = {
  zh: "基线 {file} 中有 {n} 条发现这次没有出现，--update-baseline 会去掉它们。",
  en: "Findings of the baseline {file} that did not come up: {n}. --update-baseline takes them out.",
};
const updated: Text = { zh: "基线 {file} 已更新：{n} 条发现。", en: "Baseline {file} updated; findings in it: {n}." };
const notUpdated: Text = {
  zh: "运行被中断，基线 {file} 没有更新。",
  en: "The run was interrupted, so the baseline {file} was not updated.",
};
