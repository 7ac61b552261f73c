import { AppError } from "../../core/problem.js";

/**
 * Refuses headers that say how a request lies on the wire: the connections of a load run decide that themselves and take
 * none of them. Throws `AppError`.
 */
export function refuseFraming(headers: readonly (readonly [string, string])[]): void {
  const [name] = headers.find(([own]) => framing.has(own.toLowerCase())) ?? [];
  if (name === undefined) return;
  throw new AppError({
    code: "load-framing-header",
    category: "usage",
    text: {
      zh: "load 不能带请求头 {name}：它自己决定请求的分帧和连接。请去掉它，或用 send 发送。",
      en: "load takes no header {name}: it decides itself how requests are framed and connections are kept. Take it out, or use send for it.",
    },
    args: { name },
  });
}

const framing: ReadonlySet<string> = new Set([
  "connection",
  "content-length",
  "expect",
  "keep-alive",
  "transfer-encoding",
  "upgrade",
]);
