import { type Answer, type Exchange, isForged } from "../core/exchange.js";
import { isObject } from "../core/json.js";
import type { Message, Text } from "../core/text.js";

/** A clock that is further off makes signed timestamps look old, in ms. */
const clockTolerance = 5 * 60_000;

/** What to look at first when the answer seems to come from something else than the callback's own code. */
export function answerAdvice(exchange: Exchange): readonly Message[] {
  const { answer } = exchange;
  if (!answer) return [];
  const { host, pathname: path } = new URL(exchange.url);
  const text = isBusinessAnswer(answer) ? undefined : adviceOn(answer, exchange);
  const clock = clockAdvice(exchange, answer);
  return [...(text ? [{ text, args: { host, path, status: answer.status } }] : []), ...(clock ? [clock] : [])];
}

function isBusinessAnswer({ json }: Answer): boolean {
  return isObject(json) && isObject(json.data) && json.data.error_code !== undefined;
}

function adviceOn(answer: Answer, exchange: Exchange): Text | undefined {
  const { status } = answer;
  if (status === 400 && /plain HTTP request|HTTP request to an HTTPS/i.test(answer.text ?? "")) return texts.wantsHttps;
  if (isForged(exchange.signature) && status >= 400 && status < 500) return undefined;
  const isHtml = isPage(answer);
  const own = Object.hasOwn(byStatus, status) ? byStatus[status] : undefined;
  if (status === 404) return isHtml ? texts.noPathHtml : texts.noPath;
  return own ?? (isHtml ? texts.page : undefined);
}

function isPage({ headers, text }: Answer): boolean {
  return /\bhtml\b/i.test(headers["content-type"] ?? "") || /^\s*<(!doctype|html)/i.test(text ?? "");
}

function clockAdvice({ startedAt, durationMs, url }: Exchange, { headers }: Answer): Message | undefined {
  const theirs = Date.parse(headers.date ?? "");
  const off = theirs - (Date.parse(startedAt) + durationMs);
  if (Number.isNaN(off) || Math.abs(off) <= clockTolerance) return undefined;
  const minutes = Math.round(Math.abs(off) / 60_000);
  return { text: off > 0 ? texts.clockAhead : texts.clockBehind, args: { host: new URL(url).host, minutes } };
}

const texts = {
  noPathHtml: {
    zh: "{host} 有服务，但没有 {path} 这个路径：返回了 404 和一个 HTML 页面。请检查地址里的路径，以及框架或反向代理加的前缀。",
    en: "{host} is there, but has no path {path}: it answered 404 with an HTML page. Check the path of the endpoint, and any prefix that the framework or a reverse proxy adds.",
  },
  noPath: {
    zh: "{host} 有服务，但没有 {path} 这个路径（404）。请检查地址里的路径，以及框架或反向代理加的前缀。",
    en: "{host} is there, but has no path {path} (404). Check the path of the endpoint, and any prefix that the framework or a reverse proxy adds.",
  },
  wantsHttps: {
    zh: "{host} 的端口说的是 https，不是 http。请把地址改成 https://。",
    en: "The port of {host} speaks https, not http. Write the address with https://.",
  },
  page: {
    zh: "{host} 返回的是一个 HTML 页面，不是回调的应答。这里可能是前端页面、登录页或网关的错误页。请检查地址 {path}。",
    en: "{host} answered with an HTML page instead of a callback's answer: perhaps a front end, a login page or a gateway's error page. Check the path {path}.",
  },
  clockAhead: {
    zh: "{host} 的时钟比本机快 {minutes} 分钟。校验时间戳的服务会拒绝请求。请在两边校准时间（NTP）。",
    en: "The clock of {host} is {minutes} minutes ahead of this machine's. A service that checks the timestamp will refuse requests. Set both clocks by NTP.",
  },
  clockBehind: {
    zh: "{host} 的时钟比本机慢 {minutes} 分钟。校验时间戳的服务会拒绝请求。请在两边校准时间（NTP）。",
    en: "The clock of {host} is {minutes} minutes behind this machine's. A service that checks the timestamp will refuse requests. Set both clocks by NTP.",
  },
} satisfies Readonly<Record<string, Text>>;

const notPost: Text = {
  zh: "{host} 的 {path} 不接受 POST（{status}）。请在路由里允许 POST。",
  en: "{path} of {host} does not take POST ({status}). Allow POST in its route.",
};
const gate: Text = {
  zh: "{host} 返回 {status}：请求可能被登录、网关或防火墙拦下，没有到达回调代码。请为 {path} 放行，由签名来鉴权。",
  en: "{host} answered {status}: a login, gateway or firewall may have stopped the request before the callback's code. Let {path} pass; its signature is what authenticates it.",
};
const behindProxy: Text = {
  zh: "{host} 返回 {status}：反向代理在，它后面的服务没有正常应答。请查看服务是否在运行、是否超时。",
  en: "{host} answered {status}: the reverse proxy is there, the service behind it did not answer. See whether it runs, or takes too long.",
};

const byStatus: Readonly<Record<number, Text>> = {
  401: gate,
  403: gate,
  405: notPost,
  407: gate,
  413: {
    zh: "{host} 嫌请求体太大（413）。请把反向代理和框架的请求体上限调到至少 1 MB。",
    en: "{host} finds the body too large (413). Raise the body limit of the reverse proxy and the framework to 1 MB at least.",
  },
  415: {
    zh: "{host} 不接受 application/json（415）。请让 {path} 按 JSON 读取请求体。",
    en: "{host} does not take application/json (415). Let {path} read the body as JSON.",
  },
  501: notPost,
  502: behindProxy,
  503: behindProxy,
  504: behindProxy,
};
