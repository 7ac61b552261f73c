import type { Failure } from "../core/exchange.js";

/** How far an exchange came: opening the connection (DNS and TLS included), waiting for the headers, reading the body. */
export type Phase = "connect" | "headers" | "body";

type Circumstances = {
  readonly phase: Phase;
  readonly isSecure: boolean;
  /** The request went out on a connection that had served another one. */
  readonly isReused: boolean;
  /** The answer's last byte had arrived when the error did. */
  readonly isAnswerComplete: boolean;
};

/** The named outcome for what Node reports; without an error the connection was closed silently. */
export function failureOf(error: unknown, at: Circumstances): Failure {
  const { code = "", message = "", rawPacket } = (error ?? {}) as NetworkError;
  if (code.startsWith("HPE_")) return badHttp(code, rawPacket, at);
  const tls = at.isSecure ? tlsFailure(code, message, at) : undefined;
  if (tls) return tls;
  if (code in lookupErrors) return { kind: "dns", detail: lookupErrors[code] ?? code };
  if (code === "ETIMEDOUT") return { kind: "timeout", detail: at.phase };
  if (at.phase === "connect" && !cutErrors.has(code))
    return { kind: "refused", detail: connectErrors[code] ?? slug(code) };
  if (at.phase === "body") return { kind: "reset", detail: "in-body" };
  return { kind: "reset", detail: at.isReused ? "reused-connection" : "before-answer" };
}

/** Node attaches these to the errors of sockets and of its HTTP parser. */
type NetworkError = { readonly code?: string; readonly message?: string; readonly rawPacket?: Uint8Array };

const lookupErrors: Readonly<Record<string, string>> = {
  ENOTFOUND: "not-found",
  EAI_AGAIN: "try-again",
  EAI_FAIL: "server-failure",
  EAI_NODATA: "no-address",
  EAI_NONAME: "not-found",
  ENODATA: "no-address",
};

const connectErrors: Readonly<Record<string, string>> = {
  ECONNREFUSED: "connection-refused",
  EHOSTUNREACH: "host-unreachable",
  ENETUNREACH: "network-unreachable",
  EADDRNOTAVAIL: "no-local-address",
};

/** Somebody was there and hung up; without a code it was done without a word. */
const cutErrors: ReadonlySet<string> = new Set(["", "ECONNRESET", "EPIPE", "ECONNABORTED"]);

const parseErrors: Readonly<Record<string, string>> = {
  HPE_INVALID_CONSTANT: "not-http",
  HPE_INVALID_VERSION: "version",
  HPE_INVALID_STATUS: "status",
  HPE_INVALID_HEADER_TOKEN: "header",
  HPE_HEADER_OVERFLOW: "headers-too-large",
  HPE_CHUNK_EXTENSIONS_OVERFLOW: "chunk-extensions-too-large",
  HPE_INVALID_CONTENT_LENGTH: "content-length",
  HPE_UNEXPECTED_CONTENT_LENGTH: "conflicting-length",
  HPE_INVALID_TRANSFER_ENCODING: "transfer-encoding",
  HPE_INVALID_CHUNK_SIZE: "chunk-size",
  HPE_INVALID_EOF_STATE: "incomplete",
  HPE_CR_EXPECTED: "line-end",
  HPE_LF_EXPECTED: "line-end",
  HPE_STRICT: "line-end",
};

function badHttp(code: string, packet: Uint8Array | undefined, at: Circumstances): Failure {
  if (at.isAnswerComplete) return { kind: "bad-http", detail: "surplus-bytes" };
  if (at.phase === "headers" && isTlsRecord(packet)) return { kind: "bad-http", detail: "server-speaks-tls" };
  return {
    kind: "bad-http",
    detail: parseErrors[code] ?? code.slice("HPE_".length).toLowerCase().replaceAll("_", "-"),
  };
}

/** A handshake or alert record of TLS in place of a status line. */
function isTlsRecord(packet: Uint8Array | undefined): boolean {
  return packet !== undefined && (packet[0] === 0x15 || packet[0] === 0x16) && packet[1] === 0x03;
}

const certificateErrors: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: "expired",
  CERT_NOT_YET_VALID: "not-yet-valid",
  DEPTH_ZERO_SELF_SIGNED_CERT: "self-signed",
  SELF_SIGNED_CERT_IN_CHAIN: "unknown-authority",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "unknown-authority",
  UNABLE_TO_GET_ISSUER_CERT: "unknown-authority",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "unknown-authority",
  ERR_TLS_CERT_ALTNAME_INVALID: "wrong-name",
  CERT_REVOKED: "revoked",
  CERT_UNTRUSTED: "unknown-authority",
  CERT_SIGNATURE_FAILURE: "bad-signature",
  INVALID_PURPOSE: "wrong-purpose",
};

function tlsFailure(code: string, message: string, at: Circumstances): Failure | undefined {
  const certificate = certificateErrors[code];
  if (certificate) return { kind: "tls", detail: certificate };
  if (code.startsWith("ERR_SSL_") || code === "EPROTO") return { kind: "tls", detail: protocolDetail(code, message) };
  if (code.startsWith("ERR_TLS_") || code.startsWith("CERT_")) return { kind: "tls", detail: slug(code) };
  // Node's words for a connection that is closed in the middle of the handshake.
  if (at.phase === "connect" && message.includes("before secure TLS connection")) {
    return { kind: "tls", detail: "handshake" };
  }
  return undefined;
}

function protocolDetail(code: string, message: string): string {
  const words = `${code} ${message}`.toLowerCase().replaceAll("_", " ");
  if (/wrong version number|packet length too long|http request/.test(words)) return "server-speaks-http";
  if (/certificate required|alert certificate/.test(words)) return "client-certificate-required";
  return "handshake";
}

function slug(code: string): string {
  return code
    .replace(/^(ERR_TLS_|E(?=[A-Z]+$))/, "")
    .toLowerCase()
    .replaceAll("_", "-");
}
