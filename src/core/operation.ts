import type { MessageSchema } from "./callback.js";
import type { Text } from "./text.js";

/** Everything the project knows about one call that a merchant makes to the platform. */
export type OperationDefinition = {
  /** `confirm-order` */
  readonly id: string;
  readonly title: Text;
  readonly method: "POST";
  /** Path below the platform's base URL, with the final slash as documented. */
  readonly path: string;
  readonly request: MessageSchema;
  readonly response: MessageSchema;
};

export type OperationRegistry = {
  readonly ids: readonly string[];
  load(id: string): Promise<OperationDefinition>;
};
