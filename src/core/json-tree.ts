import { maxDepth } from "./json.js";
import { JsonMistake } from "./json-mistake.js";
import { locate } from "./line-column.js";
import { visible } from "./visible.js";

/** A value and where it stands in its text (UTF-16 offsets, `end` exclusive). */
export type JsonNode =
  | { readonly kind: "object"; readonly start: number; readonly end: number; readonly members: readonly JsonMember[] }
  | { readonly kind: "array"; readonly start: number; readonly end: number; readonly items: readonly JsonNode[] }
  | { readonly kind: "scalar"; readonly start: number; readonly end: number };

export type JsonMember = { readonly key: string; readonly start: number; readonly value: JsonNode };

/** Reads strict JSON (RFC 8259) into its places. Throws `JsonMistake` at the first thing that is wrong. */
export function readTree(text: string): JsonNode {
  let at = 0;
  let depth = 0;

  if (text.startsWith("\ufeff")) throw new JsonMistake("bom", 0);
  skipSpace();
  if (at === text.length) throw new JsonMistake("empty", at);
  if (text[at] === "<") throw new JsonMistake("markup", at);
  const tree = readValue();
  skipSpace();
  if (at < text.length) throw new JsonMistake(isComment() ? "comment" : "extra-content", at, { found: found() });
  return tree;

  function readValue(): JsonNode {
    switch (text[at]) {
      case "{":
        return readObject();
      case "[":
        return readArray();
      case '"': {
        const start = at;
        readString();
        return { kind: "scalar", start, end: at };
      }
      default:
        return readLiteral();
    }
  }

  function readObject(): JsonNode {
    const start = open();
    const members: JsonMember[] = [];
    while (!closes("}", start, members.length)) {
      if (text[at] !== '"') throw badKey();
      const keyStart = at;
      const key = readString();
      skipSpace();
      if (text[at] !== ":") throw missingColon(start, key);
      at++;
      skipSpace();
      members.push({ key, start: keyStart, value: readValue() });
    }
    return { kind: "object", start, end: at, members };
  }

  function readArray(): JsonNode {
    const start = open();
    const items: JsonNode[] = [];
    while (!closes("]", start, items.length)) items.push(readValue());
    return { kind: "array", start, end: at, items };
  }

  function open(): number {
    if (++depth > maxDepth) throw new JsonMistake("too-deep", at, { limit: maxDepth });
    return at++;
  }

  /** Steps over the closer, or over the comma before the next item. */
  function closes(closer: "}" | "]", start: number, count: number): boolean {
    skipSpace();
    if (text[at] === closer) {
      at++;
      depth--;
      return true;
    }
    if (at === text.length) throw unclosed(start);
    if (count === 0) return false;
    if (text[at] !== ",") throw missingComma(closer, start);
    const comma = at++;
    skipSpace();
    if (at === text.length) throw unclosed(start);
    if (text[at] === "}" || text[at] === "]")
      throw new JsonMistake("trailing-comma", comma, { closer: text[at] ?? "" });
    return false;
  }

  function missingComma(closer: string, start: number): JsonMistake {
    if (text[at] === "}" || text[at] === "]")
      return new JsonMistake("wrong-closer", at, { expected: closer, found: found(), ...placeOf(start) });
    return isComment() ? new JsonMistake("comment", at) : new JsonMistake("missing-comma", at, { found: found() });
  }

  function badKey(): JsonMistake {
    if (text[at] === "'") return new JsonMistake("single-quotes", at);
    return new JsonMistake(isComment() ? "comment" : "unquoted-key", at, { found: found() });
  }

  function missingColon(start: number, key: string): JsonMistake {
    if (at === text.length) return unclosed(start);
    return new JsonMistake(isComment() ? "comment" : "missing-colon", at, { found: found(), key: shown(key) });
  }

  function unclosed(start: number): JsonMistake {
    const opener = text[start] ?? "";
    return new JsonMistake("unclosed", at, { opener, expected: opener === "{" ? "}" : "]", ...placeOf(start) });
  }

  function placeOf(start: number): { openLine: number; openColumn: number } {
    const { line, column } = locate(text, start);
    return { openLine: line, openColumn: column };
  }

  /** Steps over a string and returns its value. */
  function readString(): string {
    const start = at++;
    let hasEscape = false;
    for (; text[at] !== '"'; at++) {
      if (at >= text.length) throw new JsonMistake("unclosed-string", start);
      const code = text.charCodeAt(at);
      if (code < 0x20) throw controlCharacter(code);
      if (code === 0x5c) {
        hasEscape = true;
        at += escapeLength() - 1;
      }
    }
    at++;
    // The text between the quotes was checked character by character.
    return hasEscape ? String(JSON.parse(text.slice(start, at))) : text.slice(start + 1, at - 1);
  }

  function controlCharacter(code: number): JsonMistake {
    const written = JSON.stringify(String.fromCharCode(code)).slice(1, -1);
    return new JsonMistake("control-character", at, { found: shown(String.fromCharCode(code)), escape: written });
  }

  function escapeLength(): number {
    const whole = matchAt(escapeSequence, at);
    if (whole !== "") return whole.length;
    const end = text[at + 1] === "u" ? text.slice(at + 2, at + 6).search(/[^0-9a-fA-F]|$/) + at + 3 : at + 2;
    throw new JsonMistake("bad-escape", at, { found: shown(text.slice(at, Math.min(end, text.length))) });
  }

  function readLiteral(): JsonNode {
    const start = at;
    const word = matchAt(bareWord, at);
    if (word === "true" || word === "false" || word === "null" || number.test(word)) {
      at += word.length;
      return { kind: "scalar", start, end: at };
    }
    throw badLiteral(word);
  }

  function badLiteral(word: string): JsonMistake {
    const args = { found: shown(word) };
    if (/^[-+.]+$|^[-+.]?\d/.test(word)) return new JsonMistake("bad-number", at, args);
    if (word !== "") return new JsonMistake("bad-word", at, args);
    if (at === text.length) return new JsonMistake("unexpected-end", at);
    if (text[at] === "'") return new JsonMistake("single-quotes", at);
    if (isComment()) return new JsonMistake("comment", at);
    const kind = ",:}]".includes(text[at] ?? "") ? "missing-value" : "unexpected-character";
    return new JsonMistake(kind, at, { found: found() });
  }

  function matchAt(pattern: RegExp, offset: number): string {
    pattern.lastIndex = offset;
    return pattern.exec(text)?.[0] ?? "";
  }

  function skipSpace(): void {
    for (; ; at++) {
      const code = text.charCodeAt(at);
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return;
    }
  }

  function isComment(): boolean {
    return text.startsWith("//", at) || text.startsWith("/*", at) || text[at] === "#";
  }

  /** The character or word at hand, for a message. */
  function found(): string {
    const word = matchAt(bareWord, at);
    return shown(word === "" ? String.fromCodePoint(text.codePointAt(at) ?? 0) : word);
  }
}

const escapeSequence = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const bareWord = /[-+.\w$]*/y;
const number = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?$/;

function shown(text: string): string {
  return visible(text, 20);
}
