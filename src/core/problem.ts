import type { Message, Text, TextArgs } from "./text.js";

/**
 * Why the tool itself cannot go on. The category alone decides the exit code (`cli/exit.ts`):
 * `usage`, `config`, `fixture`, `secret` → 2; `target`, `output` → 3.
 */
export type ProblemCategory = "usage" | "config" | "fixture" | "secret" | "target" | "output";

export type ProblemSpec = {
  /** Permanent kebab-case id, for instance `secret-file-missing`. */
  readonly code: string;
  readonly category: ProblemCategory;
  /** What happened, where, and what to do next. */
  readonly text: Text;
  readonly args?: TextArgs;
  readonly cause?: unknown;
};

/** An error that a person can act on. It never describes the merchant: that is a finding. */
export class AppError extends Error {
  readonly code: string;
  readonly category: ProblemCategory;
  readonly say: Message;

  constructor(spec: ProblemSpec) {
    super(spec.text.en, { cause: spec.cause });
    this.name = "AppError";
    this.code = spec.code;
    this.category = spec.category;
    this.say = { text: spec.text, args: spec.args ?? {} };
  }
}
