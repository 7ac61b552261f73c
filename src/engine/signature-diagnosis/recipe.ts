import { type HashName, hexDigest, hexHmac } from "../digest.js";
import { compareBytes, type QueryPair, queryPairs } from "../query.js";
import { type GbkTable, gbkTable } from "./gbk.js";

/** How somebody computes the signature of one request: the rule, or the rule with mistakes. */
export type Recipe = {
  readonly secret: string;
  /** Every parameter of the URL, in its order. */
  readonly pairs: readonly QueryPair[];
  readonly keepsSign: boolean;
  readonly isSorted: boolean;
  /** A pair as it stands in the string to sign. */
  readonly spell: (pair: QueryPair) => string;
  readonly body: Uint8Array;
  readonly bodyPlace: "last" | "sorted" | "nowhere";
  /** What stands before a body that comes last. */
  readonly bodyName: string;
  readonly namesEmptyBody: boolean;
  /** The whole message, of the secret and the parameters with the body. */
  readonly wrap: (secret: string, middle: Uint8Array) => Uint8Array;
  /** `rule`: MD5 or SHA-256, whichever the digest's length says. */
  readonly method: "rule" | "hmac" | "sha1";
  /** What else is known of the request and the merchant. */
  readonly headerKey: string | undefined;
  readonly otherSecrets: readonly string[];
  /** Made when it is first asked for, which few diagnoses do. */
  readonly gbk: () => GbkTable | undefined;
};

export type DiagnosedRequest = {
  /** Absolute, or path and query. */
  readonly url: string;
  /** The bytes as sent. */
  readonly body: Uint8Array;
  readonly clientSecret: string;
  /** The value of the header `x-life-clientkey`. */
  readonly headerKey?: string;
  /** Secrets that the merchant may have taken for the right one. */
  readonly otherSecrets?: readonly string[];
};

/** The documented rule, without a mistake. */
export function rightRecipe({ url, body, clientSecret, headerKey, otherSecrets = [] }: DiagnosedRequest): Recipe {
  return {
    secret: clientSecret,
    pairs: queryPairs(url),
    keepsSign: false,
    isSorted: true,
    spell: ({ key, value }) => `${key}=${value}`,
    body,
    bodyPlace: "last",
    bodyName: "&http_body=",
    namesEmptyBody: false,
    wrap: (secret, middle) => concat(`${secret}&`, middle),
    method: "rule",
    headerKey,
    otherSecrets,
    gbk: once(gbkTable),
  };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** The bytes that this recipe hashes. */
export function messageOf(recipe: Recipe): Uint8Array {
  return recipe.wrap(recipe.secret, middleOf(recipe));
}

/** The parameters with the body: what the rule puts after the secret and its `&`. */
export function middleOf({ pairs, keepsSign, isSorted, spell, ...rest }: Recipe): Uint8Array {
  const { body, bodyPlace, bodyName, namesEmptyBody } = rest;
  const kept = keepsSign ? pairs : pairs.filter(({ key }) => key.toLowerCase() !== "sign");
  const text = new TextDecoder().decode(body);
  const all = bodyPlace === "sorted" ? [...kept, { raw: `http_body=${text}`, key: "http_body", value: text }] : kept;
  const ordered = isSorted ? all.toSorted((a, b) => compareBytes(a.key, b.key) || compareBytes(a.value, b.value)) : all;
  const query = ordered.map(spell).join("&");
  if (bodyPlace !== "last" || (body.length === 0 && !namesEmptyBody)) return concat(query);
  return concat(query, bodyName, body);
}

export function concat(...parts: readonly (string | Uint8Array)[]): Uint8Array {
  return Buffer.concat(parts.map((part) => (typeof part === "string" ? Buffer.from(part) : part)));
}

/** The digest that this recipe gives, in lower-case hex of that many digits; undefined when it gives none of that length. */
export function digestOf(recipe: Recipe, digits: number): string | undefined {
  if (recipe.method === "sha1") return digits === 40 ? hexDigest("sha1", messageOf(recipe)) : undefined;
  const hash = hashOf(digits);
  if (hash === undefined) return undefined;
  if (recipe.method === "hmac") return hexHmac(hash, recipe.secret, messageOf(recipe));
  return hash === "sha1" ? undefined : hexDigest(hash, messageOf(recipe));
}

export function hashOf(digits: number): HashName | undefined {
  return ({ 32: "md5", 40: "sha1", 64: "sha256" } as const)[digits];
}

/** True when two recipes give the same digest whatever the hash. */
export function isSame(a: Recipe, b: Recipe): boolean {
  return (
    a.method === b.method &&
    Buffer.compare(messageOf(a), messageOf(b)) === 0 &&
    (a.method !== "hmac" || a.secret === b.secret)
  );
}
