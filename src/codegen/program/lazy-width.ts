import { readFileSync } from "node:fs";
import type { Plugin } from "esbuild";

/**
 * When string-width is loaded, it makes a segmenter and a pattern of all emoji, which takes as long as the start of Node
 * itself. Packed, each is made for the first text that needs it.
 */
export function lazyWidth(): Plugin {
  return {
    name: "lazy-width",
    setup(packing) {
      packing.onLoad({ filter: /[\\/]string-width[\\/]index\.js$/ }, ({ path }) => {
        const text = readFileSync(path, "utf8");
        if (!changes.every(([eager]) => text.includes(eager))) throw new Error("string-width has changed.");
        return { contents: changes.reduce((changed, [eager, lazy]) => changed.replace(eager, () => lazy), text) };
      });
    },
  };
}

const changes = [
  [
    "const segmenter = new Intl.Segmenter();",
    "let made; const segmenter = { segment: (text) => (made ??= new Intl.Segmenter()).segment(text) };",
  ],
  [
    "const rgiEmojiRegex = /^\\p{RGI_Emoji}$/v;",
    "let emoji; const rgiEmojiRegex = { test: (text) => /\\p{Emoji}/u.test(text) && (emoji ??= new RegExp('^\\\\p{RGI_Emoji}$', 'v')).test(text) };",
  ],
] as const;
