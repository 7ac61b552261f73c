import assert from "node:assert/strict";
import { test } from "node:test";
import { type JsonObject, parseJson, stringifyJson } from "../../src/core/json.js";
import { changePersonal } from "../../src/engine/personal-fields.js";
import { createRedactor, isSecretHeader, maskName, maskNumber, personalTexts } from "../../src/engine/redact.js";

const secret = "k/é+ \"x'y&0123";
const redactor = createRedactor({
  secrets: [secret, ""],
  personal: new Map([
    ["张三", "张*"],
    ["张三丰", "张**"],
    ["13812345678", "138****5678"],
    ["O'Neil <x>", "O*********"],
  ]),
});

const masks: readonly [number: string, shown: string][] = [
  ["13812345678", "138****5678"],
  ["+85298765432", "+85*****5432"],
  ["123456789012345", "123********2345"],
  ["12345", "123*5"],
  ["1234", "1**4"],
  ["1234567890123456", "1234*********456"],
  ["+123456789012345", "+123*********345"],
  ["110101199003077715", "1101***********715"],
  ["E98765432", "E98****32"],
  ["H0123456701", "H01******01"],
  ["AB", "**"],
  ["A", "*"],
  ["1a2345678", "1a2****78"],
  ["12345678X", "123****8X"],
  ["😀中文字符12345", "😀中文*****45"],
];

for (const [number, shown] of masks)
  test(`${number} is shown as ${shown}`, () => {
    assert.equal(maskNumber(number), shown);
  });

test("a name keeps its first character, whatever script it is in", () => {
  assert.deepEqual(["张三丰", "Ann", "😀b", "x", ""].map(maskName), ["张**", "A**", "😀*", "x", ""]);
});

const secretForms: readonly [form: string, shown: string][] = [
  [secret, "<client_secret>"],
  [JSON.stringify(secret), '"<client_secret>"'],
  [`k/\\u00e9+ \\"x'y&0123`, "<client_secret>"],
  [`k/\\u00E9+ \\"x'y&0123`, "<client_secret>"],
  [`k\\/é+ \\"x'y&0123`, "<client_secret>"],
  ["k%2F%C3%A9%2B%20%22x'y%260123", "<client_secret>"],
  ["k%2F%C3%A9%2B%20%22x%27y%260123", "<client_secret>"],
  ["k%2F%C3%A9%2B+%22x%27y%260123", "<client_secret>"],
  ["k%2f%c3%a9%2b%20%22x%27y%260123", "<client_secret>"],
  ["k/é+ &quot;x&#39;y&amp;0123", "<client_secret>"],
  ["6b2fc3a92b20227827792630313233", "<client_secret>"],
  ["6B2FC3A92B20227827792630313233", "<client_secret>"],
  ["ay/DqSsgIngneSYwMTIz", "<client_secret>"],
  ["ay_DqSsgIngneSYwMTIz", "<client_secret>"],
  ["eGsvw6krICJ4J3kmMDEyM3k=", "eGsv<client_secret>M3k="],
  ["eGsvw6krICJ4J3kmMDEyM3k", "eGsv<client_secret>M3k"],
  ["eHhrL8OpKyAieCd5JjAxMjN5eQ==", "eHhr<client_secret>MjN5eQ=="],
];

for (const [form, shown] of secretForms)
  test(`the secret is hidden in ${form}`, () => {
    assert.equal(redactor.text(`a ${form} b ${form}`), `a ${shown} b ${shown}`);
  });

test("a secret of another length is hidden at the end of Base64 too, and its short codes are left alone", () => {
  const { text } = createRedactor({ secrets: ["0123456789", "abc", "wxyz"], personal: new Map() });
  assert.equal(text("MDEyMzQ1Njc4OQ== 30313233343536373839"), "<client_secret>OQ== <client_secret>");
  assert.equal(text("YWJj 616263 abc"), "YWJj 616263 <client_secret>");
  assert.equal(text("7778797a 7778797A"), "<client_secret> <client_secret>");
});

test("plus and slash of Base64 are hidden as minus and underscore as well", () => {
  const { text } = createRedactor({ secrets: ["~~~???~~~???"], personal: new Map() });
  assert.equal(text("fn5+Pz8/fn5+Pz8/ fn5-Pz8_fn5-Pz8_"), "<client_secret> <client_secret>");
});

test("a lone surrogate in a secret disturbs nothing", () => {
  const { text } = createRedactor({ secrets: ["a\ud800b"], personal: new Map() });
  assert.equal(text("a\ud800b a%EF%BF%BDb"), "<client_secret> <client_secret>");
});

test("of two names one of which holds the other, the longer is hidden as a whole", () => {
  assert.equal(redactor.text("张三丰、张三"), "张**、张*");
  assert.equal(redactor.text("\\u5f20\\u4e09\\u4e30"), "张**");
  assert.equal(redactor.text("O&#39;Neil &lt;x&gt; O'Neil%20%3Cx%3E"), "O********* O*********");
});

test("what is not to be hidden stays as it is", () => {
  assert.equal(redactor.text("李四 13812345679 k/e"), "李四 13812345679 k/e");
});

test("JSON is hidden in values, keys and numbers, and everything else is the same value", () => {
  const value = parseJson(
    '{"张三":["张三丰",13812345678,1.50,true,null,{"tel:13812345678":"x"}],"id":1902790713142520557,"n":7,"y":113812345678.0}',
  ) as JsonObject;
  assert.equal(
    stringifyJson(redactor.json(value)),
    '{"张*":["张**","138****5678",1.50,true,null,{"tel:138****5678":"x"}],"id":1902790713142520557,"n":7,"y":"1138****5678.0"}',
  );
});

test("the arguments of a sentence keep their kind unless something is hidden in them", () => {
  assert.deepEqual(redactor.args({ n: 3, phone: 13812345678, name: "张三", word: "x" }), {
    n: 3,
    phone: "138****5678",
    name: "张*",
    word: "x",
  });
});

test("headers that open a door lose their value, the others what must not be seen, and equal names are joined", () => {
  assert.deepEqual(
    redactor.headers([
      ["Set-Cookie", "a"],
      ["Set-Cookie", "b"],
      ["x-life-sign", "0f"],
      ["x-note", "张三"],
      ["x-note", secret],
      ["x-张三", "1"],
    ]),
    { "Set-Cookie": "***, ***", "x-life-sign": "0f", "x-note": "张*, <client_secret>", "x-张*": "1" },
  );
});

const doors = [
  ...["Authorization", "proxy-authorization", "cookie", "set-cookie", "access-token", "x-api-key"],
  ...["x-access-token-2", "client-secret", "X-Password"],
];
const noDoors = [
  "x-life-sign",
  "content-type",
  "x-authorization",
  "cookie2",
  "my-cookie",
  "x-api-key-id",
  "not-x-api-key",
];

test("a header whose name speaks of a token, secret, password, cookie or authorization is secret", () => {
  assert.deepEqual(
    doors.filter((name) => !isSecretHeader(name)),
    [],
  );
  assert.deepEqual(noDoors.filter(isSecretHeader), []);
});

const encrypted = { type: "string", "x-encrypted": true };
const schema: JsonObject = {
  properties: {
    phone: encrypted,
    guests: { items: { properties: { license_id: encrypted, name: { type: "string" } } } },
    phones: { items: encrypted },
    plain: { "x-encrypted": false },
  },
};

test("personal texts of a payload are its encrypted fields and its names, each with its mask", () => {
  const plain = parseJson(
    '{"phone":"13812345678","guests":[{"license_id":"E98765432","name":"张三"},{"license_id":"7","name":"李"}],"phones":["12345"],' +
      '"plain":"x1","name":7,"other":{"first_name":"Ann","last_name":"Lee","member_name":"Bo","nick_name":"Zed","name":["王五"]},"note":null}',
  ) as JsonObject;
  assert.deepEqual(
    [...personalTexts(plain, schema)],
    [
      ["13812345678", "138****5678"],
      ["E98765432", "E98****32"],
      ["12345", "123*5"],
      ["张三", "张*"],
      ["Ann", "A**"],
      ["Lee", "L**"],
      ["Bo", "B*"],
    ],
  );
});

test("encrypted fields are changed where they stand, and nothing else is", () => {
  const value = parseJson(
    '{"phone":"1","guests":[{"license_id":"2","name":"n"},7],"phones":["3",4],"plain":"5","more":{"phone":"6"}}',
  );
  const seen: string[] = [];
  const changed = changePersonal(value, schema, (text, pointer) => {
    seen.push(pointer);
    return `<${text}>`;
  });
  assert.equal(
    stringifyJson(changed),
    '{"phone":"<1>","guests":[{"license_id":"<2>","name":"n"},7],"phones":["<3>",4],"plain":"5","more":{"phone":"6"}}',
  );
  assert.deepEqual(seen, ["/phone", "/guests/0/license_id", "/phones/0"]);
  assert.equal(
    changePersonal("1", encrypted, (text, pointer) => `${text}@${pointer}`, "/at"),
    "1@/at",
  );
  assert.equal(
    changePersonal("1", encrypted, (text, pointer) => `${text}@${pointer}`),
    "1@",
  );
  assert.equal(
    changePersonal("1", undefined, () => "x"),
    "1",
  );
  assert.deepEqual(
    changePersonal(["1"], { items: 7 } as JsonObject, () => "x"),
    ["1"],
  );
  assert.deepEqual(
    changePersonal({ toString: "1" }, { properties: {} }, () => "x"),
    { toString: "1" },
  );
});
