import { visibleBlock } from "./visible-text.js";

/** Text for HTML content and double-quoted attributes: inert, invisible characters shown as marks. */
export function escapeHtml(text: string): string {
  return visibleBlock(text).replace(/[&<>"'`]|:(?=:)|#(?=#)/g, (character) => `&#${character.charCodeAt(0)};`);
}
