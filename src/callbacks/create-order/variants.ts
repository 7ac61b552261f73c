import type { Variant } from "../../core/callback.js";

export const variants = [
  {
    name: "standard",
    title: { zh: "日历房全日房", en: "Calendar room, full day" },
    summary: {
      zh: "最常见的订单:一间日历房,住一晚或几晚。",
      en: "The everyday order: one calendar room for a night or several.",
    },
  },
  {
    name: "hourly",
    title: { zh: "钟点房", en: "Hourly room" },
    summary: {
      zh: "sales_type 为 2,带起止时间点和 1 到 23 小时的使用时长,可能当天离店。",
      en: "sales_type 2 with start, end and 1 to 23 hours of use; may leave on the check-in day.",
    },
  },
  {
    name: "presale-voucher",
    title: { zh: "酒店预售券", en: "Presale voucher" },
    summary: { zh: "biz_type 为 2011,这类订单不需要确认接单。", en: "biz_type 2011, which is never confirmed." },
  },
  {
    name: "booking",
    title: { zh: "酒店预约单", en: "Booking on a voucher" },
    summary: {
      zh: "biz_type 为 2012,source_order_id 指向被兑换的预售订单。",
      en: "biz_type 2012; source_order_id names the presale order it redeems.",
    },
  },
  {
    name: "overseas",
    title: { zh: "非中国大陆酒店", en: "Hotel outside mainland China" },
    summary: {
      zh: "外币计价,带税前价,含外国住客姓名、护照和 E.164 手机号。",
      en: "A foreign currency with prices before tax, foreign guest names, passports and E.164 phones.",
    },
  },
  {
    name: "member",
    title: { zh: "会员订单", en: "Member order" },
    summary: { zh: "带完整的会员信息。", en: "Carries complete member information." },
  },
  {
    name: "promotion",
    title: { zh: "营销优惠订单", en: "Order with promotions" },
    summary: {
      zh: "每晚都有营销优惠,带促后价和促后总价。",
      en: "Every night has promotions, with prices and total after them.",
    },
  },
  {
    name: "paid",
    title: { zh: "支付后创单", en: "Created after payment" },
    summary: { zh: "带支付时间和佣金信息(pay_info)。", en: "Carries pay_info: the payment time and commissions." },
  },
  {
    name: "negotiated",
    title: { zh: "协商定", en: "Negotiated booking" },
    summary: { zh: "order_tag 为 1。", en: "order_tag is 1." },
  },
  {
    name: "multi-room",
    title: { zh: "多间房", en: "Several rooms" },
    summary: {
      zh: "一次预订 2 到 9 间,总价乘以间数。",
      en: "2 to 9 rooms in one order; the total is times the rooms.",
    },
  },
  {
    name: "minimal",
    title: { zh: "最少字段", en: "As few fields as possible" },
    summary: { zh: "只有必填字段。", en: "Required fields only." },
  },
  {
    name: "maximal",
    title: { zh: "全部字段", en: "Every field" },
    summary: {
      zh: "文档和示例中出现过的字段全部带上。",
      en: "Every field that the document or its sample shows.",
    },
  },
  {
    name: "doc-sample",
    title: { zh: "文档示例", en: "The document's sample" },
    summary: {
      zh: "文档的请求示例原文:金额对不上,手机号未加密。",
      en: "The document's own sample: its amounts do not add up and its phones are in clear text.",
    },
    isDocSample: true,
  },
] as const satisfies readonly Variant[];

export const defaultVariant = "standard";
