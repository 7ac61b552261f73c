import { AppError } from "../core/problem.js";
import type { Text, TextArgs } from "../core/text.js";
import type { Context } from "./command.js";
import { allows, type HostKind, kindOfAddress, kindOfHost, parseTarget } from "./host.js";

/**
 * Reads an endpoint. Throws `AppError` for what is not an absolute http(s) URL, carries credentials, or has a fragment.
 */
export function parseEndpoint(text: string, source: string): URL {
  let url: URL;
  try {
    url = new URL(text);
  } catch (cause) {
    throw endpointProblem("endpoint-not-a-url", notAUrl, { url: text, source }, cause);
  }
  if (url.protocol !== "http:" && url.protocol !== "https:") {
    throw endpointProblem("endpoint-scheme", badScheme, { url: text, source, scheme: url.protocol });
  }
  if (url.username || url.password) {
    throw endpointProblem("endpoint-credentials", hasCredentials, { source, host: url.host });
  }
  if (url.hash) throw endpointProblem("endpoint-fragment", hasFragment, { url: text, source });
  return url;
}

const notAUrl: Text = {
  zh: "{source} 的值 {url} 不是一个完整的 URL。请写成 http://127.0.0.1:8080/spi/create 这样的形式。",
  en: "{source}: {url} is not a complete URL. Write it like http://127.0.0.1:8080/spi/create.",
};
const badScheme: Text = {
  zh: "{source} 的值 {url} 用的是 {scheme}，只支持 http 和 https。",
  en: "{source}: {url} uses {scheme}; only http and https are supported.",
};
const hasCredentials: Text = {
  zh: "{source} 指向 {host} 的地址里带有用户名或密码，抖音不会这样调用。请去掉它们。",
  en: "{source}: the address at {host} carries a user name or password, which Douyin never sends. Take them out.",
};
const hasFragment: Text = {
  zh: "{source} 的值 {url} 带有 # 片段，它不会被发送。请去掉。",
  en: "{source}: {url} has a # fragment, which is never sent. Take it out.",
};

function endpointProblem(code: string, text: Text, args: Readonly<Record<string, string>>, cause?: unknown): AppError {
  return new AppError({ code, category: "usage", text, args, ...(cause === undefined ? {} : { cause }) });
}

export function isLoopback(url: URL): boolean {
  return kindOfHost(url.hostname) === "loopback";
}

/** Every address of a name; empty when nothing is known of it. */
export type Lookup = (name: string) => Promise<readonly string[]>;

/**
 * The guard against accidents. Loopback is always allowed. Any other host must stand in `targets` of the config or be
 * confirmed once on a terminal (never in CI); link-local and metadata addresses need `--allow-link-local` besides.
 * Throws `AppError` (category usage) and sends nothing.
 */
export async function checkTarget(
  url: URL,
  context: Context,
  options: Readonly<Record<string, unknown>>,
  lookup: Lookup = lookUp,
): Promise<void> {
  await checkTargets([url], context, options, lookup);
}

/** As `checkTarget`, for all the endpoints of a run: nobody is asked twice about one host. */
export async function checkTargets(
  urls: readonly URL[],
  context: Context,
  options: Readonly<Record<string, unknown>>,
  lookup: Lookup = lookUp,
): Promise<void> {
  const hosts = new Map(urls.map((url) => [url.host, url]));
  for (const url of hosts.values()) await checkHost(url, context, options, lookup);
}

async function checkHost(
  url: URL,
  context: Context,
  options: Readonly<Record<string, unknown>>,
  lookup: Lookup,
): Promise<void> {
  const kind = kindOfHost(url.hostname);
  const problem = (code: string, text: Text, args: TextArgs = {}): AppError =>
    new AppError({ code, category: "usage", text, args: { host: url.host, ...args } });
  if (kind === "unspecified") throw problem("target-unspecified", unspecified);
  if (kind === "metadata" && options.allowLinkLocal !== true) throw problem("target-link-local", linkLocal);
  if (kind === "loopback") {
    const strange = (await addressesOf(url, lookup)).find((address) => kindOfAddress(address) !== "loopback");
    if (strange !== undefined) throw problem("target-not-loopback", notLoopback, { address: strange });
    return;
  }
  if (!(await isAllowed(url, context))) {
    throw problem("target-not-allowed", isInCi(context.env) ? notAllowedInCi : notAllowed);
  }
  if (options.allowLinkLocal === true) return;
  const hidden = (await addressesOf(url, lookup)).find((address) => !isOrdinary(kindOfAddress(address)));
  if (hidden !== undefined) throw problem("target-link-local", linkLocalBehind, { address: hidden });
}

async function isAllowed(url: URL, context: Context): Promise<boolean> {
  const { settings } = await context.settings();
  if (settings.targets.some((text) => allowsUrl(text, url))) return true;
  if (!context.isInputTty || !context.isErrorTty || isInCi(context.env)) return false;
  const { confirmTarget } = await import("./confirm-target.js");
  return confirmTarget(url.host, context);
}

function allowsUrl(text: string, url: URL): boolean {
  const target = parseTarget(text);
  return target !== undefined && allows(target, url);
}

/** `CI` is what nearly every CI sets; Jenkins and TeamCity do not. */
function isInCi(env: Context["env"]): boolean {
  const isSet = (name: string): boolean => !["", "0", "false"].includes((env[name] ?? "").toLowerCase());
  return ["CI", "CONTINUOUS_INTEGRATION", "JENKINS_URL", "TEAMCITY_VERSION", "TF_BUILD"].some(isSet);
}

/** `localhost` itself is taken at its word, and an address is its own. */
async function addressesOf({ hostname }: URL, lookup: Lookup): Promise<readonly string[]> {
  const name = hostname.replace(/\.$/, "");
  return name === "localhost" || isAddress(hostname) ? [] : lookup(name);
}

function isAddress(hostname: string): boolean {
  return hostname.startsWith("[") || /^[\d.]+$/.test(hostname);
}

function isOrdinary(kind: HostKind): boolean {
  return kind === "loopback" || kind === "other";
}

async function lookUp(name: string): Promise<readonly string[]> {
  const { addressesOfName } = await import("../node/lookup.js");
  return addressesOfName(name);
}

const unspecified: Text = {
  zh: "{host} 不是任何服务的地址，不能作为目标。本机请写 127.0.0.1。",
  en: "{host} is nobody's address and cannot be a target. Write 127.0.0.1 for this machine.",
};
const linkLocal: Text = {
  zh: "{host} 是链路本地或元数据地址，不会向它发送。确有需要时加 --allow-link-local。",
  en: "{host} is a link-local or metadata address; nothing is sent to it. Add --allow-link-local if you really mean it.",
};
const linkLocalBehind: Text = {
  zh: "{host} 解析到 {address}，那是链路本地或元数据地址，不会向它发送。确有需要时加 --allow-link-local。",
  en: "{host} resolves to {address}, a link-local or metadata address; nothing is sent to it. Add --allow-link-local if you really mean it.",
};
const notLoopback: Text = {
  zh: "{host} 应当是本机，却解析到 {address}，所以什么都没有发送。请写 127.0.0.1。",
  en: "{host} should be this machine but resolves to {address}, so nothing was sent. Write 127.0.0.1.",
};
const notAllowed: Text = {
  zh: '{host} 不是本机，也不在允许的目标里，所以什么都没有发送。请在配置文件里加上 "targets": ["{host}"]。',
  en: '{host} is not this machine and not an allowed target, so nothing was sent. Add "targets": ["{host}"] to the config file.',
};
const notAllowedInCi: Text = {
  zh: '{host} 不是本机，也不在允许的目标里；在 CI 中只向配置的 targets 发送。请在配置文件里加上 "targets": ["{host}"]。',
  en: '{host} is not this machine and not an allowed target; in CI only the config\'s targets are. Add "targets": ["{host}"] to the config file.',
};
