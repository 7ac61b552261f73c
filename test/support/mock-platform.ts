import type { TestContext } from "node:test";
import { callbacks } from "../../src/callbacks/registry.js";
import { defaultMerchantFacts } from "../../src/core/exchange.js";
import { isObject, type JsonObject, parseJson } from "../../src/core/json.js";
import { seededRandom } from "../../src/core/random.js";
import { documentedPolicy } from "../../src/engine/retry-policies.js";
import { merchantApp } from "../../src/mocks/merchant/app.js";
import { findDesign } from "../../src/mocks/merchant/designs.js";
import { type MockPlatform, openMockPlatform } from "../../src/mocks/platform/mock-platform.js";
import { type PlatformServer, type PlatformServerOptions, platformServer } from "../../src/mocks/platform/server.js";
import { realClock } from "../../src/node/clock.js";
import { operations } from "../../src/operations/registry.js";
import { appTransport, type FetchApp } from "./app-transport.js";
import { clientKey, clientSecret } from "./platform.js";

export type TestMock = {
  readonly platform: MockPlatform;
  readonly server: PlatformServer;
  /** Asks the control API with the right token. */
  control(method: string, path: string, body?: JsonObject | string): Promise<Asked>;
};

export type Asked = { readonly status: number; readonly json: JsonObject; readonly response: Response };

export const controlToken = "test-control-token";

/** The mock platform with everything that it answers, and the reference merchant (or `answer`) behind it, in this process. */
export async function openTestMock(
  t: Pick<TestContext, "after">,
  options: { readonly design?: string; readonly answer?: FetchApp } & Pick<PlatformServerOptions, "page"> = {},
): Promise<TestMock> {
  const clock = realClock();
  const random = seededRandom("mock");
  const merchant = merchantApp({
    registry: callbacks,
    clientKey,
    clientSecret,
    design: findDesign(options.design ?? "reference"),
    random: random.fork("merchant"),
    clock,
  });
  const platform = await openMockPlatform({
    registry: callbacks,
    operations,
    settings: {
      clientKey,
      clientSecret,
      endpoints: Object.fromEntries(callbacks.ids.map((id) => [id, `http://merchant.localhost/spi/${id}`])),
      merchant: defaultMerchantFacts,
      reading: "documented",
      severities: {},
      readings: {},
      policy: documentedPolicy,
      timeScale: 1,
      payWithinMs: undefined,
      timeoutMs: 5000,
      insecure: false,
      headers: [],
    },
    clock,
    random,
    transport: appTransport(options.answer ?? ((request) => merchant.fetch(request)), clock),
    lang: "en",
    onError(error) {
      throw error;
    },
  });
  t.after(() => platform.close());
  const server = platformServer(platform, {
    control: { token: controlToken, lang: "en", about: { kind: "douyin" }, clock },
    ...(options.page ? { page: options.page } : {}),
  });
  const control: TestMock["control"] = async (method, path, body) => {
    const response = await server.fetch(
      new Request(`http://platform.localhost/_control${path}`, {
        method,
        headers: { authorization: `Bearer ${controlToken}` },
        ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
      }),
    );
    const json = parseJson(await response.text());
    return { status: response.status, json: isObject(json) ? json : {}, response };
  };
  return { platform, server, control };
}
