import { readFileSync } from "node:fs";
import type { Plugin } from "esbuild";

type Change = readonly [eager: string, lazy: string];

/** What packages make or load when they are loaded themselves, although few commands need it; packed, it waits for the first use. */
const changes: Readonly<Record<string, readonly Change[]>> = {
  // A segmenter and a pattern of all emoji take as long as the start of Node itself.
  "string-width/index.js": [
    [
      "const segmenter = new Intl.Segmenter();",
      "let made; const segmenter = { segment: (text) => (made ??= new Intl.Segmenter()).segment(text) };",
    ],
    [
      "const rgiEmojiRegex = /^\\p{RGI_Emoji}$/v;",
      "let emoji; const rgiEmojiRegex = { test: (text) => /\\p{Emoji}/u.test(text) && (emoji ??= new RegExp('^\\\\p{RGI_Emoji}$', 'v')).test(text) };",
    ],
  ],
  // Only for subcommands that are programs of their own; there are none here.
  "commander/lib/command.js": [
    [
      "const childProcess = require('node:child_process');",
      "const childProcess = { spawn: (...given) => require('node:child_process').spawn(...given) };",
    ],
  ],
};

export function lazyParts(): Plugin {
  return {
    name: "lazy-parts",
    setup(packing) {
      packing.onLoad({ filter: /[\\/]node_modules[\\/](?:string-width|commander)[\\/]/ }, ({ path }) => {
        const name = Object.keys(changes).find((one) => path.replaceAll("\\", "/").endsWith(`/node_modules/${one}`));
        if (name === undefined) return undefined;
        return { contents: (changes[name] ?? []).reduce(change(name), readFileSync(path, "utf8")) };
      });
    },
  };
}

function change(name: string): (text: string, change: Change) => string {
  return (text, [eager, lazy]) => {
    if (!text.includes(eager)) throw new Error(`${name} has changed.`);
    return text.replace(eager, () => lazy);
  };
}
