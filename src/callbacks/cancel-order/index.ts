import type { CallbackDefinition } from "../../core/callback.js";
import { docSample, request, response } from "../../generated/cancel-order.js";
import { answer } from "./answer.js";
import { applyReadings } from "./conflicts.js";
import { followUp } from "./follow-up.js";
import { laws } from "./laws.js";
import { life } from "./life.js";
import { platform } from "./platform.js";
import { rules } from "./rules.js";
import { sample } from "./sample.js";
import { settle } from "./settle.js";
import { brief, defaultVariant, earlierIds, variants } from "./variants.js";

const cancelOrder: CallbackDefinition = {
  id: "cancel-order",
  title: { zh: "酒店取消订单", en: "Cancel hotel order" },
  summary: {
    zh: "抖音通知商家取消订单或退款；按 cancel_id 幂等。",
    en: "Douyin tells the merchant of a cancellation or a refund; idempotent by cancel_id.",
  },
  request,
  response,
  idempotencyKey: "cancel_id",
  refersTo: "create-order",
  sameAnswer: ["/data/cancel_result", "/data/refund_fee_amount"],
  decision: {
    mode: "/data/cancel_mode",
    sync: 1,
    async: 2,
    decided: ["/data/cancel_result", "/data/refund_fee_amount"],
  },
  afterRetries: {
    zh: "抖音不再等商家：订单按取消处理，款项退给用户。",
    en: "Douyin waits for the merchant no longer: the order counts as cancelled and the user is refunded.",
  },
  variants,
  defaultVariant,
  brief,
  earlierIds,
  docSample,
  sample,
  settle,
  applyReadings,
  laws,
  rules,
  answer,
  followUp,
  life,
  platform,
};

export default cancelOrder;
