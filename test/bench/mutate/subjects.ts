/** The sources that a word stands for, and the tests that must notice a change of them: quick ones first. */
export type Subject = { readonly files: readonly string[]; readonly tests: readonly string[] };

export const subjects: Readonly<Record<string, Subject>> = {
  sign: {
    files: ["sign", "digest", "query", "verify"].map(inEngine),
    tests: ["test/engine/sign.test.ts", "test/engine/verify.test.ts"],
  },
  cipher: { files: ["src/engine/cipher.ts"], tests: ["test/engine/cipher.test.ts"] },
  json: { files: ["src/core/json.ts"], tests: ["test/core/json.test.ts"] },
  "json-text": {
    files: ["json-text", "json-tree", "json-mistake", "line-column"].map((name) => `src/core/${name}.ts`),
    tests: ["test/core/json-text.test.ts", "test/core/json-suite.test.ts"],
  },
  "json-edit": { files: ["src/core/json-edit.ts"], tests: ["test/core/json-edit.test.ts"] },
  "json-form": { files: ["src/core/json-form.ts"], tests: ["test/core/json-form.test.ts"] },
  retry: {
    files: ["retry", "retry-policies", "series", "series-ending"].map(inEngine),
    tests: ["test/engine/retry.test.ts", "test/engine/series-ending.test.ts", "test/engine/series.test.ts"],
  },
  judge: {
    files: [
      ...["judge", "settle-findings", "scope", "verdict", "platform", "forgery-rules", "schema-rules"].map(inEngine),
      ...["judge-schema", "judge-envelope", "view", "mistakes", "messages", "field-name"].map(inSchema),
      ...["answered", "body-rules", "broken-body", "connection-rules", "encoding-guess"].map(inTransport),
      ...["form-rules", "html-page", "status-rules", "time-rules"].map(inTransport),
    ],
    tests: [
      "test/engine/findings.test.ts",
      "test/engine/judge-settings.test.ts",
      "test/engine/verdicts/scope.test.ts",
      "test/engine/verdicts/transport.test.ts",
      "test/engine/schema.test.ts",
      "test/engine/judge-fixtures.test.ts",
      "test/engine/verdicts/create-order.test.ts",
      "test/engine/verdicts/cancel-order.test.ts",
      "test/engine/platform.test.ts",
    ],
  },
  redact: {
    files: ["src/engine/redact.ts", "src/engine/personal-fields.ts"],
    tests: ["test/engine/redact.test.ts"],
  },
};

function inEngine(name: string): string {
  return `src/engine/${name}.ts`;
}

function inSchema(name: string): string {
  return `src/engine/schema/${name}.ts`;
}

function inTransport(name: string): string {
  return `src/engine/transport/${name}.ts`;
}
