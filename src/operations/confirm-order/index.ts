import { request, response } from "../../generated/operations/confirm-order.js";
import { operationOf } from "../definition.js";
import { apply } from "./apply.js";

export default operationOf(
  { request, response },
  {
    kind: "order",
    orderField: "order_id",
    settles: "confirm",
    apply,
    identity: ({ orderId }) => ({ order_id: orderId }),
  },
);
