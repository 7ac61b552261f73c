import { main } from "./main.js";
import { processConsole } from "./process-console.js";

/** What the `bin` script calls: runs this process's command line and leaves the exit code to it. */
export async function start(argv: readonly string[]): Promise<number> {
  return main(argv, { console: processConsole() });
}
