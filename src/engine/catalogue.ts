import type { CallbackDefinition, MessageSchema } from "../core/callback.js";
import type { Basis, Conflict, ConflictReading, ErrorCode } from "../core/catalogue.js";
import { type Field, listFields } from "../core/fields.js";
import type { FindingPart, Severity } from "../core/finding.js";
import { isObject, type JsonValue } from "../core/json.js";
import type { RuleBase } from "../core/rule.js";
import type { Text } from "../core/text.js";

export type CallbackRow = {
  readonly id: string;
  readonly title: Text;
  readonly summary: Text;
  readonly idempotencyKey: string;
  readonly scope: string;
  /** 权限要求 */
  readonly capability: string;
  /** 回调场景 */
  readonly scene: string;
  readonly headers: readonly { readonly name: string; readonly meaning: Text }[];
  readonly variants: readonly string[];
};

export function callbackRows(definitions: readonly CallbackDefinition[]): readonly CallbackRow[] {
  return definitions.map(({ id, title, summary, idempotencyKey, request, variants }) => {
    const facts = request.schema["x-callback"];
    const at = (name: string): JsonValue | undefined => (isObject(facts) ? facts[name] : undefined);
    return {
      id,
      title,
      summary,
      idempotencyKey,
      scope: asString(at("scope")),
      capability: asString(at("capability")),
      scene: asString(at("scene")),
      headers: headersOf(at("headers")),
      variants: variants.map((variant) => variant.name),
    };
  });
}

export type MessagePart = "request" | "response";

/** A field and the message it belongs to. */
export type FieldRow = Field & { readonly message: string; readonly part: MessagePart };

/** The fields of a callback or an operation in document order, those of the request first. */
export function fieldRows(message: {
  readonly id: string;
  readonly request: MessageSchema;
  readonly response: MessageSchema;
}): readonly FieldRow[] {
  return (["request", "response"] as const).flatMap((part) =>
    listFields(message[part].schema).map((field) => ({ ...field, message: message.id, part })),
  );
}

/** The codes that speak of `callback`, or all of them. */
export function errorRows(codes: readonly ErrorCode[], callback?: string): readonly ErrorCode[] {
  return codes.filter((code) => callback === undefined || code.appliesTo.includes(callback));
}

export type RuleRow = {
  readonly id: string;
  readonly severity: Severity;
  readonly part: FindingPart;
  readonly title: Text;
  readonly explanation: Text;
  readonly page: string;
  readonly field: string;
};

export function ruleRows(rules: readonly RuleBase[]): readonly RuleRow[] {
  return rules.map(({ id, severity, part, title, explanation, doc }) => ({
    id,
    severity,
    part,
    title,
    explanation,
    page: doc.page,
    field: doc.field,
  }));
}

export type CaseRow = { readonly id: string; readonly suite: string; readonly title: Text; readonly proves: Text };

export type ConflictRow = {
  readonly number: number;
  readonly id: string;
  readonly topic: Text;
  readonly page: string;
  readonly field: string | null;
  readonly readings: readonly ConflictReading[];
  readonly default: string;
  /** The reading in force now. */
  readonly inForce: string;
  readonly setting: string | null;
  readonly how: Text;
};

export function conflictRows(
  conflicts: readonly Conflict[],
  inForce: Readonly<Record<string, string>>,
): readonly ConflictRow[] {
  return conflicts.map((conflict) => ({ ...conflict, inForce: inForce[conflict.id] ?? conflict.default }));
}

export type VariantRow = {
  readonly callback: string;
  readonly name: string;
  readonly title: Text;
  readonly summary: Text;
  readonly isDefault: boolean;
  readonly isDocSample: boolean;
};

export function variantRows(definition: CallbackDefinition): readonly VariantRow[] {
  return definition.variants.map(({ name, title, summary, isDocSample }) => ({
    callback: definition.id,
    name,
    title,
    summary,
    isDefault: name === definition.defaultVariant,
    isDocSample: isDocSample === true,
  }));
}

/** What stands behind a fact, in words. */
export const basisText: Readonly<Record<Basis, Text>> = {
  seed: { zh: "本页文档", en: "this document" },
  "other-page": { zh: "抖音开放平台的其他页面", en: "another official page" },
  sdk: { zh: "官方 SDK", en: "the official SDK" },
  observed: { zh: "真实流量", en: "real traffic" },
  code: { zh: "其他对接方的代码", en: "code of other integrators" },
  analogy: { zh: "同类行业的页面（类比）", en: "a page of a sister industry (analogy)" },
  assumed: { zh: "推测", en: "assumed" },
};

function headersOf(value: JsonValue | undefined): CallbackRow["headers"] {
  if (!Array.isArray(value)) return [];
  return value.filter(isObject).map(({ name, zh, en }) => ({
    name: asString(name),
    meaning: { zh: asString(zh), en: asString(en) },
  }));
}

function asString(value: JsonValue | undefined): string {
  return typeof value === "string" ? value : "";
}
