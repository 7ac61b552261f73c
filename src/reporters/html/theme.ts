export const light = {
  paper: "#f5f4f0",
  sheet: "#ffffff",
  well: "#faf9f6",
  ink: "#1b1d22",
  soft: "#555963",
  line: "#e1dfd8",
  link: "#1a56b0",
  good: "#186a3b",
  "good-fill": "#e3f3e8",
  bad: "#ad2118",
  "bad-fill": "#fce9e7",
  warn: "#7d5200",
  "warn-fill": "#fbf0d6",
  calm: "#555963",
  "calm-fill": "#ecebe5",
  "bar-good": "#2f9e62",
  "bar-bad": "#d6453a",
  "bar-calm": "#c9c6bc",
};

export const dark: typeof light = {
  paper: "#131519",
  sheet: "#1b1e24",
  well: "#15181d",
  ink: "#e9eaed",
  soft: "#a9aeba",
  line: "#2e323b",
  link: "#8db8ff",
  good: "#82d9a5",
  "good-fill": "#16311f",
  bad: "#ffa198",
  "bad-fill": "#3c1d1b",
  warn: "#f0c56c",
  "warn-fill": "#35290f",
  calm: "#a9aeba",
  "calm-fill": "#2a2e36",
  "bar-good": "#3fae72",
  "bar-bad": "#e2665c",
  "bar-calm": "#474c57",
};

/** Colours as custom properties: by the system's preference, unless the reader chose. */
export const theme = `
:root{color-scheme:light;${properties(light)}}
@media (prefers-color-scheme:dark){:root:not(:has(#theme-light:checked)){color-scheme:dark;${properties(dark)}}}
:root:has(#theme-dark:checked){color-scheme:dark;${properties(dark)}}
:root:has(#lang-zh:checked) span[lang=en],:root:has(#lang-en:checked) span[lang=zh-CN]{display:none}
`;

export function properties(colours: typeof light): string {
  return Object.entries(colours)
    .map(([name, value]) => `--${name}:${value}`)
    .join(";");
}
