import assert from "node:assert/strict";
import { test } from "node:test";
import { inertLines, visibleBlock, visibleLine } from "../../src/reporters/visible-text.js";

test("control and invisible characters show as marks with their code point", () => {
  assert.equal(visibleBlock("\u001b[31mred\u0007"), "⟨U+001B⟩[31mred⟨U+0007⟩");
  assert.equal(visibleBlock("a\u202eb\u200bc\ufeff"), "a⟨U+202E⟩b⟨U+200B⟩c⟨U+FEFF⟩");
  assert.equal(visibleBlock("\ud800 \u{e0041}"), "⟨U+D800⟩ ⟨U+E0041⟩");
});

test("line ends and tabs stay in a block and are marked on a line", () => {
  assert.equal(visibleBlock("a\r\nb\n\tc\rd"), "a\nb\n\tc⟨U+000D⟩d");
  assert.equal(visibleLine("a\r\nb\tc"), "a⟨U+000A⟩b⟨U+0009⟩c");
});

test("emoji keep their joiners, letters do not", () => {
  assert.equal(visibleBlock("👨‍👩‍👧 ❤️ 张三"), "👨‍👩‍👧 ❤️ 张三");
  assert.equal(visibleBlock("a\u200db"), "a⟨U+200D⟩b");
});

test("no line begins with a workflow command, however it is indented", () => {
  assert.equal(
    inertLines("::error::x\n  ::set-output::y\n\u3000::z a::b"),
    "⟨U+003A⟩:error::x\n  ⟨U+003A⟩:set-output::y\n\u3000⟨U+003A⟩:z a::b",
  );
});

test("commands that a log reads anywhere in a line are broken up", () => {
  assert.equal(
    inertLines("a ##[error]b ##vso[x] ##TeamCity[y] ### [z]"),
    "a ⟨U+0023⟩#[error]b ⟨U+0023⟩#vso[x] ⟨U+0023⟩#TeamCity[y] ### [z]",
  );
});
