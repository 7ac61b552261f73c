#!/usr/bin/env node
import { readFileSync } from "node:fs";

const argv = process.argv.slice(2);
const [major, minor] = process.versions.node.split(".").map(Number);

if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(
    `douyin-hotel 需要 Node.js 20.19 或更高版本，当前是 ${process.versions.node}。\n` +
      `douyin-hotel needs Node.js 20.19 or newer; this is ${process.versions.node}.\n`,
  );
  process.exitCode = 2;
} else if (argv.length === 1 && argv[0] === "--version") {
  const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
  process.stdout.on("error", ({ code }) => {
    if (code === "EPIPE") return;
    process.stderr.write(`标准输出写不进去（${code}）。\nStandard output cannot be written (${code}).\n`);
    process.exitCode = 3;
  });
  process.stdout.write(`${version}\n`);
} else {
  const { main } = await import("../dist/program/main.js");
  process.exitCode = await main(argv);
}
