import { ConnectionDrop } from "../../../core/connection-drop.js";
import type { Fault } from "../fault.js";
import { dataOf, onResponse } from "../hooks.js";
import { textResponse } from "../respond.js";
import type { Hooks } from "../stages.js";

/** How the answer travels, or does not. */
export const transportFaults: readonly Fault[] = [
  {
    id: "refusal-as-400",
    title: { zh: "业务拒绝返回 HTTP 400", en: "Refuses with HTTP 400" },
    summary: {
      zh: "错误码不是 0 时状态码也变成 400，抖音读不到业务错误码。",
      en: "When the code is not 0 the status becomes 400, and Douyin does not read the code.",
    },
    expected: { rules: ["transport/status"], suites: ["error-codes", "negative", "laws"] },
    hooks: {
      write: async (written, next) =>
        next(dataOf(written.body).error_code === 0 ? written : { ...written, status: 400 }),
    },
  },
  {
    id: "success-as-201",
    title: { zh: "成功返回 HTTP 201", en: "Answers success with HTTP 201" },
    summary: { zh: "按 REST 的习惯，创建成功返回 201。", en: "REST habit: something was created, so 201." },
    expected: { rules: ["transport/status"], suites: ["create-order"] },
    hooks: {
      write: async (written, next) =>
        next(dataOf(written.body).error_code === 0 ? { ...written, status: 201 } : written),
    },
  },
  {
    id: "no-content-204",
    title: { zh: "成功返回 HTTP 204", en: "Answers with HTTP 204" },
    summary: { zh: "处理完毕，没有应答体。", en: "All done, and no body." },
    expected: { rules: ["transport/status", "transport/body-empty"], suites: ["create-order"] },
    hooks: onResponse(() => new Response(null, { status: 204 })),
  },
  {
    id: "always-500",
    title: { zh: "一直返回 HTTP 500", en: "Answers everything with HTTP 500" },
    summary: { zh: "应答体是对的，状态码是 500。", en: "The body is right and the status is 500." },
    expected: { rules: ["transport/status"], suites: ["create-order"] },
    hooks: { write: async (written, next) => next({ ...written, status: 500 }) },
  },
  {
    id: "redirect-to-login",
    title: { zh: "重定向到登录页", en: "Redirects to a login page" },
    summary: {
      zh: "回调地址没有加进登录拦截器的白名单。",
      en: "The callback's path is not exempt from the login filter.",
    },
    expected: { rules: ["transport/redirect"], suites: ["create-order"] },
    hooks: onResponse(() => new Response(null, { status: 302, headers: { location: "/login" } })),
  },
  {
    id: "redirect-trailing-slash",
    title: { zh: "为补斜杠重定向", en: "Redirects to add a slash" },
    summary: {
      zh: "框架把地址重定向到带斜杠的路径，POST 的请求体丢失。",
      en: "The framework redirects to the path with a slash, and the POST loses its body.",
    },
    expected: { rules: ["transport/redirect"], suites: ["create-order"] },
    hooks: {
      receive: async ({ url }) =>
        new Response(null, { status: 308, headers: { location: `${new URL(url).pathname}/` } }),
    },
  },
  {
    id: "gzip-without-gzip",
    title: { zh: "声明 gzip 却没有压缩", en: "Declares gzip and sends plain text" },
    summary: {
      zh: "响应头 Content-Encoding 是 gzip，应答体是明文。",
      en: "The header says gzip, the body is plain text.",
    },
    expected: { rules: ["transport/content-encoding"], suites: ["create-order"] },
    hooks: onResponse(async (response) =>
      textResponse(await response.text(), { headers: { "content-encoding": "gzip" } }),
    ),
  },
  {
    id: "unknown-encoding",
    title: { zh: "声明未知的压缩方式", en: "Declares an encoding nobody knows" },
    summary: { zh: "Content-Encoding 填成了 utf-8。", en: "Content-Encoding holds utf-8." },
    expected: { rules: ["transport/content-encoding"], suites: ["create-order"] },
    hooks: onResponse(async (response) =>
      textResponse(await response.text(), { headers: { "content-encoding": "utf-8" } }),
    ),
  },
  {
    id: "answer-too-large",
    title: { zh: "应答体过大", en: "Sends an answer of several megabytes" },
    summary: {
      zh: "description 里带上了整段调试信息。",
      en: "The description carries a dump of the whole request context.",
    },
    expected: { rules: ["transport/too-large"], suites: ["create-order"] },
    hooks: onResponse(() => textResponse(`{"data":{"error_code":0,"description":"${"debug ".repeat(400_000)}"}}`)),
  },
  {
    id: "slower-than-timeout",
    title: { zh: "处理超过超时时间", en: "Takes longer than the timeout" },
    summary: {
      zh: "同步调用酒店系统，30 秒后才应答。",
      en: "The hotel's system is called inside the callback, and the answer comes after 30 seconds.",
    },
    callbacks: ["create-order"],
    expected: { rules: ["transport/timeout"], suites: ["create-order"] },
    hooks: delayed(30_000),
  },
  {
    id: "hangs",
    title: { zh: "不应答", en: "Never answers" },
    summary: { zh: "线程死锁，连接一直挂着。", en: "A deadlock keeps the connection open for ever." },
    callbacks: ["create-order"],
    expected: { rules: ["transport/timeout"], suites: ["create-order"] },
    hooks: delayed(600_000),
  },
  {
    id: "nearly-too-slow",
    title: { zh: "应答时间接近超时", en: "Is nearly too slow" },
    summary: {
      zh: "每次 4.5 秒才应答，稍有波动就会超时。",
      en: "Each answer takes 4.5 seconds, just below the timeout.",
    },
    callbacks: ["create-order"],
    expected: { rules: ["transport/slow"], suites: ["create-order"] },
    hooks: delayed(4_500),
  },
  {
    id: "body-stalls",
    title: { zh: "应答体发到一半停住", en: "Stalls halfway through its answer" },
    summary: { zh: "响应头已发出，应答体只发了一半。", en: "Headers and half of the body are sent, then nothing." },
    callbacks: ["create-order"],
    expected: { rules: ["transport/timeout"], suites: ["create-order"] },
    hooks: stalling(),
  },
  {
    id: "connection-reset",
    title: { zh: "收到请求后重置连接", en: "Resets the connection" },
    summary: {
      zh: "进程崩溃或网关断开，没有任何应答。",
      en: "The process dies or a gateway cuts the line, without an answer.",
    },
    expected: { rules: ["transport/connection"], suites: ["create-order"] },
    hooks: {
      receive: async (received, next) => {
        await next(received);
        throw new ConnectionDrop();
      },
    },
  },
  {
    id: "connection-cut-midway",
    title: { zh: "应答体发到一半断开", en: "Cuts the connection halfway through its answer" },
    summary: { zh: "应答不完整，连接被关闭。", en: "The answer is incomplete and the connection gone." },
    expected: { rules: ["transport/connection"], suites: ["create-order"] },
    hooks: onResponse(async (response) => brokenOff(await response.text())),
  },
];

function delayed(ms: number): Hooks {
  return {
    receive: async (received, next, { clock }) => {
      const response = await next(received);
      await clock.sleep(ms, received.signal).catch(() => {
        // The sender has gone, so nobody waits for the answer any more.
      });
      return response;
    },
  };
}

function stalling(): Hooks {
  return {
    receive: async (received, next, { clock }) => {
      const bytes = new Uint8Array(await (await next(received)).arrayBuffer());
      const half = bytes.subarray(0, Math.ceil(bytes.length / 2));
      const rest = bytes.subarray(half.length);
      let isStarted = false;
      const body = new ReadableStream<Uint8Array>({
        async pull(controller) {
          if (!isStarted) {
            isStarted = true;
            controller.enqueue(half);
            return;
          }
          await clock.sleep(600_000, received.signal).catch(() => {
            // As above: nobody is waiting.
          });
          controller.enqueue(rest);
          controller.close();
        },
      });
      return new Response(body, { headers: chunked });
    },
  };
}

function brokenOff(text: string): Response {
  let isStarted = false;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (isStarted) controller.error(new ConnectionDrop());
      else controller.enqueue(new TextEncoder().encode(text.slice(0, Math.ceil(text.length / 2))));
      isStarted = true;
    },
  });
  return new Response(body, { headers: chunked });
}

/** The header keeps the server from collecting the pieces first. */
const chunked = { "content-type": "application/json", "transfer-encoding": "chunked" };
