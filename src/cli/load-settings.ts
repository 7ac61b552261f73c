import { readFileSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, isAbsolute, join, resolve } from "node:path";
import { settingOptions } from "../config/options.js";
import { type Resolved, resolveSettings, type Source } from "../config/resolve.js";
import { isObject, type JsonObject, type JsonValue } from "../core/json.js";
import { nearest } from "../core/nearest.js";
import { AppError } from "../core/problem.js";

type Env = Readonly<Record<string, string | undefined>>;

const fileNames = ["douyin-hotel.config.json", "douyin-hotel.config.yaml", "douyin-hotel.config.yml"];

/**
 * Reads every source of settings: flags, environment, profile, project file, user file, defaults.
 * Throws `AppError` (category config) that names file, line and column of a mistake.
 */
export async function loadSettings(
  options: Readonly<Record<string, unknown>>,
  env: Env,
  cwd: string,
): Promise<Resolved> {
  const named = typeof options.config === "string" ? resolve(cwd, options.config) : undefined;
  const project = named ?? findUpwards(cwd);
  const user = userFile(env);
  const projectValues = project ? await readConfig(project, named !== undefined) : undefined;
  const userValues = user && user !== project ? await readConfig(user, false) : undefined;
  const sources: Source[] = [];
  sources.push({ origin: { kind: "flag", name: "" }, values: fromFlags(options) });
  sources.push(...envSources(env));
  if (typeof options.profile === "string") {
    const profile = profileOf(options.profile, project, projectValues, userValues);
    sources.push({ origin: { kind: "profile", name: options.profile }, values: profile });
  }
  if (project && projectValues) {
    sources.push({ origin: { kind: "project", name: project }, values: absoluteSecretFile(projectValues, project) });
  }
  if (user && userValues) {
    sources.push({ origin: { kind: "user", name: user }, values: absoluteSecretFile(userValues, user) });
  }
  return resolveSettings(sources);
}

/** The profiles of the project and user files, for completion. */
export async function readProfiles(env: Env, cwd: string): Promise<JsonValue | undefined> {
  const files = [userFile(env), findUpwards(cwd)].filter((file) => file !== undefined);
  const values = await Promise.all(files.map((file) => readConfig(file, false)));
  return Object.assign({}, ...values.map((value) => value.profiles)) as JsonValue;
}

/** Flags that are settings, nested like the config file. */
function fromFlags(options: Readonly<Record<string, unknown>>): JsonObject {
  const values: Record<string, JsonValue> = {};
  for (const { key, flag } of settingOptions) {
    const value = flag === undefined ? undefined : options[flag];
    if (typeof value === "string" || typeof value === "number") values[key] = value;
  }
  return values;
}

function envSources(env: Env): Source[] {
  return settingOptions.flatMap(({ key, env: name }) => {
    const value = name === undefined ? undefined : env[name];
    return name !== undefined && value ? [{ origin: { kind: "env" as const, name }, values: { [key]: value } }] : [];
  });
}

function findUpwards(start: string): string | undefined {
  for (let folder = start; ; folder = dirname(folder)) {
    const found = fileNames.map((name) => join(folder, name)).find(isFile);
    if (found) return found;
    if (dirname(folder) === folder) return undefined;
  }
}

function userFile(env: Env): string | undefined {
  const base =
    env.XDG_CONFIG_HOME && isAbsolute(env.XDG_CONFIG_HOME)
      ? env.XDG_CONFIG_HOME
      : join(env.HOME ?? homedir(), ".config");
  return ["config.json", "config.yaml"].map((name) => join(base, "douyin-hotel", name)).find(isFile);
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

async function readConfig(path: string, isNamed: boolean): Promise<JsonObject> {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (cause) {
    throw new AppError({
      code: "config-unreadable",
      category: "config",
      text: isNamed
        ? {
            zh: "读不了配置文件 {file}。请检查 --config 的路径。",
            en: "The config file {file} cannot be read. Check the path given to --config.",
          }
        : {
            zh: "读不了配置文件 {file}。请检查它的权限。",
            en: "The config file {file} cannot be read. Check its permissions.",
          },
      args: { file: path },
      cause,
    });
  }
  const { parseConfig } = await import("./parse-config.js");
  return parseConfig(path, text);
}

function profileOf(name: string, file: string | undefined, ...values: readonly (JsonObject | undefined)[]): JsonObject {
  const profiles = Object.assign({}, ...values.map((value) => value?.profiles).reverse()) as JsonObject;
  const profile = Object.hasOwn(profiles, name) ? profiles[name] : undefined;
  if (isObject(profile)) return file ? absoluteSecretFile(profile, file) : profile;
  const [hint] = nearest(name, Object.keys(profiles), 1);
  throw new AppError({
    code: "unknown-profile",
    category: "config",
    text: hint
      ? {
          zh: "没有名为 {name} 的 profile。最接近的是 {hint}。",
          en: "There is no profile {name}. The nearest one is {hint}.",
        }
      : {
          zh: "没有名为 {name} 的 profile。请在配置文件的 profiles 下定义它。",
          en: "There is no profile {name}. Define it under profiles in the config file.",
        },
    args: { name, hint: hint ?? "" },
  });
}

/** A secret file named in a config file is relative to that file. */
function absoluteSecretFile(values: JsonObject, file: string): JsonObject {
  const named = values.clientSecretFile;
  return typeof named === "string" ? { ...values, clientSecretFile: resolve(dirname(file), named) } : values;
}
