import type { Registry } from "../../core/callback.js";
import { nearest } from "../../core/nearest.js";
import { AppError } from "../../core/problem.js";
import type { Text } from "../../core/text.js";
import { parseEndpoint } from "../target.js";

/** Callback id → URL as it was written. */
export type Endpoints = Readonly<Record<string, string>>;

/**
 * Where each callback goes: `--endpoint create-order=URL` before a bare `--endpoint URL`, and both before the config's
 * `endpoints`. Throws `AppError` for an unknown callback, one that was given twice, or what is no URL.
 */
export function readEndpoints(
  values: readonly string[],
  configured: Endpoints,
  { ids }: Pick<Registry, "ids">,
): Endpoints {
  const given = values.map((value) => readValue(value));
  const bare = given.filter(({ callback }) => callback === undefined).map(({ url }) => url);
  const named = given.flatMap(({ callback, url }) => (callback === undefined ? [] : [[callback, url] as const]));
  for (const callback of [...named.map(([name]) => name), ...Object.keys(configured)]) requireCallback(callback, ids);
  const twice = named.find(([name], index) => named.findIndex(([other]) => other === name) !== index)?.[0];
  if (twice !== undefined || bare.length > 1)
    throw new AppError({
      code: "endpoint-twice",
      category: "usage",
      text: twice === undefined ? bareTwice : namedTwice,
      args: { callback: twice ?? "", example: `${ids[0] ?? ""}=URL` },
    });
  const everywhere = bare.flatMap((url) => ids.map((id) => [id, url] as const));
  const flags = Object.fromEntries([...everywhere, ...named]);
  for (const url of Object.values(flags)) parseEndpoint(url, "--endpoint");
  for (const [id, url] of Object.entries(configured)) if (!(id in flags)) parseEndpoint(url, `endpoints.${id}`);
  return { ...configured, ...flags };
}

/** No URL has a `=` before its scheme. */
function readValue(value: string): { readonly callback: string | undefined; readonly url: string } {
  const match = /^([\w-]+)=(.*)$/s.exec(value);
  return match ? { callback: match[1], url: match[2] ?? "" } : { callback: undefined, url: value };
}

function requireCallback(name: string, ids: readonly string[]): void {
  if (ids.includes(name)) return;
  const [hint] = nearest(name, ids, 1);
  throw new AppError({
    code: "endpoint-callback",
    category: "usage",
    text: hint ? unknownWithHint : unknown,
    args: { name, hint: hint ?? "", all: ids.join(", ") },
  });
}

const unknownWithHint: Text = {
  zh: "地址指给了不存在的回调 {name}。最接近的是 {hint}。",
  en: "An endpoint is given for {name}, which is no callback. The nearest one is {hint}.",
};
const unknown: Text = {
  zh: "地址指给了不存在的回调 {name}。可以是：{all}。",
  en: "An endpoint is given for {name}, which is no callback. It can be: {all}.",
};
const bareTwice: Text = {
  zh: "--endpoint 给了两个不带回调名的地址。请写成 --endpoint {example} 分别指定。",
  en: "--endpoint was given two URLs without a callback. Write --endpoint {example} for each.",
};
const namedTwice: Text = {
  zh: "--endpoint 给了两次 {callback} 的地址。请去掉其中一个。",
  en: "--endpoint was given twice for {callback}. Take one of them out.",
};
