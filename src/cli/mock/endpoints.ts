import type { Registry } from "../../core/callback.js";
import { nearest } from "../../core/nearest.js";
import { AppError } from "../../core/problem.js";
import type { Context } from "../command.js";
import { checkTarget, parseEndpoint } from "../target.js";

/**
 * The merchant's URL of each callback: `--endpoint create-order=URL` for one, a bare `--endpoint URL` for all, else the
 * config's `endpoints`. Empty when none is named anywhere. Throws `AppError` for a callback that there is not, one that is left
 * without a URL, and a target that is not allowed.
 */
export async function merchantEndpoints(
  options: Readonly<Record<string, unknown>>,
  context: Context,
): Promise<Readonly<Record<string, URL>>> {
  const { registry } = context;
  const { settings } = await context.settings();
  const given = Array.isArray(options.endpoint) ? options.endpoint.map((text) => readFlag(String(text), registry)) : [];
  const named = new Map<string, { readonly url: string; readonly source: string }>();
  for (const id of registry.ids) {
    const own = given.findLast(({ callback }) => callback === id) ?? given.findLast(({ callback }) => !callback);
    const configured = settings.endpoints[id];
    if (own) named.set(id, { url: own.url, source: "--endpoint" });
    else if (configured !== undefined) named.set(id, { url: configured, source: `endpoints.${id}` });
  }
  const missing = registry.ids.find((id) => !named.has(id));
  if (named.size > 0 && missing !== undefined) throw endpointMissing(missing);
  const urls = [...named].map(([id, { url, source }]) => [id, parseEndpoint(url, source)] as const);
  for (const [, url] of urls) await checkTarget(url, context, options);
  return Object.fromEntries(urls);
}

type Flag = { readonly callback: string | undefined; readonly url: string };

function readFlag(text: string, { ids }: Registry): Flag {
  const [, name, url] = /^([\w-]+)=(.*)$/s.exec(text) ?? [];
  if (name === undefined || url === undefined) return { callback: undefined, url: text };
  if (ids.includes(name)) return { callback: name, url };
  const [near] = nearest(name, ids, 1);
  throw new AppError({
    code: "endpoint-callback-unknown",
    category: "usage",
    text: near
      ? {
          zh: "--endpoint：没有回调 {name}。最接近的是 {near}。",
          en: "--endpoint: there is no callback {name}. The nearest one is {near}.",
        }
      : {
          zh: "--endpoint：没有回调 {name}。可以是：{all}。",
          en: "--endpoint: there is no callback {name}. It can be: {all}.",
        },
    args: { name, near: near ?? "", all: ids.join(", ") },
  });
}

function endpointMissing(callback: string): AppError {
  return new AppError({
    code: "endpoint-missing",
    category: "usage",
    text: {
      zh: "没有 {callback} 的地址。请加上 --endpoint {callback}=URL，或用一个不带名字的 --endpoint URL 接收全部回调。",
      en: "There is no URL for {callback}. Add --endpoint {callback}=URL, or one bare --endpoint URL that takes every callback.",
    },
    args: { callback },
  });
}
