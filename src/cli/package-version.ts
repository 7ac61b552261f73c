import { readFileSync } from "node:fs";

/** The version of this package. */
export function packageVersion(): string {
  // The package's own manifest always has a version.
  return (JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as { version: string })
    .version;
}
