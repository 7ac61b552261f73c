import { type ChildProcess, fork } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { context } from "esbuild";
import type { Outcome } from "./runner.js";

const root = join(import.meta.dirname, "../../..");

/** `crashed`: something was thrown beside the tests, or the memory ran out; `hung`: it took longer than allowed. */
export type Ending = "passed" | "failed" | "crashed" | "hung";

/**
 * Runs test files, one behind the other, with one source file changed: as one bundle each time, in a process that lives from one
 * run to the next.
 */
export type Bench = {
  run(tests: readonly string[], file: string, text: string, limitMs: number): Promise<Ran>;
  close(): Promise<void>;
};

type Ran = { readonly ending: Ending; readonly ms: number };

export function openBench(): Bench {
  const folder = makeFolder();
  const bundles = new Map<string, Bundle>();
  let child: ChildProcess | undefined;
  let count = 0;
  return {
    async run(tests, file, text, limitMs) {
      const key = tests.join();
      const bundle = bundles.get(key) ?? (await bundleOf(tests));
      bundles.set(key, bundle);
      const contents = await bundle.build(file, text);
      const path = join(folder, `test/bundle/${++count}.mjs`);
      writeFileSync(path, contents);
      // Modules are never forgotten, so that a process grows with each.
      if (count % 100 === 0) renew();
      child ??= await start(folder);
      const before = Date.now();
      const ending = await endingOf(child, path, limitMs);
      rmSync(path);
      if (ending === "crashed" || ending === "hung") renew();
      return { ending, ms: Date.now() - before };
    },
    async close() {
      renew();
      await Promise.all([...bundles.values()].map((bundle) => bundle.close()));
      rmSync(folder, { recursive: true, force: true });
    },
  };

  function renew(): void {
    child?.kill("SIGKILL");
    child = undefined;
  }
}

/** Where the bundles lie as deep as the tests did, beside what the tests read. */
function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "mutate-"));
  mkdirSync(join(folder, "test/bundle"), { recursive: true });
  for (const name of ["schemas", "fixtures", "package.json", "test/engine/golden"]) {
    cpSync(join(root, name), join(folder, name), { recursive: true });
  }
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  return folder;
}

type Bundle = {
  /** The tests and all that they import, with `text` in place of `file`. */
  build(file: string, text: string): Promise<Uint8Array>;
  close(): Promise<void>;
};

async function bundleOf(tests: readonly string[]): Promise<Bundle> {
  const instead = { path: "", text: "" };
  const made = await context({
    stdin: { contents: tests.map((test) => `import "./${test}";`).join("\n"), resolveDir: root },
    absWorkingDir: root,
    ...{ bundle: true, write: false, metafile: true, logLevel: "silent" },
    ...{ format: "esm", platform: "node", target: "node20", packages: "external" },
    plugins: [
      {
        name: "instead",
        setup({ onResolve, onLoad }) {
          onResolve({ filter: /^node:test$/ }, () => ({ path: join(import.meta.dirname, "test-stand-in.ts") }));
          onLoad({ filter: /\.ts$/ }, ({ path }) =>
            path === instead.path ? { contents: instead.text, loader: "ts" } : null,
          );
        },
      },
    ],
  });
  return {
    async build(file, text) {
      Object.assign(instead, { path: join(root, file), text });
      const { outputFiles, metafile } = await made.rebuild();
      const contents = outputFiles[0]?.contents;
      if (!contents || !Object.hasOwn(metafile.inputs, file)) throw new Error(`None of ${tests} imports ${file}.`);
      return contents;
    },
    close: () => made.dispose(),
  };
}

/** A process that has said that it is there. */
function start(cwd: string): Promise<ChildProcess> {
  const execArgv = ["--import", import.meta.resolve("tsx"), "--max-old-space-size=500"];
  const child = fork(join(import.meta.dirname, "runner.ts"), { cwd, execArgv, stdio: "ignore" });
  return new Promise((resolve) => child.once("message", () => resolve(child)));
}

function endingOf(child: ChildProcess, path: string, limitMs: number): Promise<Ending> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => settle("hung"), limitMs);
    const settle = (ending: Ending): void => {
      clearTimeout(timer);
      child.removeAllListeners();
      resolve(ending);
    };
    child.once("exit", () => settle("crashed"));
    // A file without tests shows nothing.
    child.once("message", ({ passed, hasFailed }: Outcome) => settle(hasFailed || passed === 0 ? "failed" : "passed"));
    child.send(path);
  });
}
