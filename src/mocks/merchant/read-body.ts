const maxBytes = 1_048_576;

/** The body's exact bytes, unless it is larger than any callback or its sender went away before the end of it. */
export async function readBody(request: Request): Promise<Uint8Array | "too-large" | "cut-off"> {
  if (Number(request.headers.get("content-length") ?? 0) > maxBytes) return "too-large";
  try {
    const bytes = new Uint8Array(await request.arrayBuffer());
    return bytes.byteLength > maxBytes ? "too-large" : bytes;
  } catch {
    // Nobody is left to be answered, and there is nothing to act upon.
    return "cut-off";
  }
}
