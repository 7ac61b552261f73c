import type { Setup, SetupFacts } from "../core/case.js";
import type { Message, Text } from "../core/text.js";
import { errorCodes } from "../generated/error-codes.js";
import { isOneRefusalForAll } from "./checks/forgery-like.js";
import { isSameRefusal } from "./checks/outcome.js";
import { booking } from "./steps.js";

/** The order that a merchant must accept before anything else can be asked of it. */
export const setup: Setup = {
  delivery: booking("standard", { variant: "standard" }),
  fresh: ["contact_info.phone", "occupancies[0].phone"],
  explain,
};

function explain(facts: SetupFacts, failure: string | undefined): Message {
  const { refusal, forgeryRefusal } = facts;
  if (failure !== undefined && refusal === undefined) return { text: notAnswered, args: { outcome: failure } };
  if (!refusal) return { text: declined };
  if (refusal.code === undefined) return { text: unauthorised, args: { status: refusal.status } };
  const { code } = refusal;
  const meaning = errorCodes.find((row) => row.code === code)?.meaning ?? unknownMeaning;
  const advice = advices[code] ?? other;
  if (isOneRefusalForAll(facts)) return { text: eitherOf(meaning, advice), args: { code } };
  if (isSameRefusal(refusal, forgeryRefusal)) return { text: likeForgery, args: { code } };
  return {
    text: {
      zh: `标准订单被拒绝：error_code {code}(${meaning.zh})，依赖它的用例无法进行。${advice.zh}`,
      en: `The standard order is refused with error_code {code} (${meaning.en}), so the cases that build on one cannot be run. ${advice.en}`,
    },
    args: { code },
  };
}

/** Both readings of one refusal for everything. */
function eitherOf(meaning: Text, advice: Text): Text {
  return {
    zh: `标准订单被拒绝：error_code {code}(${meaning.zh})，伪造的请求也得到完全一样的拒绝，依赖订单的用例无法进行，签名也无从判断。原因有两种可能。一是商家在验签之前就拒绝了订单：${advice.zh}二是验签没有通过，却用了这个错误码：请核对两边的 client_key 和 client_secret（DOUYIN_CLIENT_SECRET），再检查商家的验签代码。`,
    en: `The standard order is refused with error_code {code} (${meaning.en}), and a forgery in the same words, so the cases that build on an order cannot be run and nothing can be told of signatures. Either the merchant refuses the order before it checks the signature: ${advice.en} Or its signature check fails and answers this code: compare client_key and client_secret (DOUYIN_CLIENT_SECRET) on both sides, then look at the merchant's signature check.`,
  };
}

const unknownMeaning: Text = { zh: "不在文档的表里", en: "in no table of the documents" };

/** What to set in the config, by the code that the merchant answers. */
const advices: Readonly<Record<number, Text>> = {
  1: {
    zh: "商家不认识生成的售卖房型。请在配置的 merchant.ratePlanIds 中填写它已有的抖音售卖房型 ID，或用 merchant.overrides 固定 rate_plan_id。",
    en: "The merchant does not know the rate plan that was made up. Put Douyin rate plan ids that it has into merchant.ratePlanIds of the config, or fix rate_plan_id in merchant.overrides.",
  },
  2: {
    zh: "请用 merchant.overrides 固定 number_of_guests 和 number_of_units。",
    en: "Fix number_of_guests and number_of_units in merchant.overrides.",
  },
  3: {
    zh: "请用 merchant.overrides 固定 check_in_date 和 check_out_date，符合商家的连住限制。",
    en: "Fix check_in_date and check_out_date in merchant.overrides so that they keep the merchant's limits on nights.",
  },
  4: {
    zh: "请在 merchant.ratePlanIds 中填写有房的房型，或用 merchant.overrides 固定有房的日期。",
    en: "Name rate plans with rooms left in merchant.ratePlanIds, or fix dates with rooms left in merchant.overrides.",
  },
  6: {
    zh: "姓名或手机号未被接受。手机号是加密的，请核对商家解密用的 client_secret；或用 merchant.overrides 固定姓名和手机号。",
    en: "The name or the phone was not accepted. Phones are encrypted: compare the client_secret that the merchant decrypts with, or fix name and phone in merchant.overrides.",
  },
  8: {
    zh: "请用 merchant.overrides 固定房型、日期和与商家一致的价格（daily_rates、total_amount）。",
    en: "Fix the rate plan, the dates and the merchant's own price (daily_rates, total_amount) in merchant.overrides.",
  },
  11: {
    zh: "请用 merchant.overrides 固定一个没有达到上限的手机号和证件号。",
    en: "Fix a phone and a document number that have not reached their limit in merchant.overrides.",
  },
  12: {
    zh: "请用 merchant.overrides 固定带身份证号的 occupancies。",
    en: "Fix occupancies with an identity number in merchant.overrides.",
  },
  14: {
    zh: "请用 merchant.overrides 固定商家认识的会员信息。",
    en: "Fix member information that the merchant knows in merchant.overrides.",
  },
  100: {
    zh: "商家一直要求重试。请查看它的日志，是否有锁没有释放或依赖的服务不可用。",
    en: "The merchant asks for a retry again and again. See in its log whether a lock is never released or a service it needs is down.",
  },
};
const other: Text = {
  zh: "请查看商家的日志；需要固定的字段写在 merchant.overrides 中，售卖房型写在 merchant.ratePlanIds 中。",
  en: "See the merchant's log; fields that must be fixed go into merchant.overrides, rate plans into merchant.ratePlanIds.",
};
const notAnswered: Text = {
  zh: "标准订单没有得到可读的应答（{outcome}），依赖它的用例无法进行。请先让 create-order/standard 通过。",
  en: "The standard order got no readable answer ({outcome}), so the cases that build on one cannot be run. Make create-order/standard pass first.",
};
const declined: Text = {
  zh: "标准订单在 confirm_result 中被拒单，依赖它的用例无法进行。请用 merchant.ratePlanIds 和 merchant.overrides 指定商家会接的订单。",
  en: "The standard order is declined in confirm_result, so the cases that build on one cannot be run. Describe an order that the merchant takes with merchant.ratePlanIds and merchant.overrides.",
};
const unauthorised: Text = {
  zh: "标准订单得到 HTTP {status}，商家认为签名无效，依赖它的用例无法进行。请核对两边的 client_key 和 client_secret（DOUYIN_CLIENT_SECRET），再检查商家的验签代码。",
  en: "The standard order got HTTP {status}: the merchant takes its signature for invalid, and the cases that build on an order cannot be run. Compare client_key and client_secret (DOUYIN_CLIENT_SECRET) on both sides, then look at the merchant's signature check.",
};
const likeForgery: Text = {
  zh: "标准订单得到 error_code {code}，与伪造请求的拒绝完全一样，依赖它的用例无法进行。多半是验签没有通过：请核对两边的 client_key 和 client_secret（DOUYIN_CLIENT_SECRET），再检查商家的验签代码。",
  en: "The standard order is refused with error_code {code}, in the same words as a forgery, and the cases that build on an order cannot be run. The signature check probably fails: compare client_key and client_secret (DOUYIN_CLIENT_SECRET) on both sides, then look at the merchant's code.",
};
