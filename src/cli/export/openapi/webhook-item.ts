import type { CallbackDefinition } from "../../../core/callback.js";
import type { JsonObject } from "../../../core/json.js";
import type { Text } from "../../../core/text.js";
import type { OpenapiSources } from "./document.js";
import { messageFacts, schemaText } from "./message-facts.js";
import { jsonContent } from "./schema-name.js";
import { callbackSecurity } from "./security.js";

/** The path item of a callback that a merchant serves. */
export function webhookItem(
  { id, title, summary, request, idempotencyKey }: CallbackDefinition,
  { errorCodes, examples, t }: Pick<OpenapiSources, "errorCodes" | "examples" | "t">,
): JsonObject {
  const { headers, scope } = messageFacts(request.schema, "x-callback");
  const own = headers.filter(({ name }) => !["content-type", "x-life-sign"].includes(name.toLowerCase()));
  const example = examples.get(id);
  return {
    post: {
      operationId: id,
      tags: ["callbacks"],
      summary: t(title),
      description: t(summary),
      security: callbackSecurity,
      parameters: [
        ...queryParameters.map(({ name, meaning, schema }) => ({
          name,
          in: "query",
          required: true,
          description: t(meaning),
          schema,
        })),
        ...own.map(({ name, meaning }) => ({
          name,
          in: "header",
          required: true,
          description: t(meaning),
          schema: { type: "string" },
        })),
      ],
      requestBody: {
        required: true,
        description: t(schemaText(request.schema, "description")),
        content: jsonContent(id, "request", example ? { example: example.request } : {}),
      },
      responses: {
        "200": {
          description: t(answerText),
          content: jsonContent(id, "response", example ? { example: example.response } : {}),
        },
      },
      "x-idempotency-key": idempotencyKey,
      ...(scope === undefined ? {} : { "x-scope": scope }),
      "x-error-codes": errorCodes
        .filter(({ appliesTo }) => appliesTo.includes(id))
        .map(({ code, meaning, effects, documented, basis }) => ({
          code,
          meaning: t(meaning),
          ...(effects[id] ? { effect: t(effects[id]) } : {}),
          documented,
          basis,
        })),
    },
  };
}

const queryParameters: readonly { readonly name: string; readonly meaning: Text; readonly schema: JsonObject }[] = [
  {
    name: "client_key",
    meaning: {
      zh: "密钥所属应用的 client_key，参与两种签名。",
      en: "client_key of the app that the secret belongs to; part of both signatures.",
    },
    schema: { type: "string" },
  },
  {
    name: "timestamp",
    meaning: { zh: "毫秒时间戳，参与两种签名。", en: "Milliseconds since the epoch; part of both signatures." },
    schema: { type: "string", pattern: "^[0-9]+$" },
  },
];

const answerText = {
  zh: "接受和拒绝都用 HTTP 200，结果看 data.error_code。",
  en: "HTTP 200 for acceptance and refusal alike; data.error_code tells which.",
};
