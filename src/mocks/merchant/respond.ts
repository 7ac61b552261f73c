import { type JsonValue, stringifyJson } from "../../core/json.js";

/** An ordinary JSON answer. */
export function jsonResponse(body: JsonValue, status = 200): Response {
  return textResponse(stringifyJson(body), { status });
}

/** Any bytes as an answer; `application/json` unless said otherwise. */
export function textResponse(
  body: string | Uint8Array<ArrayBuffer>,
  {
    status = 200,
    headers = {},
  }: { readonly status?: number; readonly headers?: Readonly<Record<string, string>> } = {},
): Response {
  return new Response(body, { status, headers: { "content-type": "application/json", ...headers } });
}
