import type { Text } from "../../core/text.js";
import type { DeadlineKind } from "./events.js";
import type { OrderRecord, OrderStage } from "./order-record.js";

export const stageTitles: Readonly<Record<OrderStage, Text>> = {
  creating: { zh: "创单中", en: "being created" },
  "create-failed": { zh: "创单失败", en: "create failed" },
  created: { zh: "已创单", en: "created" },
  "wait-confirm": { zh: "等待商家确认接单", en: "waiting for the confirm operation" },
  confirmed: { zh: "已接单", en: "confirmed" },
  refused: { zh: "商家拒单", en: "refused by the merchant" },
  cancelled: { zh: "已取消", en: "cancelled" },
  cancelling: { zh: "取消中", en: "being cancelled" },
  "wait-audit": { zh: "等待商家审核取消", en: "waiting for the audit operation" },
  refunded: { zh: "已退款", en: "refunded" },
  "checked-in": { zh: "已入住", en: "checked in" },
  "no-show": { zh: "未到店", en: "no-show" },
  "checked-out": { zh: "已离店", en: "checked out" },
};

export const moneyTitles: Readonly<Record<OrderRecord["money"], Text>> = {
  unpaid: { zh: "未支付", en: "unpaid" },
  paid: { zh: "已支付", en: "paid" },
  "part-refunded": { zh: "部分退款", en: "partly refunded" },
  refunded: { zh: "已退款", en: "refunded" },
};

export const deadlineTitles: Readonly<Record<DeadlineKind, Text>> = {
  confirm: { zh: "接单时限", en: "confirm deadline" },
  audit: { zh: "取消审核时限", en: "audit deadline" },
  payment: { zh: "支付时限", en: "payment deadline" },
};

/** Why a callback goes out, where the platform did not decide it by itself. */
export const causeTitles: Readonly<Record<"user" | "copy", Text>> = {
  user: { zh: "用户操作", en: "asked for" },
  copy: { zh: "重复推送", en: "a duplicate" },
};
