import assert from "node:assert/strict";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { Validator } from "@seriousme/openapi-schema-validator";
import { Ajv2020, type AnySchema } from "ajv/dist/2020.js";
import ajvFormats from "ajv-formats";
import { parse } from "yaml";
import { runMain } from "../../support/fake-console.js";

type Message = { readonly content: { readonly "application/json": { readonly example?: unknown } } };
type Item = {
  readonly post: {
    readonly operationId: string;
    readonly requestBody: Message;
    readonly responses: { readonly "200": Message };
    readonly security: readonly unknown[];
    readonly "x-error-codes": readonly { readonly code: number }[];
  };
};
type Document = {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Item>>;
  readonly webhooks: Readonly<Record<string, Item>>;
  readonly components: { readonly schemas: Readonly<Record<string, AnySchema>> };
};

async function exported(...args: readonly string[]): Promise<Document> {
  const { code, stdout } = await runMain(["export", "openapi", ...args]);
  assert.equal(code, 0);
  return JSON.parse(stdout) as Document;
}

test("a public validator takes the document as OpenAPI 3.1, in either language", async () => {
  for (const lang of ["zh", "en"]) {
    const validator = new Validator();
    const result = await validator.validate((await exported("--lang", lang)) as never);
    assert.deepEqual([result.errors, result.valid, validator.version], [undefined, true, "3.1"]);
  }
});

test("the validator looks into webhooks and schemas", async () => {
  const document = structuredClone(await exported()) as never as Record<string, Record<string, Record<string, object>>>;
  Object.assign(document.webhooks?.["create-order"]?.post ?? {}, { responses: [] });
  assert.equal((await new Validator().validate(document)).valid, false);
});

test("operations are paths and callbacks are webhooks", async () => {
  const { paths, webhooks } = await exported();
  assert.deepEqual(
    Object.entries(paths).map(([path, { post }]) => [path, post.operationId, post.security]),
    [
      ["/oauth/client_token/", "client-token", []],
      ["/goodlife/v1/trip/trade/hotel/order/confirm/", "confirm-order", [{ accessToken: [] }]],
      ["/goodlife/v1/trip/trade/hotel/cancel/audit/", "cancel-audit", [{ accessToken: [] }]],
      ["/goodlife/v1/trip/trade/hotel/booking/audit/notify/", "check-in-out", [{ accessToken: [] }]],
    ],
  );
  assert.deepEqual(Object.keys(webhooks), ["create-order", "cancel-order"]);
  assert.ok(webhooks["create-order"]?.post["x-error-codes"].some(({ code }) => code === 100));
});

test("every schema compiles and takes the examples", async () => {
  const { components, webhooks } = await exported();
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  ajvFormats.default(ajv);
  const mistakes = Object.entries(components.schemas).map(([name, schema]) => ajv.addSchema(schema, name) && name);
  assert.equal(mistakes.length, 12);
  for (const name of mistakes) assert.equal(typeof ajv.getSchema(name), "function", name);
  const checks = [
    ["CreateOrderRequest", webhooks["create-order"]?.post.requestBody],
    ["CreateOrderResponse", webhooks["create-order"]?.post.responses["200"]],
    ["CancelOrderRequest", webhooks["cancel-order"]?.post.requestBody],
    ["CancelOrderResponse", webhooks["cancel-order"]?.post.responses["200"]],
  ] as const;
  for (const [name, message] of checks) {
    const example = message?.content["application/json"].example;
    assert.equal(typeof example, "object", name);
    assert.equal(ajv.validate(name, example), true, `${name}: ${ajv.errorsText()}`);
  }
});

test("the cancel of the examples is about the order of the create, under the merchant's own id", async () => {
  const { webhooks } = await exported();
  type Ids = { order_id: string; order_out_id: string };
  const example = (id: string) => webhooks[id]?.post.requestBody.content["application/json"].example as Ids;
  const answer = webhooks["create-order"]?.post.responses["200"].content["application/json"].example as { data: Ids };
  assert.equal(example("cancel-order").order_id, example("create-order").order_id);
  assert.equal(example("cancel-order").order_out_id, answer.data.order_out_id);
});

test("the same command gives the same bytes", async () => {
  const [first, second] = [await runMain(["export", "openapi"]), await runMain(["export", "openapi"])];
  assert.equal(first.stdout, second.stdout);
});

test("each language has its own sentences and none of the other's", async () => {
  const [zh, en] = [JSON.stringify(await exported("--lang", "zh")), JSON.stringify(await exported("--lang", "en"))];
  assert.match(zh, /抖音订单ID/);
  assert.match(en, /Douyin order id/);
  assert.doesNotMatch(zh, /Douyin order id/);
  const withoutExamples = JSON.stringify(await exported("--lang", "en"), (key, value) =>
    key === "example" ? undefined : value,
  );
  assert.deepEqual(withoutExamples.match(/\p{Script=Han}+/gu), null);
});

test("a file gets the document and stdout nothing; a name ending in .yaml gets YAML", async () => {
  const folder = mkdtempSync(join(tmpdir(), "openapi-"));
  const json = await runMain(["export", "openapi", "--out", join(folder, "api.json")]);
  const yaml = await runMain(["export", "openapi", "--out", join(folder, "api.yaml")]);
  assert.deepEqual([json.code, json.stdout, yaml.code, yaml.stdout], [0, "", 0, ""]);
  const read = (name: string) => readFileSync(join(folder, name), "utf8");
  assert.deepEqual(parse(read("api.yaml")), JSON.parse(read("api.json")));
});

test("a misspelt kind names the nearest one and runs nothing", async () => {
  const { code, stdout, stderr } = await runMain(["export", "opanapi", "--lang", "en"]);
  assert.deepEqual([code, stdout], [2, ""]);
  assert.match(stderr, /nearest one is openapi/);
});
