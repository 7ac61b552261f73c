import assert from "node:assert/strict";
import { test } from "node:test";
import { failureOf, type Phase } from "../../src/node/network-failure.js";

const table: readonly (readonly [code: string, phase: Phase, isSecure: boolean, outcome: string])[] = [
  ["ENOTFOUND", "connect", false, "dns not-found"],
  ["EAI_AGAIN", "connect", false, "dns try-again"],
  ["ECONNREFUSED", "connect", false, "refused connection-refused"],
  ["ECONNREFUSED", "connect", true, "refused connection-refused"],
  ["EHOSTUNREACH", "connect", false, "refused host-unreachable"],
  ["ENETUNREACH", "connect", false, "refused network-unreachable"],
  ["EMFILE", "connect", false, "refused mfile"],
  ["ETIMEDOUT", "connect", false, "timeout connect"],
  ["ECONNRESET", "connect", false, "reset before-answer"],
  ["ECONNRESET", "headers", true, "reset before-answer"],
  ["EPIPE", "headers", false, "reset before-answer"],
  ["ECONNRESET", "body", false, "reset in-body"],
  ["", "headers", false, "reset before-answer"],
  ["CERT_HAS_EXPIRED", "connect", true, "tls expired"],
  ["SELF_SIGNED_CERT_IN_CHAIN", "connect", true, "tls unknown-authority"],
  ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "connect", true, "tls unknown-authority"],
  ["CERT_REVOKED", "connect", true, "tls revoked"],
  ["EPROTO", "connect", true, "tls handshake"],
  ["HPE_INVALID_HEADER_TOKEN", "headers", false, "bad-http header"],
  ["HPE_SOMETHING_NEW", "headers", false, "bad-http something-new"],
];

for (const [code, phase, isSecure, outcome] of table) {
  test(`${code || "a silent close"} in phase ${phase}${isSecure ? " of https" : ""} is: ${outcome}`, () => {
    const { kind, detail } = failureOf(Object.assign(new Error("x"), { code }), {
      phase,
      isSecure,
      isReused: false,
      isAnswerComplete: false,
    });
    assert.equal(`${kind} ${detail}`, outcome);
  });
}
