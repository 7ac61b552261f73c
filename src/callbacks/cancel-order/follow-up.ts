import type { FollowUpInput, OperationCall } from "../../core/callback.js";
import { isObject } from "../../core/json.js";
import { refusalReason } from "./refusal-reason.js";

/** After an asynchronous answer: the audit operation, which spells the id `cancel_Id` and repeats the `cancel_type`. */
export function followUp({ payload, answer, design }: FollowUpInput): OperationCall | undefined {
  const data = answer.data;
  if (!isObject(data) || data.error_code !== 0 || data.cancel_mode !== 2) return undefined;
  return {
    operation: "cancel-audit",
    path: "/goodlife/v1/trip/trade/hotel/cancel/audit/",
    body: {
      order_id: payload.order_id ?? "",
      cancel_Id: payload.cancel_id ?? "",
      cancel_type: payload.cancel_type ?? 0,
      ...(design.refusesAudit ? { cancel_result: 2, reason: refusalReason } : { cancel_result: 1 }),
    },
  };
}
