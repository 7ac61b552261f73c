import { AppError } from "../core/problem.js";
import type { Text } from "../core/text.js";
import type { Context } from "./command.js";

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
  zh: "{source} 的值 {url} 用的是 {scheme},只支持 http 和 https。",
  en: "{source}: {url} uses {scheme}; only http and https are supported.",
};
const hasCredentials: Text = {
  zh: "{source} 指向 {host} 的地址里带有用户名或密码,抖音不会这样调用。请去掉它们。",
  en: "{source}: the address at {host} carries a user name or password, which Douyin never sends. Take them out.",
};
const hasFragment: Text = {
  zh: "{source} 的值 {url} 带有 # 片段,它不会被发送。请去掉。",
  en: "{source}: {url} has a # fragment, which is never sent. Take it out.",
};

function endpointProblem(code: string, text: Text, args: Readonly<Record<string, string>>, cause?: unknown): AppError {
  return new AppError({ code, category: "usage", text, args, ...(cause === undefined ? {} : { cause }) });
}

export function isLoopback(url: URL): boolean {
  const host = url.hostname
    .replace(/^\[|\]$/g, "")
    .replace(/\.$/, "")
    .toLowerCase();
  return (
    host === "localhost" ||
    host.endsWith(".localhost") ||
    /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(host) ||
    host === "::1" ||
    /^::ffff:7f[0-9a-f]{2}:[0-9a-f]{1,4}$/.test(host)
  );
}

/** Link-local and cloud metadata addresses: never a merchant. */
function isLinkLocal(url: URL): boolean {
  const host = url.hostname.replace(/^\[|\]$/g, "").toLowerCase();
  return (
    /^169\.254\./.test(host) ||
    /^fe[89ab][0-9a-f]:/.test(host) ||
    /^::ffff:a9fe:/.test(host) ||
    host === "fd00:ec2::254" ||
    host === "100.100.100.200" ||
    host === "metadata.google.internal" ||
    host === "0.0.0.0" ||
    host === "::"
  );
}

/**
 * The guard against accidents. Loopback is always allowed; link-local and metadata addresses only with
 * `--allow-link-local`; any other host must stand in `targets` of the config or be confirmed once on a terminal
 * (never in CI). Throws `AppError` (category usage) and sends nothing.
 */
export async function checkTarget(
  url: URL,
  context: Context,
  options: Readonly<Record<string, unknown>>,
): Promise<void> {
  if (isLoopback(url)) return;
  if (isLinkLocal(url)) {
    if (options.allowLinkLocal === true) return;
    throw new AppError({ code: "target-link-local", category: "usage", text: linkLocal, args: { host: url.host } });
  }
  const { settings } = await context.settings();
  if (settings.targets.some((target) => matches(target, url))) return;
  if (context.isInputTty && context.isErrorTty && !context.env.CI && (await confirmOnce(url, context))) return;
  throw new AppError({ code: "target-not-allowed", category: "usage", text: notAllowed, args: { host: url.host } });
}

const linkLocal: Text = {
  zh: "{host} 是链路本地或元数据地址,不会向它发送。确有需要时加 --allow-link-local。",
  en: "{host} is a link-local or metadata address; nothing is sent to it. Add --allow-link-local if you really mean it.",
};
const notAllowed: Text = {
  zh: '{host} 不是本机,也不在允许的目标里,所以什么都没有发送。请在配置文件里加上 "targets": ["{host}"]。',
  en: '{host} is not this machine and not an allowed target, so nothing was sent. Add "targets": ["{host}"] to the config file.',
};

/** `host` matches any port, `host:port` that port alone; no wildcards. */
function matches(target: string, url: URL): boolean {
  const wanted = target.toLowerCase();
  return wanted === url.hostname || wanted === url.host || wanted === `${url.hostname}:${url.port || defaultPort(url)}`;
}

function defaultPort(url: URL): string {
  return url.protocol === "https:" ? "443" : "80";
}

async function confirmOnce(url: URL, context: Context): Promise<boolean> {
  const { confirmTarget } = await import("./confirm-target.js");
  return confirmTarget(url.host, context);
}
