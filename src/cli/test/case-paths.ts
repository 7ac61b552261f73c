import { readdirSync } from "node:fs";
import { isAbsolute, relative, resolve, sep } from "node:path";
import { AppError } from "../../core/problem.js";
import { reasonOf } from "../read-input.js";

/**
 * The files that a path or a pattern names, sorted: `*` stands for any characters of one name, `**` for any folders.
 * Throws `AppError` (config) for a pattern that no file fits.
 */
export function casePaths(pattern: string, cwd: string): readonly string[] {
  const full = resolve(cwd, pattern);
  if (!full.includes("*")) return [full];
  const base = full.slice(0, full.lastIndexOf(sep, full.indexOf("*"))) || sep;
  const fits = matcherOf(relative(base, full));
  const found = filesBelow(base, full)
    .filter((path) => fits.test(path.split(sep).join("/")))
    .sort();
  if (found.length > 0) return found.map((path) => resolve(base, path));
  throw new AppError({ code: "cases-none", category: "config", text: fitsNothing, args: { pattern } });
}

function filesBelow(base: string, pattern: string): readonly string[] {
  const isDeep = pattern.includes("**") || relative(base, pattern).includes(sep);
  try {
    return readdirSync(base, { recursive: isDeep, encoding: "utf8" }).filter((path) => !isAbsolute(path));
  } catch (cause) {
    throw new AppError({
      code: "cases-unreadable",
      category: "config",
      text: unreadable,
      args: { folder: base, why: reasonOf(cause) },
      cause,
    });
  }
}

function matcherOf(pattern: string): RegExp {
  const source = pattern
    .split(sep)
    .map((name) => name.replace(/[\\^$.|?+()[\]{}]/g, "\\$&"))
    .join("/")
    .replace(/\*\*\/|\*\*|\*/g, (stars) => (stars === "**/" ? "(?:.*/)?" : stars === "**" ? ".*" : "[^/]*"));
  return new RegExp(`^${source}$`);
}

const fitsNothing = {
  zh: "没有用例文件符合 {pattern}。请检查路径。",
  en: "No case file fits {pattern}. Check the path.",
};
const unreadable = {
  zh: "读不了用例文件的文件夹 {folder}（{why}）。请检查路径和权限。",
  en: "The folder of the case files, {folder}, cannot be read ({why}). Check the path and its permissions.",
};
