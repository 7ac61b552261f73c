import type { CallbackDefinition, Law, Variant } from "../core/callback.js";
import type { Conflict, ErrorCode, PlatformCode } from "../core/catalogue.js";
import type { FieldValue } from "../core/fields.js";
import type { Severity } from "../core/finding.js";
import type { RuleBase } from "../core/rule.js";
import type { Text } from "../core/text.js";
import { basisText, type CaseRow, callbackRows, type FieldRow } from "./catalogue.js";
import type { ExplainSources, Explanation, Fact } from "./explanation.js";

export function explainRule(rule: RuleBase, { conflicts }: ExplainSources): Explanation {
  return {
    kind: "rule",
    id: rule.id,
    title: rule.title,
    body: [rule.explanation],
    facts: [
      fact(labels.severity, severityText[rule.severity]),
      fact(labels.part, same(rule.part)),
      fact(labels.document, same(`${rule.doc.page} ${rule.doc.field}`)),
    ],
    see: conflictsOf(conflicts, rule.doc.page, rule.doc.field),
  };
}

export function explainLaw(law: Law): Explanation {
  return { kind: "law", id: law.id, title: law.title, body: [], facts: [], see: [] };
}

export function explainCase({ id, suite, title, proves }: CaseRow): Explanation {
  return { kind: "case", id, title, body: [proves], facts: [fact(labels.suite, same(suite))], see: [] };
}

export function explainErrorCode(code: ErrorCode, { definitions, conflicts, rules }: ExplainSources): Explanation {
  const effects = definitions.flatMap(({ id, title }) => {
    const effect = code.effects[id];
    return effect ? [fact(effectOn(title), effect)] : [];
  });
  const pages = definitions.filter(({ id }) => code.appliesTo.includes(id)).map(({ title }) => title);
  return {
    kind: "error-code",
    id: `error/${code.code}`,
    title: code.meaning,
    body: code.note ? [code.note] : [],
    facts: [
      fact(labels.documented, code.documented ? words.yes : words.no),
      ...(pages.length > 0 ? [fact(labels.appliesTo, joined(pages))] : []),
      ...effects,
      fact(labels.basis, basisText[code.basis]),
    ],
    see: [
      ...rules.filter(({ id }) => isAbout(id.slice(id.indexOf("/") + 1), code.code)).map(({ id }) => id),
      ...conflicts.filter(({ id }) => isAbout(id, code.code)).map(({ id }) => `conflict/${id}`),
    ],
  };
}

function effectOn(callback: Text): Text {
  return { zh: `平台动作(${callback.zh})`, en: `effect on ${callback.en}` };
}

/** `code-7-note`, `codes-5-and-10` */
function isAbout(id: string, code: number): boolean {
  return /^codes?-/.test(id) && id.split("-").includes(String(code));
}

export function explainPlatformCode(code: PlatformCode): Explanation {
  return {
    kind: "platform-code",
    id: `platform/${code.code}`,
    title: code.meaning,
    body: [],
    facts: [
      fact(labels.mayRetry, code.mayRetry ? words.yes : words.no),
      fact(labels.appliesTo, same(code.operations.join(", "))),
      fact(labels.basis, basisText[code.basis]),
    ],
    see: [],
  };
}

export function explainExitCode({ code, meaning }: { readonly code: number; readonly meaning: Text }): Explanation {
  return {
    kind: "exit-code",
    id: `exit/${code}`,
    title: { zh: `退出码 ${code}`, en: `Exit code ${code}` },
    body: [meaning],
    facts: [],
    see: [],
  };
}

export function explainConflict(conflict: Conflict, inForce = conflict.default): Explanation {
  const { number, id, topic, page, field, readings, setting, how } = conflict;
  return {
    kind: "conflict",
    id: `conflict/${id}`,
    title: topic,
    body: [how],
    facts: [
      fact(labels.number, same(String(number))),
      fact(labels.document, same(field === null ? page : `${page} ${field}`)),
      ...readings.map((reading) =>
        fact(named(labels.reading, same(reading.id)), withBasis(reading.text, reading.basis)),
      ),
      fact(labels.default, same(conflict.default)),
      fact(labels.inForce, same(inForce)),
      fact(labels.setting, setting === null ? words.none : same(setting)),
    ],
    see: field === null ? [] : [`${page} ${field}`],
  };
}

export function explainCallback(definition: CallbackDefinition): Explanation {
  const [row] = callbackRows([definition]);
  return {
    kind: "callback",
    id: definition.id,
    title: definition.title,
    body: [definition.summary],
    facts: [
      fact(labels.idempotencyKey, same(definition.idempotencyKey)),
      ...(row ? [fact(labels.scope, same(row.scope)), fact(labels.scene, same(row.scene))] : []),
    ],
    see: definition.variants.map(({ name }) => `${definition.id}/${name}`),
  };
}

export function explainVariant(callback: string, variant: Variant): Explanation {
  return {
    kind: "variant",
    id: `${callback}/${variant.name}`,
    title: variant.title,
    body: [variant.summary],
    facts: [],
    see: [callback],
  };
}

export function explainField(field: FieldRow, others: readonly FieldRow[], sources: ExplainSources): Explanation {
  const place = `${field.part}.${field.path.replace(/^data\./, "")}`;
  return {
    kind: "field",
    id: `${field.message}.${field.part}.${field.path}`,
    title: field.title,
    body: [field.description],
    facts: fieldFacts(field),
    see: [
      ...conflictsOf(sources.conflicts, field.message, place),
      ...sources.rules.filter(({ doc }) => doc.page === field.message && doc.field === place).map(({ id }) => id),
      ...others.map((other) => `${other.message}.${other.part}.${other.path}`),
    ],
  };
}

function fieldFacts(field: FieldRow): readonly Fact[] {
  const { values, format, pattern, unit, requiredWhen } = field;
  return [
    fact(labels.document, same(field.message)),
    fact(labels.type, same(field.docType)),
    ...(field.types.length < 2 ? [] : [fact(labels.jsonType, same(field.types.join(" | ")))]),
    fact(labels.required, field.onlyInSample ? words.onlyInSample : field.required ? words.yes : words.no),
    ...(requiredWhen ? [fact(labels.requiredWhen, requiredWhen)] : []),
    ...(values ?? []).map((value) => fact(named(labels.value, same(String(value.value))), valueText(value))),
    ...(format ? [fact(labels.format, same(format))] : []),
    ...(pattern ? [fact(labels.pattern, same(pattern))] : []),
    ...(unit ? [fact(labels.unit, unitText[unit])] : []),
    ...(field.encrypted ? [fact(labels.encrypted, words.yes)] : []),
  ];
}

function valueText({ title, basis }: FieldValue): Text {
  return basis === "seed" ? title : withBasis(title, basis);
}

function withBasis(text: Text, basis: keyof typeof basisText): Text {
  return { zh: `${text.zh}(${basisText[basis].zh})`, en: `${text.en} (${basisText[basis].en})` };
}

function conflictsOf(conflicts: readonly Conflict[], page: string, field: string): readonly string[] {
  return conflicts
    .filter((conflict) => conflict.page === page && conflict.field === field)
    .map(({ id }) => `conflict/${id}`);
}

function fact(label: Text, value: Text): Fact {
  return { label, value };
}

/** The same words in both languages: ids, names, digits. */
function same(text: string): Text {
  return { zh: text, en: text };
}

function named(label: Text, name: Text): Text {
  return { zh: `${label.zh} ${name.zh}`, en: `${label.en} ${name.en}` };
}

function joined(texts: readonly Text[]): Text {
  return { zh: texts.map(({ zh }) => zh).join("、"), en: texts.map(({ en }) => en).join(", ") };
}

const labels = {
  severity: { zh: "级别", en: "severity" },
  part: { zh: "部分", en: "part" },
  document: { zh: "文档", en: "document" },
  suite: { zh: "套件", en: "suite" },
  documented: { zh: "有文档依据", en: "documented" },
  appliesTo: { zh: "适用于", en: "applies to" },
  basis: { zh: "依据", en: "basis" },
  mayRetry: { zh: "可重试", en: "may be retried" },
  number: { zh: "编号", en: "number" },
  reading: { zh: "读法", en: "reading" },
  default: { zh: "默认", en: "default" },
  inForce: { zh: "当前生效", en: "in force" },
  setting: { zh: "切换方式", en: "setting" },
  idempotencyKey: { zh: "幂等键", en: "idempotency key" },
  scope: { zh: "Scope", en: "scope" },
  scene: { zh: "回调场景", en: "scene" },
  type: { zh: "文档类型", en: "type" },
  jsonType: { zh: "JSON 类型", en: "JSON type" },
  required: { zh: "必填", en: "required" },
  requiredWhen: { zh: "何时必填", en: "required when" },
  value: { zh: "取值", en: "value" },
  format: { zh: "格式", en: "format" },
  pattern: { zh: "正则", en: "pattern" },
  unit: { zh: "单位", en: "unit" },
  encrypted: { zh: "加密", en: "encrypted" },
} satisfies Record<string, Text>;

const words = {
  yes: { zh: "是", en: "yes" },
  no: { zh: "否", en: "no" },
  none: { zh: "无", en: "none" },
  onlyInSample: { zh: "字段表中没有，只在示例里", en: "not in the table, only in the sample" },
} satisfies Record<string, Text>;

const severityText: Readonly<Record<Severity, Text>> = {
  error: { zh: "错误", en: "error" },
  warning: { zh: "警告", en: "warning" },
  info: { zh: "提示", en: "info" },
};

const unitText: Readonly<Record<"fen" | "seconds" | "hours", Text>> = {
  fen: { zh: "分", en: "fen (1/100 CNY)" },
  seconds: { zh: "秒", en: "seconds" },
  hours: { zh: "小时", en: "hours" },
};
