import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { measureLoad } from "./load.js";
import { isMet, type Row } from "./measure.js";
import { measureMemory } from "./memory.js";
import { measurePipeline } from "./pipeline.js";
import { measureStartup } from "./startup.js";
import { measureSuites } from "./suites.js";

/**
 * `npm run bench [PART …]`: every figure as a ratio to a reference that was measured in turn with it, by the program as it
 * was built last. With all parts the table goes into the READMEs, between their markers.
 */
const parts: Readonly<Record<string, () => Promise<readonly Row[]> | readonly Row[]>> = {
  startup: () => measureStartup(21),
  pipeline: () => measurePipeline(7),
  load: () => measureLoad(3),
  memory: measureMemory,
  suites: measureSuites,
};
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !Object.hasOwn(parts, name));
if (unknown.length > 0) throw new Error(`No ${unknown.join(", ")}; there are ${Object.keys(parts).join(", ")}.`);
const rows: Row[] = [];
for (const [name, measure] of Object.entries(parts)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  for (const row of await measure()) {
    rows.push(row);
    const verdict = isMet(row) ? "" : "  MISSED";
    console.log(
      `${row.name.en}: ${row.ratio.toFixed(2)} (${row.ours}; ${row.reference.en}) ${row.target ?? ""}${verdict}`,
    );
  }
}
if (wanted.length === 0) for (const file of ["README.md", "README.zh-CN.md"]) writeTable(file, rows);

function writeTable(file: string, table: readonly Row[]): void {
  const path = join(import.meta.dirname, "../..", file);
  if (!existsSync(path)) return;
  const text = readFileSync(path, "utf8");
  const lang = file.includes("zh") ? "zh" : "en";
  const heads =
    lang === "zh" ? ["项目", "本工具", "参照", "比值", "目标"] : ["what", "ours", "reference", "ratio", "target"];
  const lines = [
    heads,
    heads.map(() => "---"),
    ...table.map((row) => [row.name[lang], row.ours, row.reference[lang], row.ratio.toFixed(2), row.target ?? "–"]),
  ];
  const block = `<!-- benchmarks -->\n\n${lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n")}\n\n<!-- /benchmarks -->`;
  const changed = text.replace(/<!-- benchmarks -->[\s\S]*<!-- \/benchmarks -->/, () => block);
  if (changed !== text) writeFileSync(path, changed);
}
