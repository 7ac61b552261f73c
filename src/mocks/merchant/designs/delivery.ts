import { design, type LawfulDesign } from "../design.js";
import { onResponse } from "../hooks.js";
import type { Hooks } from "../stages.js";

const slowInTime: Hooks = {
  receive: async (received, next, { clock }) => {
    const response = await next(received);
    await clock.sleep(600);
    return response;
  },
};

/** How the answer travels. */
export const deliveryDesigns: readonly LawfulDesign[] = [
  design(
    "slow-in-time",
    { zh: "每次 600 毫秒后才应答", en: "Answers after 600 ms, every time" },
    { hooks: slowInTime },
  ),
  design("chunked", { zh: "分块传输应答", en: "Sends its answers in chunks" }, { hooks: onResponse(inPieces) }),
  design("gzip", { zh: "用 gzip 压缩应答", en: "Compresses its answers with gzip" }, { hooks: onResponse(gzipped) }),
  design(
    "deflate",
    { zh: "用 deflate 压缩应答", en: "Compresses its answers with deflate" },
    { hooks: onResponse(deflated) },
  ),
  design(
    "no-keep-alive",
    { zh: "每次应答后关闭连接", en: "Closes the connection after each answer" },
    { hooks: onResponse((response) => withHeader(response, "connection", "close")) },
  ),
  design(
    "charset-header",
    { zh: "Content-Type 带 charset=UTF-8", en: "Names the charset in Content-Type" },
    { hooks: onResponse((response) => withHeader(response, "content-type", "application/json; charset=UTF-8")) },
  ),
  design(
    "many-headers",
    { zh: "应答带 Cookie 和网关响应头", en: "Answers carry cookies and gateway headers" },
    {
      hooks: onResponse((response) =>
        withHeader(
          withHeader(withHeader(response, "set-cookie", "route=7f3a; Path=/"), "via", "1.1 gateway"),
          "vary",
          "accept",
        ),
      ),
    },
  ),
];

function withHeader(response: Response, name: string, value: string): Response {
  const headers = new Headers(response.headers);
  headers.set(name, value);
  return new Response(response.body, { status: response.status, headers });
}

async function inPieces(response: Response): Promise<Response> {
  const bytes = new Uint8Array(await response.arrayBuffer());
  const half = Math.ceil(bytes.length / 2);
  const pieces = [bytes.subarray(0, half), bytes.subarray(half)];
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      const piece = pieces.shift();
      if (piece) controller.enqueue(piece);
      else controller.close();
    },
  });
  // The header keeps the server from collecting the pieces to give the answer a length.
  return new Response(body, {
    status: response.status,
    headers: { "content-type": "application/json", "transfer-encoding": "chunked" },
  });
}

function gzipped(response: Response): Promise<Response> {
  return compressed(response, "gzip");
}

function deflated(response: Response): Promise<Response> {
  return compressed(response, "deflate");
}

async function compressed(response: Response, encoding: "gzip" | "deflate"): Promise<Response> {
  const stream = new Blob([await response.arrayBuffer()]).stream().pipeThrough(new CompressionStream(encoding));
  const bytes = await new Response(stream).arrayBuffer();
  return new Response(bytes, {
    status: response.status,
    headers: { "content-type": "application/json", "content-encoding": encoding },
  });
}
