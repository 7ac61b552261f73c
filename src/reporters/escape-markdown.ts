import { inertLines, visibleBlock, visibleLine } from "./visible-text.js";

/** Text for running Markdown: no markup, no HTML, no link, on one line. */
export function escapeMarkdown(text: string): string {
  return visibleLine(text)
    .replace(/[\\`*_{}[\]()!~$^]|^[-+=]/g, "\\$&")
    .replace(/[<>&@:#|]|(?<=www|^\d+)\./gi, (character) => `&#${character.charCodeAt(0)};`);
}

/** A value in running text or a table cell, as code. */
export function codeSpan(text: string): string {
  return `<code>${escapeMarkdown(text)}</code>`;
}

/** A block of code: the fence is longer than any run of backticks in it. */
export function codeBlock(text: string): string {
  const content = inertLines(visibleBlock(text));
  const longest = Math.max(2, ...Array.from(content.matchAll(/`+/g), ([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}text\n${content}\n${fence}`;
}
