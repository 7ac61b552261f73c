import assert from "node:assert/strict";
import { test } from "node:test";
import { callbacks } from "../../src/callbacks/registry.js";
import { settingOptions } from "../../src/config/options.js";
import { fieldAt } from "../../src/core/fields.js";
import * as cancelOrder from "../../src/generated/cancel-order.js";
import { conflicts } from "../../src/generated/conflicts.js";
import * as createOrder from "../../src/generated/create-order.js";
import { errorCodes } from "../../src/generated/error-codes.js";
import * as cancelAudit from "../../src/generated/operations/cancel-audit.js";
import * as checkInOut from "../../src/generated/operations/check-in-out.js";
import * as clientToken from "../../src/generated/operations/client-token.js";
import * as confirmOrder from "../../src/generated/operations/confirm-order.js";
import { platformCodes } from "../../src/generated/platform-codes.js";

test("every error code of the documents is there, and 18 as undocumented", () => {
  assert.deepEqual(
    errorCodes.map(({ code, meaning }) => `${code} ${meaning.zh}`),
    [
      "0 成功",
      "1 房型不存在/失效",
      "2 入住总人数超过上限",
      "3 不符合最大/最小连住天数限制",
      "4 入住时期内已满",
      "5 日期格式错误",
      "6 姓名/联系电话格式错",
      "7 重复提交预定请求",
      "8 价格与酒店实际价格不一致",
      "9 订单不存在或状态异常",
      "10 日期格式错误",
      "11 手机号/证件号码已达到购买上限",
      "12 购买该产品必须填写身份证号码",
      "13 其他异常(服务商自定义)",
      "14 会员信息不一致",
      "15 订单已入住不可取消",
      "18 房态关闭",
      "100 需要重试",
    ],
  );
  assert.deepEqual(
    errorCodes.filter(({ documented }) => !documented).map(({ code }) => code),
    [18],
  );
});

test("every error code says what the platform does, for every callback, in both languages", () => {
  for (const { code, effects, meaning } of errorCodes) {
    assert.deepEqual(Object.keys(effects), [...callbacks.ids], String(code));
    for (const text of [meaning, ...Object.values(effects)]) assert.ok(text.zh && text.en, String(code));
  }
});

test("the ledger is numbered without a gap, the 25 of the research first, and every id is its own", () => {
  assert.deepEqual(
    conflicts.map(({ number }) => number),
    Array.from({ length: conflicts.length }, (_, index) => index + 1),
  );
  assert.equal(new Set(conflicts.map(({ id }) => id)).size, conflicts.length);
  assert.deepEqual(
    conflicts.map(({ id }) => id),
    [
      "create-retry-codes",
      "code-100-scope",
      "migrated-signature",
      "code-15",
      "code-18",
      "codes-5-and-10",
      "applicant-type-merchant",
      "after-sale-type-2",
      "promotion-info-shape",
      "promotion-id-type",
      "open-id-place",
      "order-tag-required",
      "signature-header",
      "hourly-time-format",
      "confirm-result-zero",
      "timestamp-unit",
      "encrypt-path",
      "pay-notice-after-failed-create",
      "cipher-iv",
      "sample-phones-clear",
      "create-time-unit",
      "sample-amounts",
      "sync-refusal-trusted",
      "cancel-capability-name",
      "empty-body-signature",
      "code-7-note",
      "nineteen-digit-integers",
      "sample-only-fields",
      "confirm-mode-note",
      "need-audit-null",
      "cancel-sample-not-json",
      "create-response-sample-not-json",
      "cancel-sample-fee-before-payment",
      "logged-out-beside-level",
      "refund-amount-level",
      "twelve-hour-clock",
      "cancel-id-spelling",
      "confirm-number-name",
      "contact-phone-missing",
    ],
  );
});

for (const conflict of conflicts) {
  test(`conflict ${conflict.id} has both readings, a default among them, and a setting or the reason for none`, () => {
    const ids = conflict.readings.map(({ id }) => id);
    assert.ok(ids.length >= 2);
    assert.equal(new Set(ids).size, ids.length);
    assert.ok(ids.includes(conflict.default));
    for (const text of [conflict.topic, conflict.how, ...conflict.readings.map((reading) => reading.text)]) {
      assert.ok(text.zh && text.en);
    }
    if (conflict.setting === null) return;
    const keys = settingOptions.map(({ key }) => key);
    const key = conflict.setting.replace(/^readings\..*$/, "readings");
    assert.ok(key.startsWith("--") || key === "sign --timestamp" || keys.includes(key), conflict.setting);
    if (key === "readings") assert.equal(conflict.setting, `readings.${conflict.id}`);
  });
}

test("a conflict about a field of a message names a field that exists", () => {
  const messages = {
    "create-order": createOrder,
    "cancel-order": cancelOrder,
    "confirm-order": confirmOrder,
    "cancel-audit": cancelAudit,
  };
  const wrong = conflicts.filter(({ page, field }) => {
    const message = messages[page as keyof typeof messages];
    const [part, ...path] = (field ?? "").split(".");
    if (!message || (part !== "request" && part !== "response") || path.length === 0) return false;
    const { schema } = message[part];
    return !fieldAt(schema, path.join(".")) && !fieldAt(schema, `data.${path.join(".")}`);
  });
  assert.deepEqual(
    wrong.map(({ id }) => id),
    [],
  );
});

test("the operations have the documented paths and headers", () => {
  const facts = [clientToken, confirmOrder, cancelAudit, checkInOut].map(
    ({ request }) => request.schema["x-operation"],
  );
  assert.deepEqual(
    facts.map((fact) => {
      const { id, method, host, path, headers } = fact as unknown as OperationFacts;
      return `${id} ${method} ${host}${path} ${headers.map(({ name, required }) => name + (required ? "" : "?"))}`;
    }),
    [
      "client-token POST open.douyin.com/oauth/client_token/ content-type",
      "confirm-order POST open.douyin.com/goodlife/v1/trip/trade/hotel/order/confirm/ content-type,access-token,Rpc-Transit-Life-Account?",
      "cancel-audit POST open.douyin.com/goodlife/v1/trip/trade/hotel/cancel/audit/ content-type,access-token,Rpc-Transit-Life-Account?",
      "check-in-out POST open.douyin.com/goodlife/v1/trip/trade/hotel/booking/audit/notify/ content-type,access-token,Rpc-Transit-Life-Account?",
    ],
  );
});

type OperationFacts = {
  readonly id: string;
  readonly method: string;
  readonly host: string;
  readonly path: string;
  readonly headers: readonly { readonly name: string; readonly required: boolean }[];
};

test("the platform's codes are listed once each, in order", () => {
  const codes = platformCodes.map(({ code }) => code);
  assert.deepEqual(
    codes,
    [
      0, 10002, 10003, 10013, 10020, 2100001, 2100004, 2100005, 2119001, 2119002, 2119003, 2119005, 2119008, 2119010,
      2190002, 2190004, 2190008, 3000001, 4001601, 5000001,
    ],
  );
});
