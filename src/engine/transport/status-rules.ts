import { quote } from "../../core/excerpt.js";
import type { Answer } from "../../core/exchange.js";
import type { TransportRule } from "../../core/rule.js";
import type { Message, Text } from "../../core/text.js";
import { isRefusingStatus, scopeOf } from "../scope.js";
import { answered, failed } from "./answered.js";
import { htmlTitle } from "./html-page.js";

export const status: TransportRule = {
  kind: "transport",
  id: "transport/status",
  severity: "error",
  part: "transport",
  title: { zh: "业务应答使用 HTTP 200", en: "A business answer travels on HTTP 200" },
  explanation: {
    zh: "接受或拒绝都用 HTTP 200 返回，由 data.error_code 区分。文档没有说明平台如何处理其他状态码，我们假定会重试。签名错误的请求可以用 400、401 或 403 拒绝。",
    en: "Accepting and refusing both travel on HTTP 200; data.error_code tells them apart. The documents do not say what the platform makes of another status, and a retry is assumed. A request whose signature is wrong may be refused with 400, 401 or 403.",
  },
  doc: { page: "spi", field: "response.status" },
  check(exchange, report) {
    const answer = answered(exchange);
    if (!answer || answer.status === 200 || isRedirect(answer.status)) return;
    const scope = scopeOf(exchange);
    const isLawful = (scope === "forged" || scope === "half-signed") && isRefusingStatus(answer.status);
    if (isLawful || (scope === "forged" && answer.status >= 500)) return;
    const isMild = scope === "malformed" && isRefusingStatus(answer.status);
    report({
      pointer: "",
      expected: 200,
      actual: answer.status,
      message: statusMessage(answer),
      ...(isMild ? { severity: "warning" as const } : {}),
    });
  },
};

export const redirect: TransportRule = {
  kind: "transport",
  id: "transport/redirect",
  severity: "error",
  part: "transport",
  title: { zh: "不得重定向", en: "No redirect" },
  explanation: {
    zh: "签名和个人信息不能被带到别的地址，所以 3xx 从不跟随。请把最终地址直接配置为回调地址；常见原因是 http 跳转 https、末尾斜杠、登录页跳转。",
    en: "The signature and personal data must not go elsewhere, so a 3xx is never followed. Configure the final address as the callback URL; usual causes are http to https, a trailing slash, or a login page.",
  },
  doc: { page: "spi", field: "response.status" },
  check(exchange, report) {
    const isFailure = failed(exchange)?.kind === "redirect";
    if (!isFailure && !isRedirect(answered(exchange)?.status ?? 0)) return;
    const place = exchange.answer?.headers.location;
    report({
      pointer: "",
      expected: 200,
      actual: exchange.answer?.status ?? exchange.failure?.detail ?? null,
      message: {
        text: place ? redirectTo : redirectNowhere,
        args: { status: exchange.answer?.status ?? "3xx", place: quote(place ?? "", 120) },
      },
    });
  },
};

const redirectTo: Text = {
  zh: "应答是重定向（HTTP {status}），指向 {place}。重定向不会被跟随，请把回调地址直接配置为最终地址。",
  en: "The answer is a redirect (HTTP {status}) to {place}. It is not followed; configure the final address as the callback URL.",
};

const redirectNowhere: Text = {
  zh: "应答是重定向（HTTP {status}）。重定向不会被跟随，请把回调地址直接配置为最终地址。",
  en: "The answer is a redirect (HTTP {status}). It is not followed; configure the final address as the callback URL.",
};

function isRedirect(code: number): boolean {
  return code >= 300 && code <= 399;
}

function statusMessage(answer: Answer): Message {
  const title = htmlTitle(answer);
  const page = title === undefined ? noPage : title === "" ? untitledPage : titledPage;
  const cause = causes[answer.status] ?? (answer.status >= 500 ? crashed : other);
  return {
    text: { zh: `${cause.zh}${page.zh}`, en: `${cause.en}${page.en}` },
    args: { status: answer.status, title: title ?? "" },
  };
}

const refused: Text = {
  zh: "签名有效的请求得到了 HTTP {status}。请检查验签：用原始请求体字节、URL 中的 client_key 和除 sign 以外的全部 URL 参数。业务拒绝请用 HTTP 200 加 data.error_code。",
  en: "A validly signed request got HTTP {status}. Check the signature code: the raw body bytes, the client_key of the URL, and every URL parameter except sign. A business refusal travels on HTTP 200 with data.error_code.",
};

const causes: Readonly<Record<number, Text>> = {
  401: refused,
  403: refused,
  404: {
    zh: "HTTP 404：这个地址上没有处理程序。请检查回调地址的路径。",
    en: "HTTP 404: nothing handles this address. Check the path of the callback URL.",
  },
  405: {
    zh: "HTTP 405：这个地址不接受 POST。请为 POST 注册处理程序。",
    en: "HTTP 405: this address does not take POST. Register the handler for POST.",
  },
};

const crashed: Text = {
  zh: "HTTP {status}：服务端出错。业务应答无论接受还是拒绝都用 HTTP 200 返回，请查看服务日志。",
  en: "HTTP {status}: the server failed. A business answer, acceptance or refusal, travels on HTTP 200; look into the server's log.",
};

const other: Text = {
  zh: "应答的状态码是 {status}。业务应答无论接受还是拒绝都用 HTTP 200 返回，由 data.error_code 区分。",
  en: "The answer came with HTTP {status}. A business answer, acceptance or refusal, travels on HTTP 200; data.error_code tells them apart.",
};

const noPage: Text = { zh: "", en: "" };
const untitledPage: Text = { zh: "响应体是一个 HTML 页面。", en: " The body is an HTML page." };
const titledPage: Text = {
  zh: "响应体是标题为“{title}”的 HTML 页面。",
  en: " The body is an HTML page titled “{title}”.",
};
