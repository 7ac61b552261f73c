import type { Case } from "../../core/case.js";
import { AppError } from "../../core/problem.js";
import { decodeUtf8 } from "../../core/utf8.js";
import type { Context } from "../command.js";
import { readInput } from "../read-input.js";
import { casePaths } from "./case-paths.js";

/**
 * The user's own cases, from the config's `cases` and those that `named` lists. Throws `AppError` that names file, line and column of a
 * mistake, and for an id that another case has; `builtIn` are those of the contract.
 */
export async function ownCases(
  named: readonly string[],
  builtIn: readonly Case[],
  context: Context,
): Promise<readonly Case[]> {
  const { settings } = await context.settings();
  const patterns = [...settings.cases, ...named];
  const files = new Set(patterns.flatMap((pattern) => casePaths(pattern, context.cwd)));
  if (files.size === 0) return [];
  const { parseCases } = await import("./case-file.js");
  const known = new Set(builtIn.map(({ id }) => id));
  const cases: Case[] = [];
  for (const file of files) {
    for (const one of await parseCases(file, await textOf(file, context), { known, registry: context.registry })) {
      known.add(one.id);
      cases.push(one);
    }
  }
  return cases;
}

async function textOf(file: string, context: Context): Promise<string> {
  const decoded = decodeUtf8(await readInput(file, context));
  if (decoded.ok) return decoded.text.replace(/^\ufeff/, "");
  const { line, column } = decoded;
  throw new AppError({
    code: "cases-not-utf8",
    category: "config",
    text: {
      zh: "{file} 第 {line} 行第 {column} 列：不是合法的 UTF-8。请把文件另存为 UTF-8。",
      en: "{file}, line {line}, column {column}: this is not UTF-8. Save the file as UTF-8.",
    },
    args: { file, line, column },
  });
}
