import type { MessageSchema } from "./callback.js";
import type { JsonObject } from "./json.js";
import type { OperationEffect, PlatformCancel, PlatformOrder } from "./platform-order.js";
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
  /** What the mock platform does with it: hand out a token, or change the order that the call names. */
  readonly purpose:
    | { readonly kind: "token" }
    | {
        readonly kind: "order";
        /** Field of the request that holds Douyin's id of the order. */
        readonly orderField: string;
        /** What an asynchronous answer puts off until this call; absent when no answer promises it. */
        readonly settles?: "confirm" | "audit";
        /** The effect of a call whose body the schema accepts. Pure. */
        readonly apply: ApplyOperation;
        /** Fields by which a call names what it decides, with their values. */
        readonly identity: (order: PlatformOrder, cancel?: PlatformCancel) => JsonObject;
      };
};

export type ApplyOperation = (order: PlatformOrder, body: JsonObject) => OperationEffect;

export type OperationRegistry = {
  readonly ids: readonly string[];
  load(id: string): Promise<OperationDefinition>;
};
