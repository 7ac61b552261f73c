import { existsSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { nearest } from "../core/nearest.js";
import { AppError } from "../core/problem.js";
import { decodeUtf8 } from "../core/utf8.js";
import type { Fixture } from "../engine/generate.js";
import type { Context } from "./command.js";
import { readInput } from "./read-input.js";
import { savedPayload } from "./saved-payload.js";

/** The payloads that come with the tool, one folder for each callback. */
const folder = join(import.meta.dirname, "../../fixtures");

/**
 * A saved payload (or the exchange of `send --save`, for the payload in it): a file, `-` for standard input, or the name of
 * one that comes with the tool. Throws `AppError`.
 */
export async function readFixture(wanted: string, callback: string, context: Context): Promise<Fixture> {
  const named = join(folder, callback, `${wanted}.json`);
  const isFile = wanted === "-" || existsSync(resolve(context.cwd, wanted));
  if (isFile) {
    const text = await readText(wanted, context);
    return { name: wanted, text: savedPayload(text, callback) ?? text };
  }
  if (/^[\w-]+$/.test(wanted) && existsSync(named)) return { name: wanted, text: await readText(named, context) };
  throw unknownFixture(wanted, callback);
}

async function readText(path: string, context: Context): Promise<string> {
  const decoded = decodeUtf8(await readInput(path, context));
  if (decoded.ok) return decoded.text;
  throw new AppError({
    code: "fixture-not-utf8",
    category: "fixture",
    text: {
      zh: "样例 {name} 从第 {line} 行第 {column} 列起不是 UTF-8。请另存为 UTF-8。",
      en: "The fixture {name} is not UTF-8 from line {line}, column {column} on. Save it as UTF-8.",
    },
    args: { name: path, line: decoded.line, column: decoded.column },
  });
}

function unknownFixture(wanted: string, callback: string): AppError {
  const names = fixtureNames(callback);
  const [near] = nearest(wanted, names, 1);
  return new AppError({
    code: "fixture-unknown",
    category: "fixture",
    text: near
      ? {
          zh: "没有文件 {wanted}，也没有这个名字的样例。是不是 {near}？",
          en: "There is no file {wanted} and no fixture of that name. Did you mean {near}?",
        }
      : {
          zh: "没有文件 {wanted}，也没有这个名字的样例。{callback} 自带的样例有：{names}。",
          en: "There is no file {wanted} and no fixture of that name. Those of {callback} are: {names}.",
        },
    args: { wanted, callback, near: near ?? "", names: names.join(", ") },
  });
}

export function fixtureNames(callback: string): readonly string[] {
  const own = join(folder, callback);
  if (!existsSync(own)) return [];
  return readdirSync(own)
    .filter((name) => name.endsWith(".json"))
    .map((name) => name.slice(0, -".json".length))
    .toSorted();
}
