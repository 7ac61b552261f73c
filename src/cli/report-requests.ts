import { resolve } from "node:path";
import { nearest } from "../core/nearest.js";
import { AppError } from "../core/problem.js";
import type { Text } from "../core/text.js";
import { reporters } from "../reporters/registry.js";

/** A report that was asked for; without a file it goes to stdout. */
export type ReportRequest = { readonly name: string; readonly file?: string };

/**
 * Reads `--reporter NAME[=FILE]`, as often as it was given. When none goes to stdout, `pretty` does.
 * Throws `AppError` (category usage) for an unknown name, an empty file, two on stdout, or two on one file.
 */
export function parseReporters(values: readonly string[], cwd: string): readonly ReportRequest[] {
  const requests = values.map((value) => parseReporter(value, cwd));
  const onStdout = requests.filter((request) => request.file === undefined);
  const [first, second] = onStdout;
  if (first && second) {
    throw usage("reporter-stdout-twice", twoOnStdout, { first: first.name, second: second.name });
  }
  const files = requests.flatMap((request) => request.file ?? []);
  const twice = files.find((file, index) => files.indexOf(file) !== index);
  if (twice !== undefined) throw usage("reporter-file-twice", twoOnFile, { file: twice });
  return first ? requests : [{ name: "pretty" }, ...requests];
}

function parseReporter(value: string, cwd: string): ReportRequest {
  const at = value.indexOf("=");
  const name = at < 0 ? value : value.slice(0, at);
  const file = value.slice(name.length + 1);
  if (!Object.hasOwn(reporters, name)) throw unknownReporter(name);
  if (at < 0) return { name };
  if (file === "") throw usage("reporter-file-empty", noFile, { name });
  return file === "-" ? { name } : { name, file: resolve(cwd, file) };
}

function unknownReporter(name: string): AppError {
  const names = Object.keys(reporters);
  const [hint] = nearest(name, names, 1);
  const text: Text = hint
    ? { zh: "没有报告格式 {name}。最接近的是 {hint}。", en: "There is no reporter {name}. The nearest one is {hint}." }
    : { zh: "没有报告格式 {name}。可用的有：{names}。", en: "There is no reporter {name}. Choose from {names}." };
  return usage("reporter-unknown", text, { name, hint: hint ?? "", names: names.join(", ") });
}

const twoOnStdout: Text = {
  zh: "{first} 和 {second} 都要写到标准输出。请用 --reporter {second}=文件 把其中一个写到文件。",
  en: "Both {first} and {second} would go to stdout. Send one to a file with --reporter {second}=FILE.",
};
const twoOnFile: Text = {
  zh: "两个报告都要写到 {file}。请各给一个文件。",
  en: "Two reports would go to {file}. Give each a file of its own.",
};
const noFile: Text = {
  zh: "--reporter {name}= 后面缺少文件名。",
  en: "There is no file name after --reporter {name}=.",
};

function usage(code: string, text: Text, args: Readonly<Record<string, string>>): AppError {
  return new AppError({ code, category: "usage", text, args });
}
