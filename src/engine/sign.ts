import { hexDigest } from "./digest.js";
import { compareBytes, type QueryPair, queryPairs, splitUrl } from "./query.js";

export type SignInput = {
  /** The configured URL; its own parameters stay where they are and are signed with their decoded values. */
  readonly url: string;
  /** The exact bytes that will be sent. */
  readonly body: Uint8Array;
  readonly clientKey: string;
  readonly clientSecret: string;
  /** Milliseconds since the epoch. */
  readonly timestamp: number;
};

export type SignedRequest = {
  /** `url` with `client_key`, `timestamp` and `sign` at the end of its query. */
  readonly url: string;
  /** The old signature, for the URL: MD5, hex in lower case. */
  readonly sign: string;
  /** The new signature, for the header `x-life-sign`: SHA-256, hex in lower case. */
  readonly lifeSign: string;
  readonly timestamp: number;
};

/**
 * Both signatures of a POST, and the URL to send it to. A `client_key`, `timestamp` or `sign` that the URL already has is replaced,
 * so that a signed URL can be signed again.
 */
export function signRequest({ url, body, clientKey, clientSecret, timestamp }: SignInput): SignedRequest {
  const own = queryPairs(url).some(isPlatformPair) ? withoutPlatformPairs(url) : url;
  const unsigned = appendQuery(own, `client_key=${encodeURIComponent(clientKey)}&timestamp=${timestamp}`);
  const { sign, lifeSign } = expectedSignatures({ url: unsigned, body, clientSecret });
  return { url: appendQuery(unsigned, `sign=${sign}`), sign, lifeSign, timestamp };
}

export type ExpectedSignatures = {
  readonly sign: string;
  readonly lifeSign: string;
  /** What was hashed, the secret shown as `<client_secret>`; bytes that are not UTF-8 show as U+FFFD. */
  readonly stringToSign: string;
};

/** The signatures that a POST to this URL with this body must carry. */
export function expectedSignatures(input: Omit<SignInput, "clientKey" | "timestamp">): ExpectedSignatures {
  const { url, body, clientSecret } = input;
  const pairs = signedPairs(queryPairs(url)).map(({ key, value }) => `&${key}=${value}`);
  // Without any pair the & after the secret still stands.
  const tail = `${pairs.join("") || "&"}${body.length > 0 ? "&http_body=" : ""}`;
  return {
    sign: hexDigest("md5", clientSecret, tail, body),
    lifeSign: hexDigest("sha256", clientSecret, tail, body),
    get stringToSign() {
      return `<client_secret>${tail}${new TextDecoder().decode(body)}`;
    },
  };
}

/** The pairs that are signed, in signing order: all but `sign` in any spelling, by key, repeated keys by value. */
export function signedPairs(pairs: readonly QueryPair[]): readonly QueryPair[] {
  return pairs
    .filter(({ key }) => key.toLowerCase() !== "sign")
    .toSorted((a, b) => compareBytes(a.key, b.key) || compareBytes(a.value, b.value));
}

const platformKeys: readonly string[] = ["client_key", "timestamp", "sign"];

function isPlatformPair({ key }: QueryPair): boolean {
  return platformKeys.includes(key);
}

/** The URL as it was configured: without the three parameters of the platform. */
export function withoutPlatformPairs(url: string): string {
  const { head, fragment } = splitUrl(url);
  const kept = queryPairs(url).filter((pair) => !isPlatformPair(pair));
  return head + (kept.length > 0 ? `?${kept.map(({ raw }) => raw).join("&")}` : "") + fragment;
}

function appendQuery(url: string, added: string): string {
  const { head, query, fragment } = splitUrl(url);
  const before = query === undefined || query === "" || query.endsWith("&") ? (query ?? "") : `${query}&`;
  return `${head}?${before}${added}${fragment}`;
}
