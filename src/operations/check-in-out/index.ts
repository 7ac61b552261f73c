import { request, response } from "../../generated/operations/check-in-out.js";
import { operationOf } from "../definition.js";
import { apply } from "./apply.js";

export default operationOf(
  { request, response },
  {
    kind: "order",
    orderField: "order_id",
    apply,
    identity: ({ orderId, orderOutId = "" }) => ({ order_id: orderId, order_out_id: orderOutId }),
  },
);
