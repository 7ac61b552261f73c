import { Worker } from "node:worker_threads";
import type { WorkerJob } from "./job.js";

/** Starts the thread of one worker. The packed program has its code beside it as `load-worker.js`. */
export function startThread(job: WorkerJob): Worker {
  const options = { workerData: job };
  if (!import.meta.url.endsWith(".ts")) return new Worker(new URL("./load-worker.js", import.meta.url), options);
  // From the source, the thread has to be told how TypeScript is read: it does not take that over from the main one.
  const loader = import.meta.resolve("tsx/esm/api");
  const code = `import(${JSON.stringify(loader)}).then(({ register }) => { register(); return import(${JSON.stringify(new URL("./worker.ts", import.meta.url).href)}); });`;
  return new Worker(code, { ...options, eval: true });
}
