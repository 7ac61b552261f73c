import { readFileSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { demoCredentials } from "../config/demo-credentials.js";
import { AppError } from "../core/problem.js";
import type { Text } from "../core/text.js";
import type { Context } from "./command.js";
import { reasonOf } from "./read-input.js";

export type Credentials = { readonly clientKey: string; readonly clientSecret: string; readonly isDemo: boolean };

/**
 * The app's key and secret. The secret comes from `--client-secret-file`, DOUYIN_CLIENT_SECRET, or the config's
 * `clientSecretEnv` / `clientSecretFile`; without any, demo credentials, for a loopback target only.
 * Throws `AppError` (category secret).
 */
export async function resolveCredentials(
  options: Readonly<Record<string, unknown>>,
  context: Context,
  { isLoopback, needsKey = true }: { readonly isLoopback: boolean; readonly needsKey?: boolean },
): Promise<Credentials> {
  const { settings } = await context.settings();
  const secret = findSecret(options, context, settings.clientSecretEnv, settings.clientSecretFile);
  if (secret === undefined) {
    if (!isLoopback) throw new AppError({ code: "secret-missing", category: "secret", text: secretMissing });
    context.note(demoNote);
    return {
      clientKey: settings.clientKey ?? demoCredentials.clientKey,
      clientSecret: demoCredentials.clientSecret,
      isDemo: true,
    };
  }
  if (settings.clientKey === undefined && needsKey && !isLoopback) {
    throw new AppError({ code: "client-key-missing", category: "secret", text: keyMissing });
  }
  return { clientKey: settings.clientKey ?? demoCredentials.clientKey, clientSecret: secret, isDemo: false };
}

const secretMissing: Text = {
  zh: "没有 client_secret，而目标不是本机。请设置环境变量 DOUYIN_CLIENT_SECRET，或用 --client-secret-file 指定文件。",
  en: "There is no client_secret and the target is not this machine. Set DOUYIN_CLIENT_SECRET, or name a file with --client-secret-file.",
};
const keyMissing: Text = {
  zh: "没有 client_key，而目标不是本机。请用 --client-key 或环境变量 DOUYIN_CLIENT_KEY 指定。",
  en: "There is no client_key and the target is not this machine. Give --client-key or set DOUYIN_CLIENT_KEY.",
};
const demoNote: Text = {
  zh: "未设置 client_secret：使用演示凭据（client_key awexampleclientkey）。",
  en: "No client_secret is set: demo credentials are used (client_key awexampleclientkey).",
};

function findSecret(
  options: Readonly<Record<string, unknown>>,
  { env, cwd }: Context,
  configEnv: string | undefined,
  configFile: string | undefined,
): string | undefined {
  if (typeof options.clientSecretFile === "string")
    return readSecret(resolve(cwd, options.clientSecretFile), "--client-secret-file");
  if (env.DOUYIN_CLIENT_SECRET) return env.DOUYIN_CLIENT_SECRET;
  if (configEnv !== undefined) {
    const value = env[configEnv];
    if (value) return value;
    throw new AppError({
      code: "secret-env-empty",
      category: "secret",
      text: {
        zh: "配置里的 clientSecretEnv 指向环境变量 {name}，但它没有设置。请设置它，或去掉这一项。",
        en: "The config's clientSecretEnv names the variable {name}, which is not set. Set it, or take the key out.",
      },
      args: { name: configEnv },
    });
  }
  return configFile === undefined ? undefined : readSecret(resolve(cwd, configFile), "clientSecretFile");
}

/** Far more than any secret holds: what is longer is the wrong file, and a device never ends. */
const mostBytes = 65_536;

/** A plain file; from the command line also the pipe that a shell's `<(…)` makes. */
function readShort(path: string, mayBePipe: boolean): string {
  const stat = statSync(path);
  if (stat.isDirectory()) throw Object.assign(new Error(), { code: "EISDIR" });
  if (!stat.isFile() && !(mayBePipe && stat.isFIFO())) throw Object.assign(new Error(), { code: "ENXIO" });
  if (stat.size > mostBytes) throw Object.assign(new Error(), { code: "EFBIG" });
  return readFileSync(path, "utf8");
}

function readSecret(path: string, source: string): string {
  let text: string;
  try {
    text = readShort(path, source === "--client-secret-file");
  } catch (cause) {
    throw new AppError({
      code: "secret-file-missing",
      category: "secret",
      text: {
        zh: "读不了密钥文件 {file}（{source}，{why}）。请检查路径和权限。",
        en: "The secret file {file} ({source}) cannot be read ({why}). Check the path and its permissions.",
      },
      args: { file: path, source, why: reasonOf(cause) },
      cause,
    });
  }
  const secret = text.replace(/\r?\n$/, "");
  if (secret !== "") return secret;
  throw new AppError({
    code: "secret-file-empty",
    category: "secret",
    text: {
      zh: "密钥文件 {file} 是空的。请把 client_secret 写进去，只写一行。",
      en: "The secret file {file} is empty. Put the client_secret into it, on one line.",
    },
    args: { file: path },
  });
}
