import { nearest } from "../core/nearest.js";

/** The real option that a wrong one may have meant, if any: a misspelling, a beginning, or another tool's word for it. */
export function nearestOption(typed: string, known: readonly string[]): string | undefined {
  const name = bare(typed);
  const names = known.map(bare);
  const meant = (otherWords[name] ?? []).find((word) => names.includes(word));
  const [found] = meant === undefined ? nearest(name, names, 1) : [meant];
  return found === undefined ? undefined : `--${found}`;
}

function bare(option: string): string {
  return option.replace(/^-+/, "");
}

/** What other tools call an option, and the names that it has here. */
const otherWords: Readonly<Record<string, readonly string[]>> = {
  to: ["endpoint"],
  target: ["endpoint"],
  url: ["endpoint"],
  "base-url": ["endpoint"],
  host: ["endpoint"],
  key: ["client-key"],
  secret: ["client-secret-file"],
  "client-secret": ["client-secret-file"],
  data: ["fixture"],
  file: ["fixture", "out"],
  output: ["out", "save", "html"],
  language: ["lang"],
  repeat: ["duplicate", "count"],
  retries: ["retry"],
  concurrency: ["connections"],
  rps: ["rate"],
  qps: ["rate"],
  filter: ["only"],
  grep: ["only"],
  format: ["reporter"],
};
