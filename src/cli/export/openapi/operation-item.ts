import type { JsonObject } from "../../../core/json.js";
import type { OperationDefinition } from "../../../core/operation.js";
import type { OpenapiSources } from "./document.js";
import { messageFacts, schemaText } from "./message-facts.js";
import { jsonContent } from "./schema-name.js";
import { accessTokenHeader } from "./security.js";

/** The path item of a call that a merchant makes. */
export function operationItem(
  { id, title, request, response }: OperationDefinition,
  { platformCodes, t }: Pick<OpenapiSources, "platformCodes" | "t">,
): JsonObject {
  const { headers, envelope } = messageFacts(request.schema, "x-operation");
  const isTokenNeeded = headers.some(({ name }) => name === accessTokenHeader);
  const own = headers.filter(({ name }) => name !== accessTokenHeader && name.toLowerCase() !== "content-type");
  const codes = platformCodes.filter(({ operations }) => operations.includes(id));
  return {
    post: {
      operationId: id,
      tags: ["operations"],
      summary: t(title),
      description: t(schemaText(request.schema, "description")),
      security: isTokenNeeded ? [{ accessToken: [] }] : [],
      ...(own.length === 0
        ? {}
        : {
            parameters: own.map(({ name, isRequired, meaning }) => ({
              name,
              in: "header",
              required: isRequired,
              description: t(meaning),
              schema: { type: "string" },
            })),
          }),
      requestBody: { required: true, content: jsonContent(id, "request") },
      responses: {
        "200": {
          description: t(envelope ?? schemaText(response.schema, "description")),
          content: jsonContent(id, "response"),
        },
      },
      "x-error-codes": codes.map(({ code, meaning, mayRetry, basis }) => ({
        code,
        meaning: t(meaning),
        mayRetry,
        basis,
      })),
    },
  };
}
