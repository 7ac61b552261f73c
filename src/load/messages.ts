import type { ProblemSpec } from "../core/problem.js";
import type { WorkerResult } from "./drive.js";
import type { Second } from "./meter.js";

/** What the main thread tells a worker. */
export type ToWorker = "go" | "stop";

/** What a worker tells the main thread. */
export type ToMain =
  | { readonly kind: "ready" }
  | { readonly kind: "second"; readonly second: Second }
  | { readonly kind: "done"; readonly result: WorkerResult }
  /** What a person can act on, as data: an error loses its class on the way. */
  | { readonly kind: "problem"; readonly problem: ProblemSpec };
