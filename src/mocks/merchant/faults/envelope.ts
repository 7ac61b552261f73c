import { type JsonObject, stringifyJson } from "../../../core/json.js";
import type { Fault } from "../fault.js";
import { dataOf, onBody, onResponse, onText } from "../hooks.js";
import { textResponse } from "../respond.js";

const everywhere = ["create-order", "cancel-order"];

/** The answer as a whole: not JSON, or not the documented envelope. */
export const envelopeFaults: readonly Fault[] = [
  {
    id: "data-missing",
    title: { zh: "应答没有 data 这一层", en: "Leaves the data level out" },
    summary: {
      zh: "字段直接放在最外层，抖音读不到 data.error_code。",
      en: "The fields stand at the top, where Douyin finds no data.error_code.",
    },
    expected: { rules: ["schema/"], suites: ["create-order"] },
    hooks: onBody(dataOf),
  },
  {
    id: "data-as-string",
    title: { zh: "data 是 JSON 字符串", en: "Sends data as a string of JSON" },
    summary: {
      zh: "data 被序列化了两次，成为字符串而不是对象。",
      en: "data was serialised twice and is a string, not an object.",
    },
    expected: { rules: ["schema/"], suites: ["create-order"] },
    hooks: onBody((body) => ({ data: stringifyJson(dataOf(body)) })),
  },
  {
    id: "body-as-string",
    title: { zh: "整个应答是 JSON 字符串", en: "Sends the whole answer as a JSON string" },
    summary: {
      zh: "控制器返回的字符串又被框架序列化了一次。",
      en: "The controller returns a string and the framework serialises it once more.",
    },
    expected: { rules: ["transport/body-json", "schema/"], suites: ["create-order"] },
    hooks: onText((text) => JSON.stringify(text)),
  },
  {
    id: "answer-in-array",
    title: { zh: "应答是数组", en: "Wraps the answer in an array" },
    summary: { zh: "应答对象外多了一层数组。", en: "The answer object is inside an array." },
    expected: { rules: ["transport/body-json", "schema/"], suites: ["create-order"] },
    hooks: onText((text) => `[${text}]`),
  },
  {
    id: "camel-case-fields",
    title: { zh: "应答字段用驼峰命名", en: "Names the fields in camel case" },
    summary: {
      zh: "序列化配置成了驼峰：errorCode、orderId、orderOutId。",
      en: "The serialiser is set to camel case: errorCode, orderId, orderOutId.",
    },
    expected: { rules: ["schema/"], suites: ["create-order"] },
    hooks: onText((text) => text.replace(/"([a-z]+(?:_[a-z]+)+)":/g, (_, name: string) => `"${camel(name)}":`)),
  },
  {
    id: "code-and-message",
    title: { zh: "用 code、message 代替 error_code、description", en: "Says code and message instead" },
    summary: {
      zh: "沿用了公司内部的统一返回格式。",
      en: "The house format for answers was kept.",
    },
    expected: { rules: ["schema/"], suites: ["create-order"] },
    hooks: onBody((body) => {
      const { error_code: code = 0, description: message = "", ...rest } = dataOf(body);
      return { data: { code, message, ...rest } };
    }),
  },
  {
    id: "trailing-comma",
    title: { zh: "应答 JSON 末尾多一个逗号", en: "Ends its JSON with a comma too many" },
    summary: {
      zh: "应答由模板拼接，最后一个字段后留下了逗号。",
      en: "The answer is put together from a template that leaves a comma after the last field.",
    },
    expected: { rules: ["transport/body-json"], suites: ["create-order"] },
    hooks: onText((text) => text.replace(/\}\}$/, ",}}")),
  },
  {
    id: "brace-missing",
    title: { zh: "应答少一个右花括号", en: "Forgets the last brace" },
    summary: {
      zh: "照抄了文档的响应示例，示例本身就少一个括号。",
      en: "The document's sample answer was copied, which lacks a brace itself.",
    },
    expected: { rules: ["transport/body-json"], suites: ["create-order"] },
    hooks: onText((text) => text.slice(0, -1)),
  },
  {
    id: "debug-output",
    title: { zh: "JSON 后面跟着调试输出", en: "Prints debug output after the JSON" },
    summary: {
      zh: "应答之后又输出了一行日志，例如 PHP 的警告。",
      en: "A line of log follows the answer, such as a PHP warning.",
    },
    expected: { rules: ["transport/body-json"], suites: ["create-order"] },
    hooks: onText((text) => `${text}\nWarning: undefined index in order.php on line 87`),
  },
  {
    id: "single-quotes",
    title: { zh: "应答用单引号", en: "Writes its JSON with single quotes" },
    summary: {
      zh: "直接输出了 Python 字典的字符串形式。",
      en: "The printed form of a Python dictionary is sent.",
    },
    expected: { rules: ["transport/body-json"], suites: ["create-order"] },
    hooks: onText((text) => text.replaceAll('"', "'")),
  },
  {
    id: "byte-order-mark",
    title: { zh: "应答以 BOM 开头", en: "Begins its answers with a byte order mark" },
    summary: {
      zh: "源文件存成了带 BOM 的 UTF-8，三个字节跟着输出。",
      en: "A source file is UTF-8 with a BOM, and its three bytes are printed as well.",
    },
    expected: { rules: ["transport/body-bom"], suites: everywhere },
    hooks: onText((text) => `\ufeff${text}`),
  },
  {
    id: "gbk-bytes",
    title: { zh: "应答是 GBK 编码", en: "Answers in GBK" },
    summary: {
      zh: "description 里的中文按 GBK 输出，不是合法的 UTF-8。",
      en: "The Chinese description is written in GBK, which is not valid UTF-8.",
    },
    expected: { rules: ["transport/body-utf8"], suites: ["create-order"] },
    hooks: onText((_, body) => gbkAnswer(body)),
  },
  {
    id: "duplicate-keys",
    title: { zh: "同一个字段出现两次", en: "Writes a key twice" },
    summary: {
      zh: "基类和子类各输出一次 error_code，前一个是 -1。",
      en: "Base class and subclass each print error_code; the first one is -1.",
    },
    expected: { rules: ["transport/duplicate-key"], suites: everywhere },
    hooks: onText((text) => text.replace('"data":{', '"data":{"error_code":-1,')),
  },
  {
    id: "empty-body",
    title: { zh: "成功时不返回应答体", en: "Answers success with an empty body" },
    summary: {
      zh: "认为 HTTP 200 就代表成功，没有写应答体。",
      en: "HTTP 200 is taken for success, and no body is written.",
    },
    expected: { rules: ["transport/body-empty"], suites: ["create-order"] },
    hooks: onText(() => ""),
  },
  {
    id: "plain-ok",
    title: { zh: "返回纯文本 success", en: "Answers with the plain text success" },
    summary: {
      zh: "照搬了支付回调的习惯，只返回 success。",
      en: "As payment callbacks want it, the answer is the word success.",
    },
    expected: { rules: ["transport/body-json"], suites: ["create-order"] },
    hooks: onResponse(() => textResponse("success", { headers: { "content-type": "text/plain" } })),
  },
  {
    id: "html-page",
    title: { zh: "返回 HTML 页面", en: "Answers with an HTML page" },
    summary: {
      zh: "网关或登录拦截器用一个网页代替了应答，状态码还是 200。",
      en: "A gateway or a login filter answers with a web page, and still with 200.",
    },
    expected: { rules: ["transport/body-json"], suites: ["create-order"] },
    hooks: onResponse(() =>
      textResponse("<!DOCTYPE html><html><head><title>系统维护中</title></head><body>请稍后再试</body></html>", {
        headers: { "content-type": "text/html; charset=utf-8" },
      }),
    ),
  },
  {
    id: "wrong-content-type",
    title: { zh: "Content-Type 是 text/html", en: "Calls its JSON text/html" },
    summary: {
      zh: "应答是 JSON，响应头却是框架默认的 text/html。",
      en: "The answer is JSON under the framework's default, text/html.",
    },
    expected: { rules: ["transport/content-type"], suites: everywhere },
    hooks: onResponse(async (response) =>
      textResponse(await response.text(), {
        status: response.status,
        headers: { "content-type": "text/html; charset=utf-8" },
      }),
    ),
  },
];

function camel(name: string): string {
  return name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** 成功 in GBK is B3 C9 B9 A6. */
function gbkAnswer(body: JsonObject): Uint8Array<ArrayBuffer> {
  const text = stringifyJson({ data: { ...dataOf(body), description: "????" } });
  const bytes = new TextEncoder().encode(text);
  const at = new TextEncoder().encode(text.slice(0, text.indexOf("????"))).length;
  bytes.set([0xb3, 0xc9, 0xb9, 0xa6], at);
  return bytes;
}
