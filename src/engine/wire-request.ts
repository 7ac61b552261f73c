import type { SignatureForm } from "../core/exchange.js";
import type { WireRequest } from "../core/ports.js";
import { AppError } from "../core/problem.js";
import { splitUrl } from "./query.js";
import { signRequest } from "./sign.js";
import { tamperBody } from "./tamper-body.js";

/** Everything that decides the bytes of one request. */
export type RequestPlan = {
  /** As configured, without client key, timestamp and signature. */
  readonly endpoint: string;
  /** The exact bytes to sign (and to send, unless the form tampers with them). */
  readonly body: Uint8Array;
  readonly clientKey: string;
  readonly clientSecret: string;
  readonly signature: SignatureForm;
  readonly logid: string;
  /** Of the signature, in ms since the epoch. */
  readonly timestamp: number;
  /** Headers beside ours; one of the same name takes its place. */
  readonly headers?: readonly (readonly [string, string])[];
};

/**
 * The request as it goes over the wire, signed in the form asked for. Every forged form spoils both signatures.
 * Throws `AppError` for a header that HTTP cannot carry.
 */
export function wireRequest(plan: RequestPlan): WireRequest {
  const { url, body, lifeSign } = signedAs(plan);
  const ours: (readonly [string, string])[] = [
    ["Content-Type", "application/json"],
    ["X-Bytedance-Logid", plan.logid],
    ["x-life-clientkey", plan.clientKey],
    ...(lifeSign === undefined ? [] : [["x-life-sign", lifeSign] as const]),
  ];
  const replaced = new Set((plan.headers ?? []).map(([name]) => name.toLowerCase()));
  const kept = ours.filter(([name]) => !replaced.has(name.toLowerCase()));
  const headers = [...kept, ...(plan.headers ?? [])];
  for (const [name, value] of headers) checkHeader(name, value);
  return { method: "POST", url, headers, body };
}

type Signed = { readonly url: string; readonly body: Uint8Array; readonly lifeSign: string | undefined };

function signedAs(plan: RequestPlan): Signed {
  const { endpoint, body, clientKey, clientSecret, timestamp } = plan;
  const sign = (changed: Partial<RequestPlan> = {}): Signed => ({
    body,
    ...signRequest({ url: endpoint, body, clientKey, clientSecret, timestamp, ...changed }),
  });
  switch (plan.signature) {
    case "valid":
      return sign();
    case "missing":
      return { ...withoutUrlSign(sign()), lifeSign: undefined };
    case "wrong-secret":
      return sign({ clientSecret: otherSecret(clientSecret) });
    case "tampered-body":
      return { ...sign(), body: tamperBody(body) };
    case "tampered-query":
      return replaceParameter(sign(), "timestamp", String(timestamp), String(timestamp + 1));
    case "tampered-sign":
      return withOtherLastDigit(sign());
    case "swapped-key": {
      const other = otherKey(clientKey);
      return replaceParameter(sign({ clientKey: other }), "client_key", other, clientKey);
    }
    case "old-only":
      return { ...sign(), lifeSign: undefined };
    case "new-only":
      return withoutUrlSign(sign());
  }
}

/** As long as the real one, and never equal to it. */
function otherSecret(secret: string): string {
  return [...secret].map((letter) => (letter === "x" ? "y" : "x")).join("") || "x";
}

function otherKey(key: string): string {
  return `${key.slice(0, -1)}${key.endsWith("x") ? "y" : "x"}`;
}

function withoutUrlSign(signed: Signed): Signed {
  return withUrlSign(signed, () => "");
}

/** Right but for the last digit of either signature, so that only whoever compares all of it notices. */
function withOtherLastDigit(signed: Signed): Signed {
  const { url, lifeSign } = withUrlSign(signed, otherLastDigit);
  return { ...signed, url, lifeSign: lifeSign === undefined ? undefined : otherLastDigit(lifeSign) };
}

function otherLastDigit(text: string): string {
  return `${text.slice(0, -1)}${text.endsWith("0") ? "1" : "0"}`;
}

/** The signature is the last parameter of the query. */
function withUrlSign(signed: Signed, edit: (pair: string) => string): Signed {
  const { head, query, fragment } = splitUrl(signed.url);
  return { ...signed, url: `${head}?${(query ?? "").replace(/&?sign=[0-9a-f]*$/, edit)}${fragment}` };
}

/** The last parameter of that name and value is the one that signing appended. */
function replaceParameter(signed: Signed, name: string, from: string, to: string): Signed {
  const before = `${name}=${encodeURIComponent(from)}&`;
  const at = signed.url.lastIndexOf(before);
  const after = `${name}=${encodeURIComponent(to)}&`;
  return { ...signed, url: signed.url.slice(0, at) + after + signed.url.slice(at + before.length) };
}

function checkHeader(name: string, value: string): void {
  if (/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name) && /^[\t\x20-\x7e\x80-\xff]*$/.test(value)) return;
  throw new AppError({
    code: "header-invalid",
    category: "usage",
    text: {
      zh: "请求头 {name} 不合法：名称只能是字母、数字和连字符等，值不能含控制字符或中文。请改写或先做百分号编码。",
      en: "The header {name} is not valid: a name holds letters, digits and hyphens, a value no control characters and nothing beyond Latin-1. Change it, or percent-encode the value.",
    },
    args: { name },
  });
}
