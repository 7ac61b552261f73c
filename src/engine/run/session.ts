import type { SetupFacts } from "../../core/case.js";
import type { Message } from "../../core/text.js";
import type { Pace } from "./pace.js";
import type { Bench } from "./plan.js";

/** What the cases of a run know of each other. */
export type Session = Bench & {
  readonly pace: Pace;
  setup: SetupFacts;
  /** The label of the standard order that was accepted in the setup. */
  acceptedAs: string | undefined;
  /** Why cases that build on an accepted order make no sense; undefined while they do. */
  blocked: Message | undefined;
  /** The target refuses connections: nothing can be carried out any more. */
  isGone: boolean;
  /** No further case begins. */
  isStopped: boolean;
  /** Deliveries that were answered 100 to the end; after a few of them less patience is worth while. */
  stuck: number;
  /** Deliveries left for finding smaller payloads. */
  shrinkBudget: number;
  /** Rules whose smallest payload has been looked for. */
  readonly shrunk: Set<string>;
};
