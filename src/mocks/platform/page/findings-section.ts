import type { Finding, Severity } from "../../../core/finding.js";
import { severityNames } from "../../../reporters/labels.js";
import type { OrderView } from "../view.js";
import { code, type Ink, jsonCode } from "./ink.js";

export function severityBadge(severity: Severity, ink: Ink): string {
  return `<span class="badge ${tones[severity]}">${ink.t(severityNames[severity])}</span>`;
}

const tones = { error: "bad", warning: "warn", info: "calm" } as const;

/** What the merchant did wrong about this order. */
export function findingsSection({ findings }: OrderView, ink: Ink): string {
  const list =
    findings.length === 0
      ? `<p class="soft">${ink.t(texts.none)}</p>`
      : `<ul class="findings">${findings.map((finding) => findingItem(finding, ink)).join("")}</ul>`;
  return `<section id="findings" data-part aria-labelledby="findings-title"><h2 id="findings-title" tabindex="-1">${ink.t(texts.title)} <span class="count">${findings.length}</span></h2>${list}</section>`;
}

function findingItem({ severity, rule, pointer, message, expected, actual, doc }: Finding, ink: Ink): string {
  const place = pointer === "" ? "" : ` ${code(pointer)}`;
  return [
    `<li class="${severity}"><p>${severityBadge(severity, ink)} ${code(rule)}${place}</p>`,
    `<p>${ink.message(message)}</p>`,
    `<p class="soft">${ink.t(texts.expected)} ${jsonCode(expected)} · ${ink.t(texts.actual)} ${jsonCode(actual)} · ${code(`${doc.page} ${doc.field}`)}</p></li>`,
  ].join("");
}

const texts = {
  title: { zh: "发现的问题", en: "Findings" },
  none: { zh: "没有发现问题。", en: "Nothing is wrong so far." },
  expected: { zh: "预期", en: "expected" },
  actual: { zh: "实际", en: "actual" },
};
