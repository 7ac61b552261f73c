import { lstatSync } from "node:fs";
import { homedir } from "node:os";
import { basename, dirname, isAbsolute, join } from "node:path";
import { AppError } from "../../core/problem.js";

type Env = Readonly<Record<string, string | undefined>>;

const projectNames = ["douyin-hotel.config.json", "douyin-hotel.config.yaml", "douyin-hotel.config.yml"];
const userNames = ["config.json", "config.yaml", "config.yml"];

/** The config file of the folder or of the nearest one above it. Throws `AppError` where a folder has two. */
export function findProjectFile(start: string): string | undefined {
  for (let folder = start; ; folder = dirname(folder)) {
    const found = onlyOne(folder, projectNames);
    if (found !== undefined || dirname(folder) === folder) return found;
  }
}

/** The user's own config file, by the XDG base folders. */
export function findUserFile(env: Env): string | undefined {
  const { XDG_CONFIG_HOME: named } = env;
  const base = named && isAbsolute(named) ? named : join(env.HOME || homedir(), ".config");
  return onlyOne(join(base, "douyin-hotel"), userNames);
}

/** Whatever bears one of the names counts, so that a folder or a broken link of that name is said and not passed over. */
function onlyOne(folder: string, names: readonly string[]): string | undefined {
  const [first, second] = names.map((name) => join(folder, name)).filter(stands);
  if (first === undefined || second === undefined) return first;
  throw new AppError({
    code: "config-twice",
    category: "config",
    text: {
      zh: "{folder} 里同时有 {first} 和 {second}。请只保留一个。",
      en: "{folder} holds both {first} and {second}. Keep one of them.",
    },
    args: { folder, first: basename(first), second: basename(second) },
  });
}

function stands(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    // A folder that may not be looked into, or a name where a folder should be: nothing of ours is there.
    return false;
  }
}
