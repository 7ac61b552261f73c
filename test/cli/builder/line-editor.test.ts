import assert from "node:assert/strict";
import { test } from "node:test";
import { type Editor, editorOf, type Key, pressKey, textOf } from "../../../src/cli/builder/line-editor.js";

const typed = (text: string): readonly Key[] => Array.from(text, (sequence) => ({ sequence }));
const ctrl = (name: string): Key => ({ name, ctrl: true });
const key = (name: string): Key => ({ name });

/** The text with `|` where the cursor stands. */
const view = (editor: Editor): string =>
  `${editor.characters.slice(0, editor.cursor).join("")}|${editor.characters.slice(editor.cursor).join("")}`;

const table: readonly {
  readonly does: string;
  readonly start: string;
  readonly keys: readonly Key[];
  readonly gives: string;
}[] = [
  { does: "typing goes in at the end", start: "ab", keys: typed("c"), gives: "abc|" },
  { does: "typing goes in where the cursor is", start: "ac", keys: [key("left"), ...typed("b")], gives: "ab|c" },
  { does: "Home and End go to the ends", start: "ab", keys: [key("home"), ...typed("x"), key("end")], gives: "xab|" },
  { does: "Backspace takes a whole family", start: "a👨‍👩‍👧", keys: [key("backspace")], gives: "a|" },
  { does: "Backspace takes a letter with its accent", start: "ae\u0301", keys: [key("backspace")], gives: "a|" },
  {
    does: "an accent joins the letter before it",
    start: "e",
    keys: [...typed("\u0301"), key("backspace")],
    gives: "|",
  },
  { does: "Delete takes what follows", start: "ab", keys: [ctrl("a"), key("delete")], gives: "|b" },
  { does: "Delete at the end takes nothing", start: "ab", keys: [key("delete")], gives: "ab|" },
  { does: "Backspace at the start takes nothing", start: "ab", keys: [ctrl("a"), key("backspace")], gives: "|ab" },
  { does: "Ctrl-W takes a word", start: "one two ", keys: [ctrl("w")], gives: "one |" },
  { does: "Ctrl-U takes all before the cursor", start: "abc", keys: [key("left"), ctrl("u")], gives: "|c" },
  { does: "Ctrl-K takes all behind the cursor", start: "abc", keys: [ctrl("a"), key("right"), ctrl("k")], gives: "a|" },
  {
    does: "control characters are no text",
    start: "a",
    keys: [{ sequence: "\u0007" }, { sequence: "\u001b[5~" }],
    gives: "a|",
  },
  { does: "left stops at the start", start: "a", keys: [key("left"), key("left"), key("left")], gives: "|a" },
];

for (const { does, start, keys, gives } of table) {
  test(does, () => {
    assert.equal(view(keys.reduce(pressKey, editorOf(start))), gives);
  });
}

test("a key that edits nothing leaves the text", () => {
  assert.equal(textOf(pressKey(editorOf("a"), { name: "f5", sequence: "\u001b[15~" })), "a");
});
