import type { Text } from "../core/text.js";
import type { CommandModule } from "./command.js";

export type ManifestEntry = {
  /** One word, or two for a command of a group (`mock douyin`). */
  readonly name: string;
  readonly usage: string;
  readonly summary: Text;
  readonly load: () => Promise<{ readonly default: CommandModule }>;
};

/** Every command, in the order of `--help`. Loading is lazy: the help text needs nothing but this list. */
export const manifest: readonly ManifestEntry[] = [
  {
    name: "send",
    usage: "<callback>",
    summary: {
      zh: "生成一笔订单回调，加密、签名、发送，并判断应答",
      en: "generate one payload, encrypt, sign and POST it, judge the answer",
    },
    load: () => import("./commands/send.js"),
  },
  {
    name: "generate",
    usage: "<callback>",
    summary: {
      zh: "输出请求体（一条，或用 --count 成批输出 NDJSON）",
      en: "print payloads (one, or --count N as NDJSON)",
    },
    load: () => import("./commands/generate.js"),
  },
  {
    name: "validate",
    usage: "<callback> [file]",
    summary: { zh: "判断一份保存下来的应答或整次收发记录", en: "judge a saved answer, or a whole saved exchange" },
    load: () => import("./commands/validate.js"),
  },
  {
    name: "test",
    usage: "",
    summary: {
      zh: "对商家运行契约用例并出报告，用于 CI",
      en: "run the contract cases against a merchant and report; for CI",
    },
    load: () => import("./commands/test.js"),
  },
  {
    name: "build",
    usage: "[callback]",
    summary: { zh: "一问一答地构造请求体", en: "build a payload by answering questions" },
    load: () => import("./commands/build.js"),
  },
  {
    name: "sign",
    usage: "[file]",
    summary: { zh: "计算请求体的两种签名", en: "compute both signatures of a request body" },
    load: () => import("./commands/sign.js"),
  },
  {
    name: "verify",
    usage: "[file]",
    summary: { zh: "校验收到的请求的签名，并解释不一致的原因", en: "check a captured request and explain a mismatch" },
    load: () => import("./commands/verify.js"),
  },
  {
    name: "encrypt",
    usage: "[value]",
    summary: { zh: "加密一个敏感字段", en: "encrypt a personal field" },
    load: () => import("./commands/encrypt.js"),
  },
  {
    name: "decrypt",
    usage: "[value]",
    summary: { zh: "解密一个敏感字段", en: "decrypt a personal field" },
    load: () => import("./commands/decrypt.js"),
  },
  {
    name: "catalog",
    usage: "[what] [callback]",
    summary: {
      zh: "浏览回调、字段、错误码、规则、用例、冲突和变体",
      en: "browse callbacks, fields, errors, rules, cases, conflicts, variants",
    },
    load: () => import("./commands/catalog.js"),
  },
  {
    name: "explain",
    usage: "<id>",
    summary: {
      zh: "完整说明一条规则、用例、错误码、字段、冲突或退出码",
      en: "one rule, case, error code, field, conflict or exit code in full",
    },
    load: () => import("./commands/explain.js"),
  },
  {
    name: "mock douyin",
    usage: "",
    summary: {
      zh: "启动模拟抖音：接口、订单生命周期、向商家发送回调",
      en: "run the mock Douyin: operations, order life cycle, callbacks to the merchant",
    },
    load: () => import("./commands/mock-douyin.js"),
  },
  {
    name: "mock merchant",
    usage: "",
    summary: { zh: "启动参考商家服务", en: "run the reference merchant as a server" },
    load: () => import("./commands/mock-merchant.js"),
  },
  {
    name: "order",
    usage: "<action> [order-id]",
    summary: {
      zh: "在运行中的模拟抖音上下单、支付、取消、查看订单（create|pay|cancel|show|list）",
      en: "drive an order on a running mock douyin (create|pay|cancel|show|list)",
    },
    load: () => import("./commands/order.js"),
  },
  {
    name: "log",
    usage: "[id]",
    summary: { zh: "列出或查看收发日志", en: "list or show the journal of exchanges" },
    load: () => import("./commands/log.js"),
  },
  {
    name: "resend",
    usage: "<id>",
    summary: { zh: "重新发送日志中的一次请求", en: "send an exchange of the journal again" },
    load: () => import("./commands/resend.js"),
  },
  {
    name: "export",
    usage: "<kind>",
    summary: {
      zh: "导出：openapi（OpenAPI 3.1 文档）或 artillery（分布式压测工程）",
      en: "export: openapi (an OpenAPI 3.1 document) or artillery (a project for distributed load)",
    },
    load: () => import("./commands/export.js"),
  },
  {
    name: "load",
    usage: "<callback|mix>",
    summary: {
      zh: "按速率压测：每个请求都不同、都签名，每个应答都判断",
      en: "drive many orders at a rate; every request unique and signed, every answer judged",
    },
    load: () => import("./commands/load.js"),
  },
  {
    name: "selftest",
    usage: "",
    summary: {
      zh: "用参考商家检验本工具自己：合规设计无误报，每个故障都被抓住",
      en: "hold the cases against the reference merchant: no false alarm, every fault caught",
    },
    load: () => import("./commands/selftest.js"),
  },
  {
    name: "init",
    usage: "",
    summary: { zh: "写出配置文件和 CI 工作流", en: "write a config file and a CI workflow" },
    load: () => import("./commands/init.js"),
  },
  {
    name: "config show",
    usage: "",
    summary: {
      zh: "生效的设置及其来源，密钥不显示",
      en: "the settings in force and where each came from, secrets masked",
    },
    load: () => import("./commands/config-show.js"),
  },
  {
    name: "completion",
    usage: "<shell>",
    summary: { zh: "输出 shell 补全脚本", en: "completion script for bash, zsh, fish or PowerShell" },
    load: () => import("./commands/completion.js"),
  },
];
