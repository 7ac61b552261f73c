import { inertLines, marked, visibleBlock, visibleLine } from "./visible-text.js";

/** Text for XML content: only characters that XML 1.0 allows, no markup, no attachment request, no command to a CI log. */
export function escapeXml(text: string): string {
  return harmless(visibleBlock(text));
}

/** Text for a double-quoted XML attribute, on one line. */
export function escapeXmlAttribute(text: string): string {
  return harmless(visibleLine(text)).replace(/["']/g, entity);
}

function harmless(text: string): string {
  return inertLines(text).replace(attachment, marked("[")).replace(/[&<>]/g, entity);
}

function entity(character: string): string {
  return `&#${character.charCodeAt(0)};`;
}

/** GitLab and Jenkins fetch the file named after `[[ATTACHMENT|` in a test's output. */
const attachment = /\[(?=\[ATTACHMENT)/gi;
