import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { columns, playScene } from "./scene.js";
import { terminalSvg } from "./terminal-svg.js";

/** Draws the pictures of both READMEs anew, from what the program really prints. */
const labels = {
  zh: "send create-order 的输出：请求与应答并排，应答里的 order_id 丢了位",
  en: "Output of send create-order: request and answer side by side, and an order_id that lost its digits",
};

for (const lang of ["zh", "en"] as const) {
  const file = join(import.meta.dirname, `send.${lang}.svg`);
  writeFileSync(file, terminalSvg(await playScene(lang), columns, labels[lang]));
  process.stdout.write(`${file}\n`);
}
