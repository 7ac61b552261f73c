import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";

export type Read = (path: string) => string;

export function readFile(root: URL, path: string): string {
  return readFileSync(new URL(path, root), "utf8");
}

/** Names of the folders directly below `path`, sorted. */
export function listFolders(root: URL, path: string): readonly string[] {
  const folder = new URL(path, root);
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

export function hasFile(root: URL, path: string): boolean {
  return existsSync(new URL(path, root));
}

/** Makes the folder hold exactly these files; a file whose text is right already is not touched. */
export function writeGenerated(folder: URL, files: ReadonlyMap<string, string>): void {
  for (const [path, text] of files) {
    const target = fileURLToPath(new URL(path, folder));
    if (existsSync(target) && readFileSync(target, "utf8") === text) continue;
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
  }
  removeOthers(folder, files);
}

function removeOthers(folder: URL, files: ReadonlyMap<string, string>): void {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = `${entry.parentPath}/${entry.name}`;
    const known = path.slice(fileURLToPath(folder).length).replaceAll("\\", "/").replace(/^\//, "");
    if (entry.isFile() && !files.has(known)) rmSync(path);
  }
}
