import type { JsonValue } from "./json.js";
import type { Message } from "./text.js";

export type Severity = "error" | "warning" | "info";

export type FindingPart = "transport" | "headers" | "request" | "response" | "sequence" | "callback-debt";

/** Where the documents speak of it: page id and field path such as `response.order_id`. */
export type DocReference = { readonly page: string; readonly field: string };

/** One thing the merchant did wrong, or oddly. Data, never thrown. */
export type Finding = {
  readonly rule: string;
  readonly severity: Severity;
  readonly part: FindingPart;
  /** RFC 6901 pointer into the part, `""` for the whole. */
  readonly pointer: string;
  readonly expected: JsonValue;
  readonly actual: JsonValue;
  /** The sentence; rendered by `renderFinding` when it leaves the engine. */
  readonly message: Message;
  readonly doc: DocReference;
};
