import { request, response } from "../../generated/operations/cancel-audit.js";
import { operationOf } from "../definition.js";
import { apply } from "./apply.js";

export default operationOf(
  { request, response },
  {
    kind: "order",
    orderField: "order_id",
    settles: "audit",
    apply,
    identity: ({ orderId }, cancel) => ({
      order_id: orderId,
      ...(cancel ? { cancel_Id: cancel.cancelId, cancel_type: cancel.cancelType } : {}),
    }),
  },
);
