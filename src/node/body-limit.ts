/** The body turned out longer than the limit while it was read. */
export class BodyTooLong extends Error {
  constructor(limit: number) {
    super(`The request body is longer than ${limit} bytes.`);
    this.name = "BodyTooLong";
  }
}

/** The request with its body cut off by a `BodyTooLong` past `limit` bytes; a 413 answer when the declared length is past it already. */
export function limitBody(request: Request, limit: number): Request | Response {
  const declared = request.headers.get("content-length");
  if (declared !== null) return Number(declared) > limit ? new Response(null, { status: 413 }) : request;
  if (request.body === null) return request;
  let seen = 0;
  const counted = request.body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        seen += chunk.byteLength;
        if (seen > limit) controller.error(new BodyTooLong(limit));
        else controller.enqueue(chunk);
      },
    }),
  );
  // `duplex` is required for a streamed body; the DOM types do not list it.
  const init = { method: request.method, headers: request.headers, body: counted, duplex: "half" } as RequestInit;
  return new Request(request.url, init);
}
