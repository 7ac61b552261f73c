import { resolve } from "node:path";
import { settingOptions } from "../config/options.js";
import { type Resolved, resolveSettings, type Source } from "../config/resolve.js";
import type { Registry } from "../core/callback.js";
import { isObject, type JsonObject, type JsonValue } from "../core/json.js";
import { nearest } from "../core/nearest.js";
import { AppError } from "../core/problem.js";
import { findProjectFile, findUserFile } from "./config/find-config.js";

type Env = Readonly<Record<string, string | undefined>>;

type ConfigFile = { readonly kind: "project" | "user"; readonly file: string; readonly values: JsonObject };

/**
 * Reads every source of settings: flags, environment, profile, project file, user file, defaults.
 * Throws `AppError` (category config) that names file, line and column of a mistake.
 */
export async function loadSettings(
  options: Readonly<Record<string, unknown>>,
  env: Env,
  cwd: string,
  registry?: Registry,
): Promise<Resolved> {
  const named = typeof options.config === "string" ? resolve(cwd, options.config) : undefined;
  const files = await readFiles(named, env, cwd, registry);
  return resolveSettings([
    ...flagSources(options),
    ...envSources(env),
    ...(typeof options.profile === "string" ? profileSources(options.profile, files) : []),
    ...files.map(({ kind, file, values }): Source => ({ origin: { kind, name: file }, values })),
  ]);
}

/** The profiles of the project and user files, for completion. */
export async function readProfiles(env: Env, cwd: string): Promise<JsonValue | undefined> {
  const files = await readFiles(undefined, env, cwd, undefined);
  return Object.assign({}, ...files.map(({ values }) => values.profiles).reverse()) as JsonValue;
}

/** The project file and the user file, those that are there, the stronger one first. */
async function readFiles(
  named: string | undefined,
  env: Env,
  cwd: string,
  registry: Registry | undefined,
): Promise<readonly ConfigFile[]> {
  const project = named ?? findProjectFile(cwd);
  const user = findUserFile(env);
  return Promise.all([
    ...(project === undefined ? [] : [readFile("project", project, named !== undefined, registry)]),
    ...(user === undefined || user === project ? [] : [readFile("user", user, false, registry)]),
  ]);
}

async function readFile(
  kind: ConfigFile["kind"],
  file: string,
  isNamed: boolean,
  registry: Registry | undefined,
): Promise<ConfigFile> {
  const [{ readConfigText }, { parseConfig }] = await Promise.all([
    import("./config/read-config-text.js"),
    import("./parse-config.js"),
  ]);
  const values = await parseConfig(file, readConfigText(file, isNamed), { kind, ...(registry ? { registry } : {}) });
  return { kind, file, values };
}

function flagSources(options: Readonly<Record<string, unknown>>): Source[] {
  return settingOptions.flatMap(({ key, flag }) => {
    const value = flag === undefined ? undefined : options[flag];
    if (typeof value !== "string" && typeof value !== "number") return [];
    return [{ origin: { kind: "flag" as const, name: flagName(flag ?? key) }, values: { [key]: value } }];
  });
}

/** `clientSecretFile` is typed as `--client-secret-file`. */
function flagName(option: string): string {
  return `--${option.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

function envSources(env: Env): Source[] {
  return settingOptions.flatMap(({ key, env: name }) => {
    const value = name === undefined ? undefined : env[name];
    return name !== undefined && value ? [{ origin: { kind: "env" as const, name }, values: { [key]: value } }] : [];
  });
}

/** A profile of the project file wins over one of the same name in the user file, key by key. */
function profileSources(name: string, files: readonly ConfigFile[]): readonly Source[] {
  const sources = files.flatMap(({ values }): Source[] => {
    const { profiles } = values;
    const profile = isObject(profiles) && Object.hasOwn(profiles, name) ? profiles[name] : undefined;
    return isObject(profile) ? [{ origin: { kind: "profile", name }, values: profile }] : [];
  });
  if (sources.length > 0) return sources;
  const known = files.flatMap(({ values }) => (isObject(values.profiles) ? Object.keys(values.profiles) : []));
  throw unknownProfile(name, known);
}

function unknownProfile(name: string, known: readonly string[]): AppError {
  const [hint] = nearest(name, known, 1);
  return new AppError({
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
