import type { Text } from "../../core/text.js";
import type { Hooks } from "./stages.js";

/** A bug of a real merchant, as a value that can be switched on. */
export type Fault = {
  /** Permanent, kebab-case. */
  readonly id: string;
  readonly title: Text;
  /** What the merchant does wrong, and how it comes about. */
  readonly summary: Text;
  /** The callbacks it lives in; absent = every one. */
  readonly callbacks?: readonly string[];
  readonly expected: {
    /** At least one of these rules must report it. */
    readonly rules: readonly string[];
    /** Suites that can see it. */
    readonly suites: readonly string[];
  };
  /** The lawful design that the bug lives in; absent = the reference design. */
  readonly design?: string;
  readonly hooks: Hooks;
};
