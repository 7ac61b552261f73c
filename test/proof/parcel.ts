import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export const root = join(import.meta.dirname, "../..");

export function newFolder(): string {
  return mkdtempSync(join(tmpdir(), "douyin-hotel-proof-"));
}

/** The project as its users get it: built and packed anew. Path of the file. */
export function pack(): string {
  const folder = newFolder();
  npm(["pack", "--pack-destination", folder], root);
  const [name] = readdirSync(folder);
  if (name === undefined) throw new Error("npm pack has left nothing.");
  return join(folder, name);
}

/** A folder with these packages and what they need at run time, none of their scripts run. */
export function installed(...packages: readonly string[]): string {
  const folder = newFolder();
  writeFileSync(join(folder, "package.json"), '{ "name": "empty", "private": true, "type": "module" }\n');
  npm(["install", "--ignore-scripts", "--omit=dev", "--no-audit", "--no-fund", ...packages], folder);
  return folder;
}

export function npm(args: readonly string[], cwd: string): string {
  return execFileSync("npm", args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"], maxBuffer: 1 << 26 });
}
