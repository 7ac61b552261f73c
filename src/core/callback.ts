import type { MerchantFacts, PlatformAction } from "./exchange.js";
import type { JsonObject, JsonValue } from "./json.js";
import type { LifePart } from "./order-life.js";
import type { Random } from "./ports.js";
import type { AnswerContext, AnswerRule } from "./rule.js";
import type { Message, Text } from "./text.js";

/** One message of the catalogue: its JSON Schema and the compiled validator of it. */
export type MessageSchema = {
  /** The hand-kept schema with its `x-` keywords, fields in document order. */
  readonly schema: JsonObject;
  /** Mistakes of a value (numbers projected by `projectNumbers`); empty when it is valid. */
  validate(value: unknown): readonly SchemaMistake[];
};

/** A validator error in the shape that Ajv gives. */
export type SchemaMistake = {
  readonly keyword: string;
  readonly instancePath: string;
  readonly schemaPath: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly message?: string;
};

/** A named kind of payload, for instance `hourly`. */
export type Variant = {
  readonly name: string;
  readonly title: Text;
  /** What is special about it, in one sentence. */
  readonly summary: Text;
  /** The document's own bytes: not lawful, not encrypted, never a positive case. */
  readonly isDocSample?: boolean;
  /** Paths of the fields that a person chooses for such a payload, in the order to ask for them; `[]` is every element. */
  readonly questions?: readonly string[];
};

export type SampleContext = {
  readonly random: Random;
  /** The day that payload dates are counted from, `yyyy-MM-dd` (China time). */
  readonly today: string;
  readonly nowSeconds: number;
  readonly merchant: MerchantFacts;
  /** An order made earlier by this tool that the payload refers to (cancel of a known order); its payload in plain text as far as known. */
  readonly earlier?: EarlierOrder;
  /** A schema-conform value for a free leaf, from json-schema-faker, seeded by the field's path. */
  readonly leaf: (path: string) => JsonValue | undefined;
};

export type EarlierOrder = { readonly payload: JsonObject; readonly orderOutId?: string };

/** A law that a lawful payload keeps (contiguous nights, totals that add up, …). Judged on plaintext payloads. */
export type Law = {
  /** `laws/total-amount` */
  readonly id: string;
  readonly title: Text;
  /** Where and how the payload breaks it; empty when it keeps it. Takes any payload, also one that the schema refuses. */
  check(payload: JsonObject, context?: LawContext): readonly LawBreach[];
};

/** What a law may know besides the payload; a law that needs what is absent has nothing to say. */
export type LawContext = {
  readonly variant?: string;
  readonly merchant?: MerchantFacts;
  readonly earlier?: EarlierOrder;
};

export type LawBreach = { readonly pointer: string; readonly message: Message };

/** What the correct merchant remembers between requests. Every method is synchronous: a read-then-write cannot race. */
export type MerchantMemory = {
  /** The answer given before for this callback and idempotency key. */
  recall(callback: string, key: string): JsonObject | undefined;
  remember(callback: string, key: string, answer: JsonObject): void;
  order(orderId: string): StoredOrder | undefined;
  orderByOutId(orderOutId: string): StoredOrder | undefined;
  saveOrder(order: StoredOrder): void;
  /** A new id of the merchant's own, unique in this memory. */
  nextOrderOutId(): string;
};

export type StoredOrder = {
  readonly orderId: string;
  readonly orderOutId: string;
  readonly payload: JsonObject;
  readonly state: "booked" | "refused" | "cancelled";
};

export type AnswerInput = {
  /** Decrypted payload; schema-valid unless `mistakes` says otherwise. */
  readonly payload: JsonObject;
  /** What the schema (or a personal field that cannot be decrypted) says against the payload; absent for a good one. */
  readonly mistakes?: readonly SchemaMistake[];
  readonly memory: MerchantMemory;
  readonly design: MerchantDesign;
};

/** Lawful ways to build a merchant; the judge passes every one of them. */
export type MerchantDesign = {
  readonly mode: "one-step" | "two-step";
  readonly confirm: "sync" | "async";
  readonly cancel: "sync" | "async";
  /** Refuses cancellations that ask for an audit. */
  readonly refusesAudit: boolean;
  readonly numericLookingIds: boolean;
  /** Answers 13 for every refusal. */
  readonly thirteenForAll: boolean;
};

/** An operation that a merchant owes the platform after an asynchronous answer. */
export type OperationCall = {
  /** The operation's id in the catalogue. */
  readonly operation: string;
  /** Path below the platform's base URL. */
  readonly path: string;
  readonly body: JsonObject;
};

export type FollowUpInput = {
  readonly payload: JsonObject;
  /** The whole answer, `{ data: … }`. */
  readonly answer: JsonObject;
  readonly design: MerchantDesign;
  /** What the merchant knows by now; absent = what it knew when it answered. */
  readonly memory?: MerchantMemory;
};

export type RetryReading = "documented" | "observed";

/** Where an answer says whether its decision stands or comes later through an operation. */
export type AnswerDecision = {
  /** Pointer of the mode, and its value for "decided in this answer" and for "decided later". */
  readonly mode: string;
  readonly sync: number;
  readonly async: number;
  /** Pointers that are filled in only once it is decided; each also stands in `sameAnswer`. */
  readonly decided: readonly string[];
};

/** Everything the project knows about one callback. */
export type CallbackDefinition = {
  /** `create-order` */
  readonly id: string;
  /** The document's own name, and an English one. */
  readonly title: Text;
  readonly summary: Text;
  readonly request: MessageSchema;
  readonly response: MessageSchema;
  /** Field of the request that makes two deliveries the same: `order_id`, `cancel_id`. */
  readonly idempotencyKey: string;
  /**
   * Pointers into the answer (`/data/order_out_id`) whose values a repeated delivery must give again.
   * Absent, `null`, `""` and 0 count as the same value. The mode of `decision` need not be listed.
   */
  readonly sameAnswer: readonly string[];
  /** For answers that may put the decision off; a repeat may then come with the decision in place. */
  readonly decision?: AnswerDecision;
  /** Pointer of the merchant's own id in the answer, which two different keys never share. */
  readonly ownId?: string;
  /** Fields of the request that the answer repeats, so that a swapped answer is told from an own one. */
  readonly echoes?: readonly { readonly request: string; readonly response: string }[];
  /** What Douyin does once it has stopped retrying without success: one sentence. */
  readonly afterRetries: Text;
  /** Id of the callback that made what this one is about (a cancel is about an order that was created); absent for one that starts anew. */
  readonly refersTo?: string;
  readonly variants: readonly Variant[];
  readonly defaultVariant: string;
  /** Paths of the few fields that tell a payload at a glance: dates, rooms, totals. Absent = its required fields. */
  readonly brief?: readonly string[];
  /** Paths of the fields that name the earlier payload (`refersTo`); not asked for when that one is known. */
  readonly earlierIds?: readonly string[];
  /** The document's sample request, bytes as printed, flaws included. */
  readonly docSample: string;
  /** A coherent plaintext payload; keeps every law. Never called for a doc sample. */
  sample(variant: string, context: SampleContext): JsonObject;
  /**
   * Makes dependent fields follow after the fields at `touched` pointers were set explicitly
   * (more rooms: the totals follow). What was touched itself never changes. `before` is the payload without those settings.
   */
  settle(payload: JsonObject, touched: readonly string[], before: JsonObject): JsonObject;
  /**
   * The payload under other readings of the documents, by conflict id (`{ "open-id-place": "member-info" }`);
   * applied last, before encryption. Absent when no conflict touches the payload.
   */
  applyReadings?(payload: JsonObject, readings: Readonly<Record<string, string>>): JsonObject;
  readonly laws: readonly Law[];
  readonly rules: readonly AnswerRule[];
  /** What a correct merchant answers: the whole body `{ data: … }`. */
  answer(input: AnswerInput): JsonObject;
  /** The operation that a correct merchant calls once this answer is out; undefined (or no such function) when it owes none. */
  followUp?(input: FollowUpInput): OperationCall | undefined;
  /** The part it plays in an order's life at the mock platform; absent = none. */
  readonly life?: LifePart;
  /** What Douyin would do after an answer that is well-formed; failures and broken answers are decided by the engine. */
  platform(context: AnswerContext, reading: RetryReading): PlatformAction;
};

/** The only way the engine meets callbacks. */
export type Registry = {
  readonly ids: readonly string[];
  load(id: string): Promise<CallbackDefinition>;
};
