import { ConnectionDrop } from "../../core/connection-drop.js";
import { nearest } from "../../core/nearest.js";
import type { OperationDefinition, OperationRegistry } from "../../core/operation.js";
import { say, type Text } from "../../core/text.js";
import { jsonResponse } from "../merchant/respond.js";
import type { OperationParts } from "./call.js";
import type { Cut } from "./misbehave.js";
import { answerCall } from "./operations.js";

export type PlatformAppOptions = OperationParts & { readonly operations: OperationRegistry };

/** The socket below a request, where there is one. */
export type PlatformConnection = { reset(): void; ignore(): void };

export type PlatformApp = {
  /** Answers the operations at their documented paths. Without a connection it rejects with `ConnectionDrop` where one would be cut. */
  fetch(request: Request, connection?: PlatformConnection): Promise<Response>;
};

/** The platform's side of the operations, as a function from request to response. */
export function platformApp(options: PlatformAppOptions): PlatformApp {
  let router: Promise<Router> | undefined;
  return {
    async fetch(request, connection) {
      router ??= createRouter(options);
      return (await router).fetch(request, { cut: cutOf(connection) });
    },
  };
}

type Bindings = { readonly cut: Cut };
type Router = { readonly fetch: (request: Request, bindings: Bindings) => Response | Promise<Response> };

async function createRouter(options: PlatformAppOptions): Promise<Router> {
  const { Hono } = await import("hono");
  const app = new Hono<{ Bindings: Bindings }>();
  const definitions = await Promise.all(options.operations.ids.map((id) => options.operations.load(id)));
  for (const definition of definitions) {
    app.post(definition.path, ({ req, env }) => answerCall(definition, req.raw, options, env.cut));
    app.all(definition.path, ({ req }) => wrongMethod(req.method, definition, options));
  }
  app.notFound(({ req }) => unknownPath(req.path, definitions, options));
  app.onError((error) => {
    throw error;
  });
  return app;
}

function wrongMethod(method: string, { path }: OperationDefinition, { lang }: PlatformAppOptions): Response {
  const message = say(lang, texts.method, { method, path });
  const response = jsonResponse({ error: { code: "method-not-allowed", message } }, 405);
  response.headers.set("allow", "POST");
  return response;
}

function unknownPath(
  path: string,
  definitions: readonly OperationDefinition[],
  { lang }: PlatformAppOptions,
): Response {
  const paths = definitions.map((definition) => definition.path);
  const near = nearestPath(path, paths);
  const message = say(lang, near === undefined ? texts.unknown : texts.near, {
    path,
    near: near ?? "",
    all: paths.join(", "),
  });
  return jsonResponse({ error: { code: "path-unknown", message, nearest: near ?? null, paths } }, 404);
}

/** What differs in the final slash alone comes first. */
function nearestPath(path: string, paths: readonly string[]): string | undefined {
  return paths.find((known) => known === `${path}/`) ?? nearest(path, paths, 1)[0];
}

const texts = {
  method: { zh: "{path} 只接受 POST，不接受 {method}。", en: "{path} takes POST only, not {method}." },
  near: {
    zh: "没有路径 {path}，最接近的是 POST {near}。",
    en: "There is no path {path}; the nearest is POST {near}.",
  },
  unknown: { zh: "没有路径 {path}。可用的有：{all}。", en: "There is no path {path}. There are: {all}." },
} satisfies Record<string, Text>;

function cutOf(connection: PlatformConnection | undefined): Cut {
  return {
    reset() {
      if (!connection) throw new ConnectionDrop();
      connection.reset();
      return new Response(null);
    },
    ignore(signal) {
      if (connection) {
        connection.ignore();
        return Promise.resolve(new Response(null));
      }
      return new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason), { once: true }));
    },
  };
}
