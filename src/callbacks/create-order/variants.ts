import type { Variant } from "../../core/callback.js";

const price = "daily_rates[].original_amount";
const stay = ["rate_plan_id", "check_in_date", "check_out_date", "number_of_units", "number_of_guests", price];
const guest = ["contact_info.name", "contact_info.phone"];

/** What tells an order at a glance. */
export const brief = [
  "check_in_date",
  "check_out_date",
  "number_of_units",
  "number_of_guests",
  "total_amount",
  "total_after_promotion_amount",
  "currency",
];

export const variants = [
  {
    name: "standard",
    title: { zh: "日历房全日房", en: "Calendar room, full day" },
    summary: {
      zh: "最常见的订单：一间日历房，住一晚或几晚。",
      en: "The everyday order: one calendar room for a night or several.",
    },
    questions: [...stay, ...guest],
  },
  {
    name: "hourly",
    title: { zh: "钟点房", en: "Hourly room" },
    summary: {
      zh: "sales_type 为 2，带起止时间点和 1 到 23 小时的使用时长，可能当天离店。",
      en: "sales_type 2 with start, end and 1 to 23 hours of use; may leave on the check-in day.",
    },
    questions: [
      "rate_plan_id",
      "check_in_date",
      "daily_rates[0].period_start_time",
      "daily_rates[0].usage_duration",
      "number_of_units",
      price,
      ...guest,
    ],
  },
  {
    name: "presale-voucher",
    title: { zh: "酒店预售券", en: "Presale voucher" },
    summary: { zh: "biz_type 为 2011，这类订单不需要确认接单。", en: "biz_type 2011, which is never confirmed." },
    questions: ["rate_plan_id", "number_of_units", price, ...guest],
  },
  {
    name: "booking",
    title: { zh: "酒店预约单", en: "Booking on a voucher" },
    summary: {
      zh: "biz_type 为 2012，source_order_id 指向被兑换的预售订单。",
      en: "biz_type 2012; source_order_id names the presale order it redeems.",
    },
    questions: ["source_order_id", ...stay, ...guest],
  },
  {
    name: "overseas",
    title: { zh: "非中国大陆酒店", en: "Hotel outside mainland China" },
    summary: {
      zh: "外币计价，带税前价，含外国住客姓名、护照和 E.164 手机号。",
      en: "A foreign currency with prices before tax, foreign guest names, passports and E.164 phones.",
    },
    questions: ["currency", ...stay, "occupancies[0].name", "occupancies[0].license_type", ...guest],
  },
  {
    name: "member",
    title: { zh: "会员订单", en: "Member order" },
    summary: { zh: "带完整的会员信息。", en: "Carries complete member information." },
    questions: [
      ...stay,
      "member_info.member_level",
      "member_info.member_id",
      "member_info.member_name",
      "member_info.member_phone",
    ],
  },
  {
    name: "promotion",
    title: { zh: "营销优惠订单", en: "Order with promotions" },
    summary: {
      zh: "每晚都有营销优惠，带促后价和促后总价。",
      en: "Every night has promotions, with prices and total after them.",
    },
    questions: [...stay, "daily_rates[].promotion_info[0].promotion_discount"],
  },
  {
    name: "paid",
    title: { zh: "支付后创单", en: "Created after payment" },
    summary: { zh: "带支付时间和佣金信息（pay_info）。", en: "Carries pay_info: the payment time and commissions." },
    questions: [...stay, "pay_info.pay_time_unix", ...guest],
  },
  {
    name: "negotiated",
    title: { zh: "协商定", en: "Negotiated booking" },
    summary: { zh: "order_tag 为 1。", en: "order_tag is 1." },
    questions: [...stay, "order_tag", ...guest],
  },
  {
    name: "multi-room",
    title: { zh: "多间房", en: "Several rooms" },
    summary: {
      zh: "一次预订 2 到 9 间，总价乘以间数。",
      en: "2 to 9 rooms in one order; the total is times the rooms.",
    },
    questions: ["number_of_units", ...stay.filter((path) => path !== "number_of_units"), ...guest],
  },
  {
    name: "minimal",
    title: { zh: "最少字段", en: "As few fields as possible" },
    summary: { zh: "只有必填字段。", en: "Required fields only." },
    questions: stay,
  },
  {
    name: "maximal",
    title: { zh: "全部字段", en: "Every field" },
    summary: {
      zh: "文档和示例中出现过的字段全部带上。",
      en: "Every field that the document or its sample shows.",
    },
    questions: [...stay, ...guest, "remark_from_guest"],
  },
  {
    name: "doc-sample",
    title: { zh: "文档示例", en: "The document's sample" },
    summary: {
      zh: "文档的请求示例原文：金额对不上，手机号未加密。",
      en: "The document's own sample: its amounts do not add up and its phones are in clear text.",
    },
    isDocSample: true,
  },
] as const satisfies readonly Variant[];

export const defaultVariant = "standard";
