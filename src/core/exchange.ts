import type { Finding } from "./finding.js";
import type { JsonObject, JsonValue } from "./json.js";
import type { DuplicateKey, TextMistake } from "./json-text.js";
import type { Message, Text } from "./text.js";

export const failureKinds = ["refused", "dns", "tls", "reset", "timeout", "too-large", "bad-http", "redirect"] as const;

export type FailureKind = (typeof failureKinds)[number];

/** A network outcome that is not an answer. `detail` is a stable kebab-case word (`expired`, `headers`, …) or a short technical text. */
export type Failure = { readonly kind: FailureKind; readonly detail: string };

/** How a request was signed. Every forged form spoils both signatures; `old-only` and `new-only` send one valid one alone. */
export const signatureForms = [
  "valid",
  "missing",
  "wrong-secret",
  "tampered-body",
  "tampered-query",
  "tampered-sign",
  "swapped-key",
  "old-only",
  "new-only",
] as const;

export type SignatureForm = (typeof signatureForms)[number];

export function isForged(form: SignatureForm): boolean {
  return form !== "valid" && form !== "old-only" && form !== "new-only";
}

/** What the settings say of the merchant under test (`merchant.*` of the config). */
export type MerchantFacts = {
  readonly mode: "one-step" | "two-step";
  readonly confirm: "sync" | "async" | "any";
  readonly cancel: "sync" | "async" | "any";
  readonly mainland: boolean;
  readonly refusalTrusted: boolean;
  readonly variants?: readonly string[];
  readonly ratePlanIds?: readonly string[];
  readonly confirmWithinMs: number;
  readonly auditWithinMs: number;
  readonly overrides: Readonly<Record<string, JsonObject>>;
  readonly provoke: Readonly<Record<string, JsonObject>>;
};

export const defaultMerchantFacts: MerchantFacts = {
  mode: "one-step",
  confirm: "any",
  cancel: "any",
  mainland: true,
  refusalTrusted: false,
  confirmWithinMs: 3_600_000,
  auditWithinMs: 3_600_000,
  overrides: {},
  provoke: {},
};

/** The merchant's answer after reading: what the rules see. */
export type Answer = {
  readonly status: number;
  /** Names in lower case; repeated headers joined with ", ". */
  readonly headers: Readonly<Record<string, string>>;
  readonly rawHeaders: readonly (readonly [string, string])[];
  readonly bytes: Uint8Array;
  /** The body as text; undefined when the bytes are not UTF-8. */
  readonly text: string | undefined;
  /** The parsed body, a leading byte order mark ignored; undefined when it is not JSON. */
  readonly json: JsonValue | undefined;
  /** Why the text is not JSON; only there when it is not. */
  readonly mistake?: TextMistake;
  /** Keys that stand twice in one object; absent when there are none. */
  readonly duplicates?: readonly DuplicateKey[];
};

/** One delivery and what came back, as the judge sees it. */
export type Exchange = {
  /** Its id in the journal; absent when it was not kept. */
  readonly journalId?: string;
  readonly callback: string;
  readonly variant: string;
  readonly attempt: number;
  readonly startedAt: string;
  readonly durationMs: number;
  readonly timeoutMs: number;
  readonly url: string;
  readonly requestHeaders: readonly (readonly [string, string])[];
  readonly requestBytes: Uint8Array;
  /** The payload that was sent, personal fields encrypted. Undefined when the body is deliberately not JSON. */
  readonly payload: JsonObject | undefined;
  readonly signature: SignatureForm;
  /** True when the payload deliberately breaks the schema or a law. */
  readonly malformed: boolean;
  readonly answer: Answer | undefined;
  readonly failure: Failure | undefined;
  /** True when we ourselves cut the exchange off on purpose. */
  readonly sabotaged: boolean;
  /**
   * Whether this merchant accepted the order before this request: true after an accepted create of the same `order_id`
   * (and, for a cancel, when it carries that order's own `order_out_id`); false when it never did; absent when unknown.
   */
  readonly orderStored?: boolean;
  readonly merchant: MerchantFacts;
};

export type PlatformActionName =
  | "accept"
  | "confirm"
  | "wait-confirm"
  | "wait-audit"
  | "retry"
  | "reject"
  | "cancel-order"
  | "refund"
  | "keep";

/** To follow "Douyin will". */
export const platformActions: Readonly<Record<PlatformActionName, Text>> = {
  accept: { zh: "接受应答，订单继续", en: "accept the answer and go on" },
  confirm: { zh: "确认订单", en: "confirm the order" },
  "wait-confirm": { zh: "等待商家调用确认接单接口", en: "wait for the confirm operation" },
  "wait-audit": { zh: "等待商家调用取消审核接口", en: "wait for the audit operation" },
  retry: { zh: "重试", en: "retry" },
  reject: { zh: "按创单失败处理", en: "treat the order as refused" },
  "cancel-order": { zh: "取消订单", en: "cancel the order" },
  refund: { zh: "退款", en: "refund the guest" },
  keep: { zh: "保留订单", en: "keep the order" },
};

/** What Douyin would do next, why, and the id of the reading or rule it rests on. */
export type PlatformAction = {
  readonly action: PlatformActionName;
  readonly reason: Message;
  readonly rule: string;
};

export type JudgedExchange = {
  readonly exchange: Exchange;
  readonly findings: readonly Finding[];
  readonly platform: PlatformAction;
};
