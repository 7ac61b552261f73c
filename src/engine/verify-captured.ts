import type { Message } from "../core/text.js";
import type { CapturedRequest } from "./captured.js";
import { type Verification, verifyRequest } from "./verify.js";

export type CapturedVerification = Verification & {
  /** The reading of the body that the result holds for. */
  readonly body: Uint8Array;
  readonly note: Message | undefined;
};

/** Verifies a captured request with the first reading of its body that its signatures fit; with the likeliest one when none does. */
export function verifyCaptured(request: CapturedRequest, clientSecret: string): CapturedVerification {
  const { url, headers, bodies } = request;
  const results = bodies.map(({ bytes, note }) => ({
    ...verifyRequest({ url, headers, body: bytes, clientSecret }),
    body: bytes,
    note,
  }));
  const best = results.find(({ ok }) => ok) ?? results[0];
  if (!best) throw new Error("A captured request has at least one reading of its body.");
  return best;
}
