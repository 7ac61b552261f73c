import type { JsonObject } from "../../core/json.js";

/**
 * Payload changes that make the reference merchant answer each documented code, in the form of the setting
 * `merchant.provoke`: code → path → plain value. A change belongs to the callback that has its fields: 15 speaks of
 * cancelling, the others of creating. 100 is answered only the first time an order comes.
 */
export const referenceProvoke: Readonly<Record<string, JsonObject>> = {
  "0": {},
  "1": { rate_plan_id: "9000000000000000001" },
  "2": { number_of_guests: 99 },
  "3": { check_in_date: "2098-01-01", check_out_date: "2098-06-30" },
  "4": { check_in_date: "2099-12-30", check_out_date: "2100-01-01" },
  "5": { check_in_date: "2099-02-30" },
  "6": { "contact_info.phone": "12345" },
  "7": { rate_plan_id: "9000000000000000007" },
  "8": { total_amount: 1 },
  "9": { rate_plan_id: "9000000000000000009" },
  "10": { "daily_rates[0].period_start_date": "2099/01/01" },
  "11": { "contact_info.phone": "19900000011" },
  "12": { rate_plan_id: "9000000000000000012" },
  "13": { rate_plan_id: "9000000000000000013" },
  "14": { rate_plan_id: "9000000000000000014" },
  "15": { order_out_id: "9000000000000000015" },
  "100": { rate_plan_id: "9000000000000000100" },
};
