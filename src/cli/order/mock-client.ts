import { isObject, type JsonObject, parseJson, stringifyJson } from "../../core/json.js";
import { AppError } from "../../core/problem.js";
import type { Context } from "../command.js";
import { type RunningMock, runningMocks } from "../mock/running.js";
import { parseEndpoint } from "../target.js";

/** Asks the control API of a running mock platform; the sentences come in the language in force. Throws `AppError`. */
export type MockClient = {
  get(path: string): Promise<JsonObject>;
  post(path: string, body?: JsonObject): Promise<JsonObject>;
};

/** The one that runs, or the one at `--platform`. Throws `AppError` when there is none, or more than one to choose from. */
export async function findMock(options: Readonly<Record<string, unknown>>, context: Context): Promise<MockClient> {
  const running = await runningMocks(context.env);
  const wanted = typeof options.platform === "string" ? parseEndpoint(options.platform, "--platform") : undefined;
  const found = wanted ? running.filter(({ url }) => isAt(url, wanted)) : running;
  const [mock, another] = found;
  const all = running.map(({ url }) => url).join(", ");
  if (!mock)
    throw problem(wanted ? "mock-not-there" : "mock-not-running", noMock(wanted, all), {
      url: wanted?.origin ?? "",
      all,
    });
  if (another) throw problem("mock-ambiguous", texts.several, { all });
  return clientOf(mock, context);
}

function isAt(url: string, wanted: URL): boolean {
  return new URL(url).port === wanted.port;
}

function noMock(wanted: URL | undefined, all: string): (typeof texts)["none"] {
  if (!wanted) return texts.none;
  return all === "" ? texts.noneThere : texts.others;
}

function clientOf(mock: RunningMock, context: Context): MockClient {
  const ask = (method: string, path: string, body?: JsonObject): Promise<JsonObject> =>
    call(mock, method, path, body, context);
  return { get: (path) => ask("GET", path), post: (path, body) => ask("POST", path, body) };
}

async function call(
  { url, token }: RunningMock,
  method: string,
  path: string,
  body: JsonObject | undefined,
  { lang, signal }: Context,
): Promise<JsonObject> {
  const response = await reached(url, () =>
    fetch(`${url}/_control${path}?lang=${lang}`, {
      method,
      headers: { authorization: `Bearer ${token}`, ...(body ? { "content-type": "application/json" } : {}) },
      redirect: "manual",
      signal,
      ...(body ? { body: stringifyJson(body) } : {}),
    }),
  );
  const answer = readObject(await reached(url, () => response.text()));
  if (response.ok && answer) return answer;
  const { code, message } = isObject(answer?.error) ? answer.error : {};
  if (typeof message !== "string")
    throw problem("mock-broken", texts.broken, { url, status: response.status }, "target");
  throw problem(typeof code === "string" ? code : "mock-refused", texts.said, { message });
}

async function reached<T>(url: string, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (cause) {
    throw problem("mock-gone", texts.gone, { url, why: reasonOf(cause) }, "target", cause);
  }
}

function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error ? ((cause as NodeJS.ErrnoException).code ?? cause.message) : String(cause);
}

function readObject(text: string): JsonObject | undefined {
  try {
    const value = parseJson(text);
    return isObject(value) ? value : undefined;
  } catch {
    // Said by the caller, with the status.
    return undefined;
  }
}

function problem(
  code: string,
  text: (typeof texts)["none"],
  args: Readonly<Record<string, string | number>>,
  category: "usage" | "target" = "usage",
  cause?: unknown,
): AppError {
  return new AppError({ code, category, text, args, ...(cause === undefined ? {} : { cause }) });
}

const texts = {
  none: {
    zh: "没有正在运行的模拟抖音。请先在另一个终端执行 douyin-hotel mock douyin。",
    en: "No mock Douyin is running. Start one in another terminal: douyin-hotel mock douyin.",
  },
  noneThere: {
    zh: "{url} 没有正在运行的模拟抖音。请先执行 douyin-hotel mock douyin。",
    en: "No mock Douyin of yours is running at {url}. Start one: douyin-hotel mock douyin.",
  },
  others: {
    zh: "{url} 没有正在运行的模拟抖音。正在运行的有：{all}。",
    en: "No mock Douyin of yours is running at {url}. There is one at: {all}.",
  },
  several: {
    zh: "有不止一个模拟抖音在运行：{all}。请用 --platform URL 选一个。",
    en: "More than one mock Douyin is running: {all}. Choose one with --platform URL.",
  },
  gone: {
    zh: "模拟抖音 {url} 没有应答（{why}），可能刚刚停止。请检查它是否还在运行。",
    en: "The mock Douyin at {url} did not answer ({why}); it may just have stopped. See whether it still runs.",
  },
  broken: {
    zh: "模拟抖音 {url} 返回 HTTP {status}，无法理解。请看它的终端输出。",
    en: "The mock Douyin at {url} answered HTTP {status}, which makes no sense. See what it says in its terminal.",
  },
  said: { zh: "{message}", en: "{message}" },
};
