import type { Case } from "../core/case.js";
import type { JsonObject } from "../core/json.js";
import type { Text } from "../core/text.js";
import { booking, type CaseSpec, expecting, inTurn, suite } from "./steps.js";

const accepted = "create-order/valid-refused";

type Order = {
  readonly title: Text;
  readonly proves: Text;
  readonly variant?: string;
  readonly set?: JsonObject;
  readonly unset?: readonly string[];
  readonly options?: JsonObject;
  readonly needs?: Case["needs"];
};

function taken({ title, proves, variant = "standard", set, unset, options, needs }: Order): CaseSpec {
  const details = { variant, ...(set && { set }), ...(unset && { unset }) };
  return {
    title,
    proves,
    ...(needs && { needs }),
    steps: inTurn(booking("order", details)),
    expect: [expecting(accepted, ["order"], options)],
  };
}

function ofVariant(variant: string, title: Text, proves: Text, options?: JsonObject): CaseSpec {
  return taken({ variant, title, proves, ...(options && { options }) });
}

/** A guest who is also the contact. */
function named(name: string, title: Text, proves: Text): CaseSpec {
  const guest = { "occupancies[0].name": name, "occupancies[0].phone": phoneOf(name) };
  return taken({ title, proves, set: { ...guest, "contact_info.name": name } });
}

function licensed(type: number, id: string, title: Text): CaseSpec {
  return taken({
    title,
    proves: {
      zh: "商家接受持这种证件的住客，而不只认身份证。",
      en: "The merchant takes guests with this document, not identity cards alone.",
    },
    set: {
      "occupancies[0].phone": phoneOf(id),
      "occupancies[0].license_type": type,
      "occupancies[0].license_id": id,
    },
  });
}

/** One of its own for each case: a phone may have a limit of orders. */
function phoneOf(text: string): string {
  const sum = [...text].reduce((total, letter) => total + (letter.codePointAt(0) ?? 0), 0);
  return `1390000${String(sum % 10_000).padStart(4, "0")}`;
}

/** Every kind of valid order is accepted, and the answer is well-formed. */
export const createOrder: readonly Case[] = suite("create-order", {
  standard: {
    title: { zh: "日历房全日房订单", en: "A calendar room for full days" },
    proves: {
      zh: "最普通的订单被接受，应答符合文档。",
      en: "The everyday order is accepted and its answer is as documented.",
    },
    isIndependent: true,
    steps: inTurn(booking("order", { variant: "standard" })),
    expect: [expecting(accepted, ["order"]), expecting("signature/valid-refused", ["order"])],
  },
  hourly: ofVariant(
    "hourly",
    { zh: "钟点房订单", en: "An hourly room" },
    {
      zh: "带起止时间点和使用时长的钟点房订单被接受。",
      en: "An hourly room with start, end and hours of use is accepted.",
    },
  ),
  "presale-voucher": ofVariant(
    "presale-voucher",
    { zh: "酒店预售券订单（2011）", en: "A presale voucher (2011)" },
    {
      zh: "biz_type 2011 的订单被接受，且不要求接单。",
      en: "An order of biz_type 2011 is accepted; it needs no confirmation.",
    },
  ),
  booking: ofVariant(
    "booking",
    { zh: "酒店预约单（2012）", en: "A booking on a voucher (2012)" },
    {
      zh: "带 source_order_id 的预约单被接受。",
      en: "A booking that redeems a presale order by source_order_id is accepted.",
    },
  ),
  overseas: ofVariant(
    "overseas",
    { zh: "外币订单", en: "An order in a foreign currency" },
    {
      zh: "外币、税前价、外国住客和护照不会让商家出错；非中国大陆商家接受这种订单。",
      en: "Foreign currency, prices before tax, foreign guests and passports break nothing; a merchant outside the mainland takes such orders.",
    },
    { unlessMainland: true },
  ),
  member: ofVariant(
    "member",
    { zh: "会员订单", en: "A member's order" },
    {
      zh: "带会员信息的订单被接受，返回的会员信息有效。",
      en: "An order with member information is accepted, and the member information returned is valid.",
    },
  ),
  promotion: ofVariant(
    "promotion",
    { zh: "带营销优惠的订单", en: "An order with promotions" },
    {
      zh: "promotion_info 为数组、带促后价的订单被接受。",
      en: "An order whose promotion_info is an array and which has prices after promotions is accepted.",
    },
  ),
  paid: ofVariant(
    "paid",
    { zh: "支付后创单", en: "Created after payment" },
    { zh: "带 pay_info 的订单被接受。", en: "An order that carries pay_info is accepted." },
  ),
  negotiated: ofVariant(
    "negotiated",
    { zh: "协商定订单", en: "A negotiated booking" },
    { zh: "order_tag 为 1 的订单被接受。", en: "An order with order_tag 1 is accepted." },
  ),
  "multi-room": ofVariant(
    "multi-room",
    { zh: "多间房订单", en: "Several rooms" },
    {
      zh: "多间房订单被接受：总价是每晚价格之和乘以间数。",
      en: "An order of several rooms is accepted: its total is the nights times the rooms.",
    },
  ),
  minimal: ofVariant(
    "minimal",
    { zh: "只有必填字段的订单", en: "Required fields only" },
    {
      zh: "所有选填字段都不出现时，订单照样被接受。",
      en: "An order without a single optional field is accepted.",
    },
  ),
  maximal: ofVariant(
    "maximal",
    { zh: "字段齐全的订单", en: "Every field" },
    {
      zh: "文档和示例中的字段全部出现时，订单照样被接受。",
      en: "An order with every field of the documents and their samples is accepted.",
    },
  ),
  "doc-sample": {
    title: { zh: "文档的请求示例", en: "The document's own sample" },
    proves: {
      zh: "对文档示例（金额对不上、手机号未加密）给出合规的应答，接受或拒绝都可以。",
      en: "The document's sample, whose money does not add up and whose phones are in clear, gets a well-formed answer, whichever.",
    },
    steps: inTurn(booking("order", { variant: "doc-sample" })),
    expect: [expecting("robustness/server-error", ["order"])],
  },

  "unknown-field": taken({
    title: { zh: "顶层出现未知字段", en: "An unknown field at the top" },
    proves: {
      zh: "平台增加字段时商家不受影响。",
      en: "A field that the platform adds later does no harm.",
    },
    set: { x_future_field: { added: [1, "two", null] } },
  }),
  "unknown-field-inside": taken({
    title: { zh: "内层出现未知字段", en: "Unknown fields further in" },
    proves: {
      zh: "daily_rates、occupancies、contact_info 里多出字段时，订单照样被接受。",
      en: "Fields added inside daily_rates, occupancies and contact_info do no harm.",
    },
    set: { "daily_rates[0].x_future_field": 1, "contact_info.x_future_field": "x" },
  }),
  "large-integer": taken({
    title: { zh: "未知字段里有 19 位整数", en: "A 19-digit integer in an unknown field" },
    proves: {
      zh: "超过 2^53 的整数不会让解析失败。",
      en: "An integer beyond 2^53 does not break the parser.",
    },
    set: { x_future_id: 6948897508913326394n },
  }),

  "name-chinese": named(
    "欧阳建国",
    { zh: "复姓中文姓名", en: "A Chinese name" },
    { zh: "中文姓名被接受。", en: "A Chinese name is accepted." },
  ),
  "name-rare-character": named(
    "𠮷田𨭎",
    { zh: "姓名含 UTF-8 四字节汉字", en: "A name with four-byte characters" },
    {
      zh: "基本平面以外的汉字能保存，数据库字符集不是只支持三字节的 utf8。",
      en: "Characters beyond the basic plane can be stored: the database is not on a three-byte utf8.",
    },
  ),
  "name-middle-dot": named(
    "阿卜杜拉·买买提",
    { zh: "姓名含间隔号", en: "A name with a middle dot" },
    { zh: "少数民族姓名里的间隔号被接受。", en: "The middle dot of Uyghur names is accepted." },
  ),
  "name-latin": named(
    "Zoë Müller-Lüdenscheidt",
    { zh: "带重音的拉丁姓名", en: "A Latin name with accents" },
    { zh: "外国住客的姓名被接受。", en: "A foreign guest's name is accepted." },
  ),
  "name-apostrophe": named(
    "Sinéad O'Brien",
    { zh: "姓名含单引号", en: "A name with an apostrophe" },
    {
      zh: "单引号不会破坏 SQL 语句，也不会被当成非法姓名。",
      en: "An apostrophe breaks no SQL statement and is not taken for a bad name.",
    },
  ),
  "name-japanese": named(
    "ささき はなこ",
    { zh: "日文姓名", en: "A Japanese name" },
    { zh: "假名姓名被接受。", en: "A name in kana is accepted." },
  ),
  "name-korean": named(
    "김민준",
    { zh: "韩文姓名", en: "A Korean name" },
    { zh: "谚文姓名被接受。", en: "A name in hangul is accepted." },
  ),
  "name-arabic": named(
    "محمد علي",
    { zh: "阿拉伯文姓名", en: "An Arabic name" },
    { zh: "从右往左书写的姓名被接受。", en: "A name written from right to left is accepted." },
  ),
  "name-cyrillic": named(
    "Ёлкина Анна",
    { zh: "西里尔文姓名", en: "A Cyrillic name" },
    { zh: "俄文姓名被接受。", en: "A Russian name is accepted." },
  ),
  "name-thai": named(
    "สมชาย ใจดี",
    { zh: "泰文姓名", en: "A Thai name" },
    { zh: "带组合符号的姓名被接受。", en: "A name with combining marks is accepted." },
  ),
  "name-single": named(
    "李",
    { zh: "只有一个字的姓名", en: "A name of one character" },
    { zh: "一个字的姓名被接受。", en: "A name of a single character is accepted." },
  ),
  "name-split": taken({
    title: { zh: "姓、名分开给出", en: "First and last name apart" },
    proves: {
      zh: "只有 first_name 和 last_name 而没有 name 时，订单照样被接受。",
      en: "An order with first_name and last_name and no name is accepted.",
    },
    set: {
      "occupancies[0].first_name": "Anna",
      "occupancies[0].last_name": "Li",
      "occupancies[0].phone": "13900005566",
    },
    unset: ["occupancies[0].name"],
  }),
  "contact-name-empty": taken({
    title: { zh: "联系人姓名为空", en: "An empty contact name" },
    proves: {
      zh: '文档说明 contact_info.name 可能为 ""，订单照样被接受。',
      en: 'The document says that contact_info.name may be ""; the order is accepted.',
    },
    set: { "contact_info.name": "" },
  }),
  "guest-phone-empty": taken({
    title: { zh: "入住人手机号为空", en: "An empty guest phone" },
    proves: {
      zh: '文档说明 occupancies[].phone 可能为 ""，解密空串不出错，订单照样被接受。',
      en: 'The document says that occupancies[].phone may be ""; it decrypts to nothing and the order is accepted.',
    },
    set: { "occupancies[0].name": "王小明", "occupancies[0].phone": "" },
  }),
  "foreign-phone": taken({
    title: { zh: "境外手机号", en: "A foreign phone number" },
    proves: {
      zh: "E.164 格式的境外手机号（+ 加国家码）被接受。",
      en: "A phone number in E.164 form, + and country code, is accepted.",
    },
    set: { "contact_info.phone": "+6581234567" },
  }),
  "foreign-guest-phone": taken({
    title: { zh: "入住人使用境外手机号", en: "A guest with a foreign phone number" },
    proves: {
      zh: "入住人的境外手机号被接受。",
      en: "A guest's foreign phone number is accepted.",
    },
    set: { "occupancies[0].name": "Tan Wei Ming", "occupancies[0].phone": "+447911123456" },
  }),
  "arrival-empty": taken({
    title: { zh: "到店时间为空串", en: "Empty arrival times" },
    proves: {
      zh: 'early_arrival_time、last_arrival_time 为 ""（与文档示例一致）时，订单被接受。',
      en: 'Arrival times of "", as in the document\'s sample, are accepted.',
    },
    set: { early_arrival_time: "", last_arrival_time: "" },
  }),
  "remarks-empty": taken({
    title: { zh: "备注为空串", en: "Empty remarks" },
    proves: { zh: "空的备注不影响创单。", en: "Empty remarks do no harm." },
    set: { remark_from_guest: "", remark_from_douyin: "" },
  }),
  "member-fields-empty": taken({
    title: { zh: "会员信息除等级外为空", en: "Member information with nothing but a level" },
    proves: {
      zh: 'member_id、member_name、member_phone 为 ""（与文档示例一致）时，订单被接受。',
      en: "Empty member_id, member_name and member_phone, as in the document's sample, are accepted.",
    },
    variant: "member",
    set: { "member_info.member_id": "", "member_info.member_name": "", "member_info.member_phone": "" },
  }),
  "no-occupancies": taken({
    title: { zh: "没有入住人列表", en: "No list of guests" },
    proves: {
      zh: "选填的 occupancies 不出现时，订单被接受。",
      en: "An order without the optional occupancies is accepted.",
    },
    unset: ["occupancies"],
    options: { lawful: [12] },
    needs: { free: ["occupancies"] },
  }),
  "no-order-tag": taken({
    title: { zh: "没有 order_tag", en: "No order_tag" },
    proves: {
      zh: "order_tag 在表中必填、在示例中缺失，缺失时订单照样被接受。",
      en: "order_tag is required in the table and missing from the sample; an order without it is accepted.",
    },
    unset: ["order_tag"],
  }),
  "no-sales-type": taken({
    title: { zh: "没有 sales_type", en: "No sales_type" },
    proves: { zh: "sales_type 缺省即全日房。", en: "Without sales_type an order is for full days." },
    unset: ["sales_type"],
  }),
  "promotion-id-number": taken({
    title: { zh: "promotion_id 为整数", en: "promotion_id as an integer" },
    proves: {
      zh: "promotion_id 在表中是 int、在示例中是字符串，两种都能接受。",
      en: "promotion_id is an int in the table and a string in the sample; the number is accepted.",
    },
    variant: "promotion",
    set: { "daily_rates[0].promotion_info[0].promotion_id": 6948897508913326394n },
  }),
  "promotion-id-string": taken({
    title: { zh: "promotion_id 为字符串", en: "promotion_id as a string" },
    proves: {
      zh: "promotion_id 在表中是 int、在示例中是字符串，两种都能接受。",
      en: "promotion_id is an int in the table and a string in the sample; the string is accepted.",
    },
    variant: "promotion",
    set: { "daily_rates[0].promotion_info[0].promotion_id": "222" },
  }),
  "two-nights-two-prices": taken({
    title: { zh: "两晚价格不同", en: "Two nights at two prices" },
    proves: {
      zh: "商家按晚取价求和，而不是用首晚价格乘以晚数。",
      en: "The merchant adds up the nights instead of multiplying the first one.",
    },
    set: {
      check_in_date: { $today: 20 },
      check_out_date: { $today: 22 },
      "daily_rates[0].original_amount": 19900,
      "daily_rates[1].original_amount": 25900,
    },
    // A hotel may have its own limits on nights, other prices, or be full.
    options: { lawful: [2, 3, 4, 8, 11, 13] },
    needs: { free: ["check_in_date", "check_out_date", "daily_rates"] },
  }),
  "guest-remark": taken({
    title: { zh: "客人备注含换行、引号和表情", en: "A guest's remark with line break, quotes and emoji" },
    proves: {
      zh: "备注里的换行、引号、反斜杠和表情不影响创单。",
      en: "A line break, quotes, a backslash and an emoji in the remark do no harm.",
    },
    set: { remark_from_guest: '高层\n"安静"的房间 \\ 谢谢 😀' },
  }),
  "meals-none": taken({
    title: { zh: "不含餐", en: "No meals" },
    proves: { zh: "meal_type 4（无餐食）被接受。", en: "meal_type 4, no meals, is accepted." },
    set: { meals: [{ meal_type: 4, meal_num: 0 }] },
  }),
  "cancel-rule-none": taken({
    title: { zh: "不可取消的订单", en: "A booking that cannot be cancelled" },
    proves: {
      zh: "cancel_rule 只有 cancel_type 3 时被接受。",
      en: "A cancel_rule with nothing but cancel_type 3 is accepted.",
    },
    set: { cancel_rule: [{ cancel_type: 3 }] },
  }),
  "licence-hong-kong": licensed(2, "C12345678", {
    zh: "住客持港澳通行证",
    en: "A guest with a Hong Kong and Macau permit",
  }),
  "licence-home-return": licensed(4, "H1234567801", { zh: "住客持回乡证", en: "A guest with a home-return permit" }),
  "licence-taiwan": licensed(5, "12345678", { zh: "住客持台胞证", en: "A guest with a Taiwan compatriot permit" }),
  "licence-passport": licensed(6, "E12345678", { zh: "住客持护照", en: "A guest with a passport" }),
});
