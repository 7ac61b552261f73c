/** The request with its body cut off by an error past `limit` bytes; a 413 answer when the declared length is past it already. */
export function limitBody(request: Request, limit: number): Request | Response {
  const declared = request.headers.get("content-length");
  if (declared !== null) return Number(declared) > limit ? new Response(null, { status: 413 }) : request;
  if (request.body === null) return request;
  let seen = 0;
  const counted = request.body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        seen += chunk.byteLength;
        if (seen > limit) controller.error(new Error(`The request body is longer than ${limit} bytes.`));
        else controller.enqueue(chunk);
      },
    }),
  );
  // `duplex` is required for a streamed body; the DOM types do not list it.
  const init = { method: request.method, headers: request.headers, body: counted, duplex: "half" } as RequestInit;
  return new Request(request.url, init);
}
