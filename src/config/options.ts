import type { JsonValue } from "../core/json.js";
import type { Text } from "../core/text.js";

/** A setting: its key in the config file, where else it may come from, and what it is without any source. */
export type SettingOption = {
  readonly key: string;
  readonly fallback: JsonValue;
  readonly env?: string;
  readonly flag?: string;
  readonly title: Text;
  /** A map whose keys are the user's own; merged as a whole. */
  readonly isMap?: boolean;
};

/** Every setting once. The config schema describes the same keys; a test holds the two together. */
export const settingOptions: readonly SettingOption[] = [
  { key: "merchant.mode", fallback: "one-step", title: { zh: "交易模式", en: "trade mode" } },
  { key: "merchant.confirm", fallback: "any", title: { zh: "接单方式", en: "how orders are confirmed" } },
  { key: "merchant.cancel", fallback: "any", title: { zh: "取消审核方式", en: "how audits are answered" } },
  { key: "merchant.mainland", fallback: true, title: { zh: "中国大陆商家", en: "merchant in mainland China" } },
  {
    key: "merchant.refusalTrusted",
    fallback: false,
    title: { zh: "拒绝取消是否被平台采信（加白）", en: "whether a refusal is trusted (allow-listed)" },
  },
  { key: "merchant.variants", fallback: null, title: { zh: "接受的订单类型", en: "kinds of order it takes" } },
  { key: "merchant.ratePlanIds", fallback: null, title: { zh: "真实的售卖房型 ID", en: "real rate plan ids" } },
  { key: "merchant.confirmWithin", fallback: "60m", title: { zh: "异步接单时限", en: "deadline of an async confirm" } },
  { key: "merchant.auditWithin", fallback: "60m", title: { zh: "取消审核时限", en: "deadline of an audit" } },
  {
    key: "merchant.overrides",
    fallback: {},
    isMap: true,
    title: { zh: "每个请求体的固定改动", en: "changes to every payload" },
  },
  {
    key: "merchant.provoke",
    fallback: {},
    isMap: true,
    title: { zh: "如何引出各错误码", en: "how to provoke each code" },
  },
  { key: "endpoints", fallback: {}, isMap: true, title: { zh: "回调地址", en: "callback endpoints" } },
  { key: "targets", fallback: [], title: { zh: "允许的目标主机", en: "allowed target hosts" } },
  {
    key: "clientKey",
    fallback: null,
    env: "DOUYIN_CLIENT_KEY",
    flag: "clientKey",
    title: { zh: "应用 client_key", en: "app client_key" },
  },
  {
    key: "clientSecretEnv",
    fallback: null,
    title: { zh: "存放密钥的环境变量名", en: "variable that holds the secret" },
  },
  {
    key: "clientSecretFile",
    fallback: null,
    flag: "clientSecretFile",
    title: { zh: "存放密钥的文件", en: "file that holds the secret" },
  },
  {
    key: "timeoutMs",
    fallback: 5000,
    flag: "timeout",
    title: { zh: "整次收发的时限（毫秒）", en: "deadline of one exchange (ms)" },
  },
  { key: "reading", fallback: "documented", title: { zh: "重试规则的读法", en: "reading of the retry rule" } },
  { key: "severities", fallback: {}, isMap: true, title: { zh: "规则级别的改动", en: "changed severities" } },
  { key: "reporters", fallback: [], title: { zh: "报告", en: "reports" } },
  { key: "cases", fallback: [], title: { zh: "自己的用例文件", en: "case files of your own" } },
  { key: "retry", fallback: {}, isMap: true, title: { zh: "自定义重试策略", en: "own retry policies" } },
  {
    key: "readings",
    fallback: {},
    isMap: true,
    title: { zh: "文档冲突的读法", en: "readings of the documents' conflicts" },
  },
  {
    key: "lang",
    fallback: null,
    env: "DOUYIN_HOTEL_LANG",
    flag: "lang",
    title: { zh: "输出语言", en: "output language" },
  },
];
