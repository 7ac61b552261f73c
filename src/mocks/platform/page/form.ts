import { readBody } from "../../merchant/read-body.js";

const maxFormBytes = 16_384;

/** The fields of a form that this page sent itself: undefined without the token of this run, or for anything but a small form. */
export async function readForm(request: Request, token: string): Promise<URLSearchParams | undefined> {
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (type !== "application/x-www-form-urlencoded") return undefined;
  const body = await readBody(request);
  if (typeof body === "string" || body.byteLength > maxFormBytes) return undefined;
  const fields = new URLSearchParams(new TextDecoder().decode(body));
  return isSame(fields.get("token") ?? "", token) ? fields : undefined;
}

/** Takes as long for any wrong token of the same length. */
function isSame(given: string, wanted: string): boolean {
  let difference = given.length ^ wanted.length;
  for (let i = 0; i < wanted.length; i++) difference |= given.charCodeAt(i) ^ wanted.charCodeAt(i);
  return difference === 0;
}
