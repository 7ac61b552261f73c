import type { CallbackDefinition } from "./callback.js";
import type { Exchange, MerchantFacts, PlatformAction, SignatureForm } from "./exchange.js";
import type { Finding } from "./finding.js";
import type { JsonObject } from "./json.js";
import type { ByteForm } from "./json-form.js";
import type { OperationArrived, PlatformScript } from "./platform-port.js";
import type { Sabotage } from "./ports.js";
import type { Message, Text } from "./text.js";

/** One contract test as data: deliveries in steps, and the rules that hold over them. */
export type Case = {
  /** Permanent, `suite/name`. */
  readonly id: string;
  readonly suite: string;
  readonly title: Text;
  /** What the merchant has shown when it passes, in one sentence. */
  readonly proves: Text;
  /** Without these the case makes no sense and is skipped, with the reason. */
  readonly needs?: Needs;
  /** Says something also about a merchant that refuses the standard order. */
  readonly isIndependent?: boolean;
  readonly steps: readonly Step[];
  readonly expect: readonly Expectation[];
};

export type Needs = {
  readonly mode?: MerchantFacts["mode"];
  readonly confirm?: "sync" | "async";
  readonly cancel?: "sync" | "async";
  /** A mock platform that the merchant calls back. */
  readonly platform?: true;
  /** Codes that `merchant.provoke` must say how to bring about. */
  readonly provoke?: readonly number[];
  /** Fields at the top of the payload that `merchant.overrides` must leave alone, because the case is about them. */
  readonly free?: readonly string[];
};

export type Step =
  | { readonly deliver: Delivery }
  /** Prepared first and then released at the same moment, each on a connection of its own. */
  | { readonly together: readonly Delivery[] }
  | { readonly wait: Wait }
  /** Until the operation that the named delivery's answer promised has arrived, or its deadline has passed. */
  | { readonly awaitOperation: { readonly after: string } };

/** `ms` passes as it is; `platformSeconds` are divided by the time scale. */
export type Wait = { readonly ms: number } | { readonly platformSeconds: number };

export type Delivery = NewDelivery | RepeatDelivery | RawDelivery;

/** Made from a variant, neither a repeat nor bytes of its own. */
export function isNewDelivery(delivery: Delivery): delivery is NewDelivery {
  return !("repeat" in delivery) && !("raw" in delivery);
}

/** A payload made for this delivery. */
export type NewDelivery = Manner & {
  /** By which later steps and expectations refer to it. */
  readonly name: string;
  readonly callback: string;
  readonly variant?: string;
  /** The delivery in this case whose order the payload is about (a cancel of that order). */
  readonly about?: string;
  /** Drawn as the named delivery was, but for the idempotency key. */
  readonly like?: string;
  /** Values by path, as `--set` takes them; what depends on them follows. `{ "$today": 30 }` is a date, see `RelativeDate`. */
  readonly set?: JsonObject;
  readonly unset?: readonly string[];
  /** Values by path that nothing follows, of any type: this is how a payload is broken. */
  readonly put?: JsonObject;
  readonly omit?: readonly string[];
  /** Values from earlier deliveries, put in last. */
  readonly take?: readonly Taken[];
  /** Uses the changes that `merchant.provoke` names for this code. */
  readonly provoke?: number;
};

/** A day in China counted from the run's own: `{ "$today": 30, "to": "month-end", "at": "14:00" }`. */
export type RelativeDate = {
  readonly $today: number;
  /** The day that it is counted from in place of the run's own. */
  readonly after?: RelativeDate;
  /** The first such day from there on. */
  readonly to?: "month-end" | "year-end" | "leap-day";
  /** A minute of that day, `HH:mm`. */
  readonly at?: string;
};

export type Taken = {
  readonly path: string;
  readonly from: string;
  /** `request.order_id`, `answer.data.order_out_id` */
  readonly field: string;
  /** Another last digit, nothing else. */
  readonly nextDigit?: boolean;
  /** Another first digit, nothing else. */
  readonly otherFirstDigit?: boolean;
};

/** The payload of an earlier delivery in a new envelope: new timestamp, log id and signatures. */
export type RepeatDelivery = Manner & {
  readonly name: string;
  readonly repeat: string;
  /** Byte for byte: the same envelope too. */
  readonly isExact?: boolean;
};

/** A body that no payload could be. */
export type RawDelivery = Manner & {
  readonly name: string;
  readonly callback: string;
  readonly raw: { readonly text: string } | { readonly base64: string };
};

/** How a delivery is written, signed and sent. */
export type Manner = {
  readonly encoding?: ByteForm;
  readonly rewrite?: Rewrite;
  readonly signature?: SignatureForm;
  /** The `client_key` that goes into the signatures (and not into the URL) in place of the app's. */
  readonly signedWithKey?: string;
  /** Where the signatures are missing, their places are there and empty. */
  readonly emptySignatures?: boolean;
  /** Query parameters added to the endpoint's own and signed with it. */
  readonly query?: Readonly<Record<string, string>>;
  readonly queryOrder?: "sign-first";
  /** Headers that replace ours of the same name. */
  readonly headers?: Readonly<Record<string, string>>;
  /** `title` spells every header name `X-Life-Sign`. */
  readonly headerCase?: "title";
  /** `none` undoes that of a repeated delivery. */
  readonly sabotage?: Sabotage | { readonly kind: "none" };
  /** Uses a connection that earlier deliveries may have used. */
  readonly isOnKeptConnection?: boolean;
  /** How the mock platform answers the first operation about this order. */
  readonly platformAnswers?: PlatformScript;
};

/** Changes to the body's text that keep its meaning (or, for robustness, break it on purpose). */
export type Rewrite = {
  readonly indent?: number | "tab";
  readonly lineEnd?: "lf" | "crlf";
  /** `slashes` as `\/`; `html` `<`, `>`, `&` as Go writes them; `upper` non-ASCII with capital hex digits; `everything` each letter of a string. */
  readonly escape?: "slashes" | "html" | "upper" | "everything";
  readonly before?: string;
  readonly after?: string;
  /** Characters taken off the end, before `after` is put there. */
  readonly dropEnd?: number;
  /** The share of the text that is sent, from the start. */
  readonly keep?: number;
};

/** A rule that is judged over deliveries of the case, by their names. */
export type Expectation = {
  readonly rule: string;
  readonly of: readonly string[];
  readonly with?: JsonObject;
};

/** One delivery of a case that has been carried out. */
export type Delivered = {
  readonly name: string;
  readonly exchange: Exchange;
  /** Id in the report. */
  readonly exchangeId: string;
  /** The payload before its personal fields were encrypted. */
  readonly plain: JsonObject | undefined;
  /** What the judge found in this answer alone. */
  readonly findings: readonly Finding[];
  /** What Douyin would do next. */
  readonly platform: PlatformAction;
  /** The answer's `data`, where HTTP 200 brought a JSON object with an integer `error_code`. */
  readonly data: JsonObject | undefined;
  readonly code: number | undefined;
  /** Earlier attempts of this delivery that were answered 100. */
  readonly earlier: readonly Delivered[];
  readonly definition: CallbackDefinition;
  /** Monotonic milliseconds. */
  readonly releasedAt: number;
  readonly answeredAt: number;
  readonly delivery: Delivery;
  /** What the payload was changed by, for reports. */
  readonly changes: JsonObject;
};

/** What a sequence check may look at. */
export type Scene = {
  /** The deliveries that the expectation names, in its order; those that were never made are missing. */
  readonly of: readonly Delivered[];
  /** How many it names. */
  readonly named: number;
  readonly all: ReadonlyMap<string, Delivered>;
  readonly options: JsonObject;
  readonly merchant: MerchantFacts;
  readonly case: Case;
  readonly setup: SetupFacts;
  /** What the merchant called; undefined without a mock platform. */
  readonly operations: OperationsSeen | undefined;
};

/** What the standard order and a forgery of it showed before the cases began. */
export type SetupFacts = {
  readonly isAccepted: boolean;
  /** The standard order that was accepted, in clear text. */
  readonly accepted?: JsonObject;
  /** How the standard order was refused; undefined when it was accepted or not answered. */
  readonly refusal: RefusalMark | undefined;
  /** How a forgery is refused; undefined when it was accepted or not answered. */
  readonly forgeryRefusal: RefusalMark | undefined;
  /** A request that was signed in a known wrong way was accepted, and the same signed rightly was not. */
  readonly isSignedOtherwise?: true;
};

/** By which two refusals are told apart. */
export type RefusalMark = {
  readonly status: number;
  readonly code: number | undefined;
  /** `data.description` without its digits. */
  readonly description: string;
};

export type OperationsSeen = {
  readonly calls: readonly OperationArrived[];
  /** Those about no order of the case. */
  readonly others: readonly OperationArrived[];
  /** Names of the deliveries whose operation was waited for to its deadline. */
  readonly awaited: ReadonlySet<string>;
};

/** A finding over several deliveries, with what else it explains. */
export type SequenceFinding = Finding & {
  /** Names of the deliveries that it is about. */
  readonly deliveries: readonly string[];
  /** Findings on those deliveries which are the same mistake: rule ids, or families such as `transport/`. */
  readonly replaces?: readonly string[];
  /** What it replaces follows from it, however grave: a refusal lacks what an acceptance would have. */
  readonly isCause?: boolean;
  /**
   * Holds only if an order is accepted now: a hotel may have filled up in the meantime. `alike` is the order of the first
   * delivery named, under an id of its own; else it is the standard order.
   */
  readonly needsControl?: boolean | "alike";
  /**
   * Holds only if the same delivery breaks the rule with these values too; otherwise it is a warning with this message. The
   * values are those of the accepted order, so that the refusal may have been about them.
   */
  readonly unless?: { readonly set: JsonObject; readonly unsure: Message };
};

/** `cannot-tell` when the case did not get as far as the rule: no finding, and the reason is said. */
export type CheckResult =
  | {
      readonly kind: "judged";
      readonly findings: readonly SequenceFinding[];
      readonly excuses?: readonly Excuse[];
    }
  | { readonly kind: "cannot-tell"; readonly reason: Message };

/** What the named rules find in the answers to these deliveries is no mistake. */
export type Excuse = { readonly deliveries: readonly string[]; readonly rules: readonly string[] };

/** Judges one sequence rule. Pure. */
export type SequenceCheck = (scene: Scene) => CheckResult;

/** The order that shows whether the merchant can be tested at all, and what to say when it is refused. */
export type Setup = {
  readonly delivery: NewDelivery;
  /** Fields that are drawn anew when the accepted order is made once more: a phone may have a limit of orders. */
  readonly fresh: readonly string[];
  /** What keeps the cases from running, and what to set. */
  readonly explain: (facts: SetupFacts, failure: string | undefined) => Message;
};

/** Everything the engine runs: cases, the rules they are judged by, and what holds for all of them. */
export type CaseBook = {
  readonly cases: readonly Case[];
  readonly checks: Readonly<Record<string, SequenceCheck>>;
  readonly setup: Setup;
  /** Judged in every case over all its deliveries. */
  readonly always: readonly Omit<Expectation, "of">[];
  /** By which a refusal is known again; undefined for what was accepted or not answered. */
  readonly markOf: (delivered: Delivered) => RefusalMark | undefined;
  readonly isSameRefusal: (one: RefusalMark | undefined, other: RefusalMark | undefined) => boolean;
  /** The request was refused as a forgery is. */
  readonly isRefusedAsForged: (delivered: Delivered, setup: SetupFacts) => boolean;
  /** These deliveries got what everything gets, and so show nothing of the signature check. */
  readonly isMute: (delivered: Iterable<Delivered>, setup: SetupFacts) => boolean;
  readonly debts: DebtFacts;
  /** True for an answer that takes what was asked for: no error code and no refusal in the decision. */
  readonly isAccepted: (delivered: Delivered) => boolean;
};

/** What a case may wait for after an asynchronous answer. */
export type DebtFacts = {
  /** How long the operation that this answer promises may take, in real ms; undefined when it promises none. */
  readonly deadlineMs: (delivered: Delivered, merchant: MerchantFacts, timeScale: number) => number | undefined;
  /** Ids by which a call may name the order. */
  readonly idsOf: (delivered: Delivered) => readonly string[];
  readonly callsAbout: (delivered: Delivered, calls: readonly OperationArrived[]) => readonly OperationArrived[];
};
