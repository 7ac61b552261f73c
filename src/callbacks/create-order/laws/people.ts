import type { Law } from "../../../core/callback.js";
import { isObject, type JsonObject, type JsonValue } from "../../../core/json.js";
import { amountOf } from "../../hotel/amount.js";
import { breach, rowsOf } from "../../hotel/breach.js";
import { isIdNumber } from "../../hotel/id-number.js";
import { isPhone } from "../../hotel/phone.js";

export const idNumbers: Law = {
  id: "laws/id-number",
  title: { zh: "身份证号的出生日期和校验码有效", en: "Identity numbers have a real birthday and a valid check digit" },
  check(order) {
    return rowsOf(order.occupancies).flatMap((guest, i) => {
      const id = guest.license_id;
      if (amountOf(guest.license_type) !== 1n || typeof id !== "string" || id === "" || isIdNumber(id)) return [];
      return breach(`/occupancies/${i}/license_id`, {
        zh: "身份证号无效：应为 18 位，出生日期存在，校验码正确。",
        en: "The identity number is not valid: it has 18 digits, a birthday that exists and the right check digit.",
      });
    });
  },
};

export const phones: Law = {
  id: "laws/phone",
  title: {
    zh: "手机号是文档规定的格式：大陆 11 位不带 +86，境外为 E.164；可以为空",
    en: "Phones are in the documented forms: 11 digits without +86, or E.164 outside the mainland; empty is allowed",
  },
  check(order) {
    return phonesOf(order).flatMap(([pointer, phone]) => {
      if (typeof phone !== "string" || phone === "" || isPhone(phone)) return [];
      return breach(pointer, {
        zh: "手机号格式不对：大陆号码为 11 位数字，不带 +86；境外号码为 + 加国家码和号码。",
        en: "The phone is in no documented form: 11 digits for a mainland number, + with country code and number for others.",
      });
    });
  },
};

function phonesOf(order: JsonObject): readonly (readonly [string, JsonValue | undefined])[] {
  const { contact_info: contact, member_info: member } = order;
  return [
    ...rowsOf(order.occupancies).map((guest, i) => [`/occupancies/${i}/phone`, guest.phone] as const),
    ["/contact_info/phone", isObject(contact) ? contact.phone : undefined],
    ["/member_info/member_phone", isObject(member) ? member.member_phone : undefined],
  ];
}
