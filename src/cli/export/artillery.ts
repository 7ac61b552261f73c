import { resolve } from "node:path";
import { demoCredentials } from "../../config/demo-credentials.js";
import { AppError } from "../../core/problem.js";
import { makeFolder } from "../../node/make-folder.js";
import type { Call, Context } from "../command.js";
import type { ExitCode } from "../exit.js";
import { chooseMain, mix } from "../load/target.js";
import { packageVersion } from "../package-version.js";
import { reasonOf } from "../read-input.js";
import { isThere, writeFiles } from "../write-files.js";
import { processorCode } from "./artillery/processor.js";
import { packageJson, readme, scenario } from "./artillery/project.js";

/** A project for Artillery, which drives load from many machines; its processor makes and signs every request with this package. */
export default async function exportArtillery({ options }: Call, context: Context): Promise<ExitCode> {
  if (typeof options.out !== "string") throw new AppError({ code: "export-out", category: "usage", text: outMissing });
  const { settings } = await context.settings();
  const { definition } = await chooseMain(mix, context.registry);
  const endpoint = settings.endpoints[definition.id] ?? `http://127.0.0.1:8080/spi/${definition.id}`;
  const { merchant, readings } = settings;
  const clientKey = settings.clientKey ?? demoCredentials.clientKey;
  const about = { callback: definition.id, endpoint, clientKey, merchant, readings };
  const project = { ...about, version: packageVersion(), t: context.t };
  const folder = resolve(context.cwd, options.out);
  const files = [
    { path: "package.json", content: packageJson(project) },
    { path: "artillery.yml", content: scenario(project) },
    { path: "processor.mjs", content: processorCode(project) },
    { path: "README.md", content: readme(project) },
  ];
  const there = files.map(({ path }) => path).filter((path) => isThere(folder, path));
  if (there.length > 0 && options.force !== true) throw filesThere(options.out, there);
  makeProjectFolder(folder, options.out);
  writeFiles(folder, files, new Set(there));
  context.note(written, { folder: options.out });
  return 0;
}

function filesThere(folder: string, there: readonly string[]): AppError {
  const args = { folder, files: there.join(", ") };
  return new AppError({ code: "export-file-exists", category: "usage", text: filesExist, args });
}

function makeProjectFolder(folder: string, named: string): void {
  try {
    makeFolder(folder);
  } catch (cause) {
    const args = { folder: named, why: reasonOf(cause) };
    throw new AppError({ code: "export-folder", category: "output", text: folderNotMade, args, cause });
  }
}

const filesExist = {
  zh: "{folder} 里已经有：{files}。什么都没有写。请加 --force 替换，或用 --out 指定别的文件夹。",
  en: "Already in {folder}: {files}. Nothing was written. Add --force to replace them, or name another folder with --out.",
};
const folderNotMade = {
  zh: "建不了文件夹 {folder}（{why}）。请用 --out 指定别的文件夹。",
  en: "The folder {folder} cannot be made ({why}). Name another one with --out.",
};
const outMissing = {
  zh: "请用 --out 指定写到哪个文件夹。",
  en: "Name the folder for the project with --out.",
};
const written = {
  zh: "工程已写入 {folder}。下一步见其中的 README.md。",
  en: "The project is in {folder}; its README.md says what comes next.",
};
