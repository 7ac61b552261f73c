import type { CaseResult } from "../../core/event.js";
import type { Severity } from "../../core/finding.js";
import type { JsonObject } from "../../core/json.js";
import type { RuleBase } from "../../core/rule.js";
import type { Text } from "../../core/text.js";

/** A rule that was broken, and the different sentences that say so, in the order in which SARIF will number them. */
export type RuleTemplates = {
  readonly id: string;
  readonly severity: Severity;
  readonly known: RuleBase | undefined;
  readonly texts: readonly Text[];
};

export function listTemplates(cases: readonly CaseResult[], rules: readonly RuleBase[]): readonly RuleTemplates[] {
  const byId = new Map<string, { severity: Severity; texts: Text[] }>();
  for (const { rule, severity, message } of cases.flatMap((result) => result.findings)) {
    const entry = byId.get(rule) ?? { severity, texts: [] };
    if (!entry.texts.some((text) => text.en === message.text.en)) entry.texts.push(message.text);
    byId.set(rule, entry);
  }
  return [...byId].map(([id, { severity, texts }]) => {
    const known = rules.find((rule) => rule.id === id);
    return { id, severity: known?.severity ?? severity, known, texts };
  });
}

export function driverRules(templates: readonly RuleTemplates[], lang: keyof Text): readonly JsonObject[] {
  return templates.map((rule) => ({
    ...descriptor(rule, lang),
    defaultConfiguration: { level: levels[rule.severity] },
  }));
}

export function translationRules(templates: readonly RuleTemplates[], lang: keyof Text): readonly JsonObject[] {
  return templates.map((rule) => descriptor(rule, lang));
}

export const levels: Readonly<Record<Severity, string>> = { error: "error", warning: "warning", info: "note" };

function descriptor({ id, known, texts }: RuleTemplates, lang: keyof Text): JsonObject {
  const title = known?.title[lang] ?? id;
  const help = known?.explanation[lang];
  return {
    id,
    shortDescription: { text: title },
    ...(help === undefined ? {} : { fullDescription: { text: help }, help: { text: help, markdown: help } }),
    messageStrings: Object.fromEntries(texts.map((text, index) => [templateId(index), { text: numbered(text, lang) }])),
  };
}

export function templateId(index: number): string {
  return `m${index + 1}`;
}

/** The names of a sentence's placeholders in the order in which SARIF counts them: that of the English sentence. */
export function placeholders(text: Text): readonly string[] {
  return [...new Set(Array.from(text.en.matchAll(placeholder), ([, name]) => name ?? ""))];
}

const placeholder = /\{(\w+)\}/g;

/** `{name}` becomes `{0}`; other braces are doubled, as SARIF asks. */
function numbered(text: Text, lang: keyof Text): string {
  const names = placeholders(text);
  return text[lang]
    .split(placeholder)
    .map((part, index) => {
      if (index % 2 === 0) return part.replace(/[{}]/g, "$&$&");
      const place = names.indexOf(part);
      return place < 0 ? `{{${part}}}` : `{${place}}`;
    })
    .join("");
}
