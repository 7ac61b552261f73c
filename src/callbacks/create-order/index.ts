import type { CallbackDefinition } from "../../core/callback.js";
import { docSample, request, response } from "../../generated/create-order.js";
import { answer } from "./answer.js";
import { applyReadings } from "./conflicts.js";
import { followUp } from "./follow-up.js";
import { laws } from "./laws.js";
import { life } from "./life.js";
import { platform } from "./platform.js";
import { rules } from "./rules.js";
import { sample } from "./sample.js";
import { settle } from "./settle.js";
import { brief, defaultVariant, variants } from "./variants.js";

const createOrder: CallbackDefinition = {
  id: "create-order",
  title: { zh: "酒店创建订单", en: "Create hotel order" },
  summary: {
    zh: "抖音调用商家创建酒店订单；按 order_id 幂等。",
    en: "Douyin asks the merchant to create a hotel order; idempotent by order_id.",
  },
  request,
  response,
  idempotencyKey: "order_id",
  sameAnswer: ["/data/order_out_id", "/data/confirm_info/confirm_result", "/data/confirm_info/hotel_confirm_number"],
  decision: {
    mode: "/data/confirm_info/confirm_mode",
    sync: 1,
    async: 2,
    decided: ["/data/confirm_info/confirm_result", "/data/confirm_info/hotel_confirm_number"],
  },
  ownId: "/data/order_out_id",
  echoes: [{ request: "/order_id", response: "/data/order_id" }],
  afterRetries: {
    zh: "抖音判定创单失败；用户已支付的会退款，并发来 cancel_type 为 3 的取消。",
    en: "Douyin takes the create for failed; a user who has paid is refunded, and a cancel with cancel_type 3 follows.",
  },
  variants,
  defaultVariant,
  brief,
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

export default createOrder;
