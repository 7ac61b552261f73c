import type { CallbackDefinition } from "../../../core/callback.js";
import type { ErrorCode, PlatformCode } from "../../../core/catalogue.js";
import type { JsonObject } from "../../../core/json.js";
import type { OperationDefinition } from "../../../core/operation.js";
import type { Text, TextArgs } from "../../../core/text.js";
import type { CallbackExamples } from "../../../mocks/callback-examples.js";
import { localisedSchema } from "./localised-schema.js";
import { operationItem } from "./operation-item.js";
import { schemaName } from "./schema-name.js";
import { securitySchemes } from "./security.js";
import { webhookItem } from "./webhook-item.js";

export type OpenapiSources = {
  readonly definitions: readonly CallbackDefinition[];
  readonly operations: readonly OperationDefinition[];
  readonly errorCodes: readonly ErrorCode[];
  readonly platformCodes: readonly PlatformCode[];
  /** By callback id. */
  readonly examples: ReadonlyMap<string, CallbackExamples>;
  readonly version: string;
  readonly t: (text: Text, args?: TextArgs) => string;
};

/** The whole catalogue as one OpenAPI 3.1 document: operations are paths, callbacks are webhooks. Pure. */
export function openapiDocument(sources: OpenapiSources): JsonObject {
  const { definitions, operations, version, t } = sources;
  return {
    openapi: "3.1.0",
    info: {
      title: t(texts.title),
      version,
      summary: t(texts.summary),
      description: t(texts.description),
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [
      { url: "https://open.douyin.com", description: t(texts.platform) },
      {
        url: "http://127.0.0.1:{port}",
        description: t(texts.mock),
        variables: { port: { default: "8080", description: t(texts.port) } },
      },
    ],
    tags: [
      { name: "operations", description: t(texts.operations) },
      { name: "callbacks", description: t(texts.callbacks) },
    ],
    paths: Object.fromEntries(operations.map((operation) => [operation.path, operationItem(operation, sources)])),
    webhooks: Object.fromEntries(definitions.map((definition) => [definition.id, webhookItem(definition, sources)])),
    components: {
      schemas: Object.fromEntries(
        [...definitions, ...operations].flatMap((message) =>
          (["request", "response"] as const).map((part) => [
            schemaName(message.id, part),
            localisedSchema(message[part].schema, t),
          ]),
        ),
      ),
      securitySchemes: securitySchemes(t),
    },
  };
}

const texts = {
  title: { zh: "抖音酒店订单回调与接口", en: "Douyin hotel order callbacks and operations" },
  summary: {
    zh: "商家要实现的回调（webhooks）和商家可以调用的开放平台接口（paths）。",
    en: "The callbacks that a merchant serves (webhooks) and the operations that it may call (paths).",
  },
  description: {
    zh: "由 douyin-hotel 的目录导出。金额单位为分；带 x-encrypted 的字段以 AES-256-CBC 加密传输；整数可能超过 2^53，解析时不要丢失精度。",
    en: "Exported from the catalogue of douyin-hotel. Amounts are in 1/100 of the currency unit; fields marked x-encrypted travel encrypted with AES-256-CBC; integers may exceed 2^53, so parse them without losing digits.",
  },
  platform: { zh: "抖音开放平台", en: "Douyin's open platform" },
  mock: { zh: "本机的模拟抖音（douyin-hotel mock douyin）", en: "the local mock (douyin-hotel mock douyin)" },
  port: { zh: "mock douyin 启动时输出的端口", en: "the port that mock douyin prints when it is ready" },
  operations: { zh: "商家调用抖音的接口", en: "What the merchant calls on the platform" },
  callbacks: { zh: "抖音调用商家的回调", en: "What the platform calls on the merchant" },
} satisfies Record<string, Text>;
