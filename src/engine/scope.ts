import { type Exchange, isForged } from "../core/exchange.js";

/**
 * How much may be asked of an answer. `full`: the request was valid and validly signed. `malformed`: validly signed, but
 * it deliberately breaks the schema or a law. `forged`: both signatures were spoilt. `half-signed`: only one of the two
 * signatures was there, which a merchant that checks the other one lawfully refuses.
 */
export type Scope = "full" | "malformed" | "forged" | "half-signed";

export function scopeOf({ signature, malformed }: Pick<Exchange, "signature" | "malformed">): Scope {
  if (isForged(signature)) return "forged";
  if (malformed) return "malformed";
  return signature === "valid" ? "full" : "half-signed";
}

/** The statuses that say "I don't take this request" and are lawful where the signature does not hold. */
export function isRefusingStatus(status: number): boolean {
  return status === 400 || status === 401 || status === 403;
}
