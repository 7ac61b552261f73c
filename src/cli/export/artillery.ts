import { join, resolve } from "node:path";
import { AppError } from "../../core/problem.js";
import { makeFolder } from "../../node/make-folder.js";
import type { Call, Context } from "../command.js";
import type { ExitCode } from "../exit.js";
import { chooseMain, mix } from "../load/target.js";
import { packageVersion } from "../package-version.js";
import { reasonOf } from "../read-input.js";
import { saveFile } from "../save-file.js";
import { processorCode } from "./artillery/processor.js";
import { packageJson, readme, scenario } from "./artillery/project.js";

/** A project for Artillery, which drives load from many machines; its processor makes and signs every request with this package. */
export default async function exportArtillery({ options }: Call, context: Context): Promise<ExitCode> {
  if (typeof options.out !== "string") throw new AppError({ code: "export-out", category: "usage", text: outMissing });
  const { settings } = await context.settings();
  const { definition } = await chooseMain(mix, context.registry);
  const endpoint = settings.endpoints[definition.id] ?? `http://127.0.0.1:8080/spi/${definition.id}`;
  const { merchant, readings } = settings;
  const project = { callback: definition.id, endpoint, merchant, readings, version: packageVersion(), t: context.t };
  const folder = resolve(context.cwd, options.out);
  makeProjectFolder(folder, options.out);
  const files = {
    "package.json": packageJson(project),
    "artillery.yml": scenario(project),
    "processor.mjs": processorCode(project),
    "README.md": readme(project),
  };
  for (const [name, text] of Object.entries(files)) saveFile(join(folder, name), text, context.cwd);
  context.note(written, { folder: options.out });
  return 0;
}

function makeProjectFolder(folder: string, named: string): void {
  try {
    makeFolder(folder);
  } catch (cause) {
    const args = { folder: named, why: reasonOf(cause) };
    throw new AppError({ code: "export-folder", category: "output", text: folderNotMade, args, cause });
  }
}

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
