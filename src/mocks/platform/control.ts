import type { JsonObject, JsonValue } from "../../core/json.js";
import { nearest } from "../../core/nearest.js";
import type { Clock } from "../../core/ports.js";
import { AppError } from "../../core/problem.js";
import { type Lang, say, sayMessage, type Text } from "../../core/text.js";
import { readBody } from "../merchant/read-body.js";
import { jsonResponse } from "../merchant/respond.js";
import { readControlBody } from "./control/body.js";
import { type ControlRoute, controlRoutes } from "./control/routes.js";
import type { MockPlatform } from "./mock-platform.js";

export const controlPrefix = "/_control";

export type ControlOptions = {
  /** Every request carries it as `Authorization: Bearer …`. */
  readonly token: string;
  /** Of the sentences, unless the request asks for another with `?lang=`. */
  readonly lang: Lang;
  /** Said by `GET /_control`, beside the routes. */
  readonly about: JsonObject;
  readonly clock: Pick<Clock, "sleep">;
};

/** The JSON API that drives orders: `GET /_control` lists what there is. Nothing happens without the token of this run. */
export function controlApp(
  platform: MockPlatform,
  { token, lang: usual, about, clock }: ControlOptions,
): (request: Request) => Promise<Response> {
  const ownTurn = oneAtATime(clock);
  return async (request) => {
    const url = new URL(request.url);
    const lang = langs.find((known) => known === url.searchParams.get("lang")) ?? usual;
    if (!isSame(request.headers.get("authorization") ?? "", `Bearer ${token}`)) {
      return failed(401, "control-token", say(lang, texts.token), { "www-authenticate": "Bearer" });
    }
    const path = url.pathname.slice(controlPrefix.length).replace(/\/$/, "");
    const known = controlRoutes.flatMap((route) => matched(route, path));
    if (known.length === 0) return unknownPath(path, lang);
    const match = known.find(({ route }) => route.method === request.method);
    if (!match) {
      const allowed = known.map(({ route }) => route.method).join(", ");
      const message = say(lang, texts.method, { path: controlPrefix + path, allowed, method: request.method });
      return failed(405, "method-not-allowed", message, { allow: allowed });
    }
    try {
      const bytes = await readBody(request);
      if (typeof bytes === "string") return failed(bytes === "too-large" ? 413 : 400, `body-${bytes}`, bytes);
      const body = readControlBody(bytes, match.route.takes);
      await ownTurn();
      const { status, json } = await match.route.run({ platform, about, id: match.id, body, lang });
      return jsonResponse(json, status);
    } catch (error) {
      // What cannot be kept must not pass for something that the caller did.
      if (!(error instanceof AppError) || error.category === "output") throw error;
      return failed(statusOf(error), error.code, sayMessage(lang, error.say));
    }
  };
}

/** Between two requests the network is heard, so that a burst of them does not make the merchant's answers look slow. */
function oneAtATime(clock: Pick<Clock, "sleep">): () => Promise<void> {
  let last: Promise<void> = Promise.resolve();
  return () => {
    last = last.then(() => clock.sleep(0));
    return last;
  };
}

const langs: readonly Lang[] = ["zh", "en", "pseudo"];

/** Takes as long for any wrong token of the same length. */
function isSame(given: string, wanted: string): boolean {
  let difference = given.length ^ wanted.length;
  for (let i = 0; i < wanted.length; i++) difference |= given.charCodeAt(i) ^ wanted.charCodeAt(i);
  return difference === 0;
}

/** `:id` stands for one segment. */
function matched(route: ControlRoute, path: string): readonly { readonly route: ControlRoute; readonly id: string }[] {
  const [before = "", after] = route.path.split(":id");
  if (after === undefined) return path === route.path ? [{ route, id: "" }] : [];
  const id = path.slice(before.length, path.length - after.length);
  const isIt = path.startsWith(before) && path.endsWith(after) && id !== "" && !id.includes("/");
  return isIt ? [{ route, id: decoded(id) }] : [];
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    // No order has such an id, and that is what will be said.
    return segment;
  }
}

function unknownPath(path: string, lang: Lang): Response {
  const all = [...new Set(controlRoutes.map((route) => controlPrefix + route.path))];
  const [near] = nearest(controlPrefix + path, all, 1);
  const message = say(lang, near === undefined ? texts.unknown : texts.near, {
    path: controlPrefix + path,
    near: near ?? "",
    all: all.join(", "),
  });
  const error = { code: "path-unknown", message, nearest: near ?? null, paths: all };
  return jsonResponse({ error }, 404);
}

/** An order that is in no state for it is a conflict; what names nothing is not found. */
function statusOf({ code }: AppError): number {
  if (code === "order-unknown" || code === "delivery-unknown") return 404;
  return code.startsWith("order-") ? 409 : 400;
}

function failed(
  status: number,
  code: string,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): Response {
  const response = jsonResponse({ error: { code, message } satisfies JsonValue }, status);
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
  return response;
}

const texts = {
  token: {
    zh: "控制接口需要本次运行的令牌：请求头 Authorization: Bearer 加上就绪行里的 token。",
    en: "The control API needs the token of this run: the header Authorization: Bearer with the token of the ready line.",
  },
  method: { zh: "{path} 接受 {allowed}，不接受 {method}。", en: "{path} takes {allowed}, not {method}." },
  near: { zh: "没有路径 {path}，最接近的是 {near}。", en: "There is no path {path}; the nearest is {near}." },
  unknown: { zh: "没有路径 {path}。可用的有：{all}。", en: "There is no path {path}. There are: {all}." },
} satisfies Record<string, Text>;
