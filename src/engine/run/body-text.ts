import type { Rewrite } from "../../core/case.js";
import { type JsonObject, stringifyJson } from "../../core/json.js";

/** The body's text written anew as the case asks; `text` is the usual one. */
export function rewriteBody(text: string, payload: JsonObject, rewrite: Rewrite): string {
  const laidOut = rewrite.indent === undefined ? text : indented(payload, rewrite.indent);
  const escaped = rewrite.escape === undefined ? laidOut : escapes[rewrite.escape](laidOut);
  const ended = rewrite.lineEnd === "crlf" ? escaped.replaceAll("\n", "\r\n") : escaped;
  const kept = rewrite.keep === undefined ? ended : ended.slice(0, Math.floor(ended.length * rewrite.keep));
  const cut = rewrite.dropEnd === undefined ? kept : kept.slice(0, -rewrite.dropEnd);
  return `${rewrite.before ?? ""}${cut}${rewrite.after ?? ""}`;
}

function indented(payload: JsonObject, indent: number | "tab"): string {
  const text = stringifyJson(payload, indent === "tab" ? 1 : indent);
  // A line never begins inside a string: line feeds are escaped there.
  return indent === "tab" ? text.replace(/^ +/gm, (blanks) => "\t".repeat(blanks.length)) : text;
}

const escapes: Readonly<Record<NonNullable<Rewrite["escape"]>, (text: string) => string>> = {
  slashes: (text) => text.replaceAll("/", "\\/"),
  html: (text) => text.replace(/[<>&]/g, (letter) => unit(letter)),
  upper: (text) => text.replace(/[\u0080-\uffff]/g, (letter) => unit(letter).toUpperCase().replace("\\U", "\\u")),
  everything: (text) => text.replace(/"(?:[^"\\]|\\.)*"/g, escapeLetters),
};

/** Escapes that are there already stay as they are. */
function escapeLetters(literal: string): string {
  return literal.replace(/\\u[0-9a-fA-F]{4}|\\.|[0-9A-Za-z]/g, (part) => (part.startsWith("\\") ? part : unit(part)));
}

function unit(letter: string): string {
  return `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
