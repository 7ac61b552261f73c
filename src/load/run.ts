import { AppError } from "../core/problem.js";
import type { WorkerResult } from "./drive.js";
import { coarseBits, createHistogram, merge } from "./histogram.js";
import type { LoadJob, WorkerJob } from "./job.js";
import type { ToMain, ToWorker } from "./messages.js";
import type { Second } from "./meter.js";
import { type LoadResult, mergeResults } from "./result.js";
import { startThread } from "./start-worker.js";

export type LoadDeps = {
  /** Aborted: nothing more is sent, and what was counted so far is the result. */
  readonly signal: AbortSignal;
  /** One second of all workers together, as soon as all have told. */
  readonly onSecond: (second: Second) => void;
};

/** Runs a load in worker threads and resolves to what they counted. Rejects with the `AppError` of a worker, or when one breaks, which is a bug. */
export async function runLoad(job: LoadJob, { signal, onSecond }: LoadDeps): Promise<LoadResult> {
  const workers = Array.from({ length: job.workers }, (_, worker) => startWorker({ ...job, worker }));
  const seconds = collectSeconds(job.workers, onSecond);
  const stop = (): void => {
    for (const { tell } of workers) tell("stop");
  };
  try {
    await Promise.all(workers.map(({ ready }) => ready));
    workers.forEach((worker, index) => {
      worker.onSecond = (second) => seconds.add(index, second);
    });
    const startedAt = Date.now();
    const before = process.cpuUsage();
    if (signal.aborted) stop();
    for (const { tell } of workers) tell("go");
    signal.addEventListener("abort", stop, { once: true });
    const results = await Promise.all(workers.map(({ done }) => done));
    const { user, system } = process.cpuUsage(before);
    return mergeResults(job, results, { startedAt, cpuMs: (user + system) / 1000, isInterrupted: signal.aborted });
  } finally {
    signal.removeEventListener("abort", stop);
    await Promise.all(workers.map(({ end }) => end()));
  }
}

type Started = {
  readonly ready: Promise<void>;
  readonly done: Promise<WorkerResult>;
  onSecond: (second: Second) => void;
  tell(message: ToWorker): void;
  end(): Promise<void>;
};

function startWorker(job: WorkerJob): Started {
  const thread = startThread(job);
  const started: Started = {
    ready: new Promise((resolve, reject) => {
      thread.on("message", (message: ToMain) => {
        if (message.kind === "ready") resolve();
        if (message.kind === "problem") reject(new AppError(message.problem));
      });
      thread.once("error", reject);
    }),
    done: new Promise((resolve, reject) => {
      thread.on("message", (message: ToMain) => {
        if (message.kind === "second") started.onSecond(message.second);
        if (message.kind === "done") resolve(message.result);
        if (message.kind === "problem") reject(new AppError(message.problem));
      });
      thread.once("error", reject);
      thread.once("exit", () => reject(new Error("A worker of the load engine ended before its time.")));
    }),
    onSecond: () => undefined,
    tell: (message) => thread.postMessage(message),
    async end() {
      await thread.terminate();
    },
  };
  // Whoever waits for `ready` learns of an error there.
  started.done.catch(() => undefined);
  return started;
}

type Seconds = { add(worker: number, second: Second): void };

function collectSeconds(workers: number, onSecond: (second: Second) => void): Seconds {
  const counts = new Array<number>(workers).fill(0);
  const open = new Map<number, { missing: number; readonly parts: Second[] }>();
  return {
    add(worker, second) {
      const at = counts[worker] ?? 0;
      counts[worker] = at + 1;
      const entry = open.get(at) ?? { missing: workers, parts: [] };
      entry.parts.push(second);
      entry.missing -= 1;
      open.set(at, entry);
      if (entry.missing > 0) return;
      open.delete(at);
      onSecond(sumOf(entry.parts));
    },
  };
}

function sumOf(parts: readonly Second[]): Second {
  const latency = createHistogram(coarseBits);
  const sum = { succeeded: 0, refused: 0, failed: 0, sent: 0, inFlight: 0 };
  for (const part of parts) {
    merge(latency, part.latency);
    for (const name of ["succeeded", "refused", "failed", "sent", "inFlight"] as const) sum[name] += part[name];
  }
  return { ...sum, latency };
}
