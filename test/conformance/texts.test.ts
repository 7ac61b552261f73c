import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

const root = join(import.meta.dirname, "../../src");
const pair =
  /\{\s*zh:\s*("(?:[^"\\]|\\.)*"|`(?:[^`\\]|\\.)*`|'(?:[^'\\]|\\.)*'),\s*en:\s*("(?:[^"\\]|\\.)*"|`(?:[^`\\]|\\.)*`|'(?:[^'\\]|\\.)*'),?\s*\}/g;

const texts = readdirSync(root, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ts") && !name.startsWith("generated"))
  .flatMap((name) =>
    [...readFileSync(join(root, name), "utf8").matchAll(pair)].map((match) => ({
      name,
      zh: match[1] ?? "",
      en: match[2] ?? "",
    })),
  );

/** Placeholders of a template, without the interpolations of a template literal. */
const placeholders = (text: string): string[] =>
  [...new Set([...text.replace(/\$\{[^}]*\}/g, "").matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? ""))].sort();

test("there are sentences to check", () => {
  assert.ok(texts.length > 60, `${texts.length} sentences found`);
});

test("both languages of a sentence have the same placeholders", () => {
  const wrong = texts.filter(({ zh, en }) => placeholders(zh).join() !== placeholders(en).join());
  assert.deepEqual(wrong, []);
});

test("no sentence is empty in one language alone", () => {
  const isEmpty = (text: string): boolean => text.length <= 2;
  assert.deepEqual(
    texts.filter(({ zh, en }) => isEmpty(zh) !== isEmpty(en)),
    [],
  );
});

test("the Chinese of a sentence is Chinese, and the English holds none besides words of the documents", () => {
  const isUntranslated = (zh: string): boolean => !/\p{Script=Han}/u.test(zh) && /\p{Ll}{3,} \p{Ll}{3,}/u.test(zh);
  assert.deepEqual(
    texts.filter(({ zh }) => isUntranslated(zh)),
    [],
  );
  const chinese = texts.filter(({ en }) =>
    /\p{Script=Han}/u.test(en.slice(1, -1).replace(/\([^)]*\)|“[^”]*”|`[^`]*`|"[^"]*"/g, "")),
  );
  assert.deepEqual(
    chinese.map(({ name, en }) => `${name}: ${en}`),
    [],
  );
});
