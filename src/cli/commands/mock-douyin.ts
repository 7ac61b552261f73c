import { randomBytes } from "node:crypto";
import type { MerchantFacts } from "../../core/exchange.js";
import type { JsonObject } from "../../core/json.js";
import { utcText } from "../../core/moment.js";
import { faultNames, parseFaultFlag } from "../../mocks/platform/faults.js";
import { operations } from "../../operations/registry.js";
import { allowedHosts, allowHostFlag } from "../allowed-hosts.js";
import type { Call, CommandModule, Context } from "../command.js";
import { collect, secretFlags } from "../common-flags.js";
import { resolveCredentials } from "../credentials.js";
import type { ExitCode } from "../exit.js";
import { merchantEndpoints } from "../mock/endpoints.js";
import { openMockState } from "../mock/open-state.js";
import { platformSettings } from "../mock/platform-settings.js";
import { runPlatform } from "../mock/run-platform.js";
import { numberFlag } from "../number-flag.js";
import { table } from "../table.js";
import { isLoopback } from "../target.js";

export default {
  configure(command, setup) {
    const { t } = setup;
    command
      .option("--port <n>", t({ zh: "监听端口，默认取一个空闲的", en: "port to listen on, default a free one" }))
      .option(
        "-e, --endpoint <callback=url>",
        t({
          zh: "商家接口地址，可重复；不带回调名则接收全部回调",
          en: "the merchant's endpoint (repeatable); without a callback's name it takes all of them",
        }),
        collect,
      )
      .option(
        "--time-scale <n>",
        t({
          zh: "平台的等待（期限、重试）除以 n，默认 1；令牌有效期和调用限额不变",
          en: "divide the platform's waits (deadlines, retries) by n, default 1; never token life or call limits",
        }),
      )
      .option(
        "--fault <operation=list>",
        t({
          zh: "让接口按名字出错，如 confirm-order=503x2,delay:3s，可重复（见 --list）",
          en: "named failures of an operation, such as confirm-order=503x2,delay:3s (repeatable; see --list)",
        }),
        collect,
      )
      .option(
        "--retry <policy>",
        t({
          zh: "重试策略：documented、observed、none 或配置里的名字",
          en: "retry policy: documented, observed, none, or one of the config",
        }),
      )
      .option(
        "--pay-within <duration>",
        t({ zh: "未支付多久后取消订单，如 30m，默认不取消", en: "cancel an order unpaid for so long, such as 30m" }),
      )
      .option("--design <name>", t({ zh: "内置参考商家的设计", en: "design of the built-in merchant" }))
      .option("--ephemeral", t({ zh: "不保存状态，也不读取上次的", en: "keep no state, and read none" }))
      .option(
        "--timeout <ms>",
        t({ zh: "一次回调的时限，默认 5000（假定）", en: "deadline of a callback, default 5000" }),
      )
      .option(
        "--header <header>",
        t({ zh: "回调附加请求头 'Name: value'，可重复", en: "add a header to callbacks (repeatable)" }),
        collect,
      )
      .option("--insecure", t({ zh: "不校验 TLS 证书", en: "skip TLS checks" }))
      .option("--allow-link-local", t({ zh: "允许链路本地地址", en: "allow link-local addresses" }))
      .option("--list", t({ zh: "列出接口和平台故障", en: "list the operations and the failures" }));
    secretFlags(allowHostFlag(command, setup), setup);
  },
  run: (call, context) => (call.options.list === true ? list(call, context) : run(call, context)),
} satisfies CommandModule;

async function run(call: Call, context: Context): Promise<ExitCode> {
  const { options } = call;
  const port = numberFlag(options, "port", "--port", { min: 0, max: 65_535 }) ?? 0;
  const named = (Array.isArray(options.fault) ? options.fault : []).map(String);
  const faults = named.flatMap((text) => parseFaultFlag(text, operations.ids));
  const hosts = allowedHosts(options);
  const endpoints = await merchantEndpoints(options, context);
  const isLocal = Object.values(endpoints).every(isLoopback);
  const credentials = await resolveCredentials(options, context, { isLoopback: isLocal });
  const settings = await platformSettings(call, context, credentials);
  const state = await openMockState(options.ephemeral === true, context, [credentials.clientSecret]);
  try {
    await runPlatform({
      port,
      settings,
      endpoints: Object.fromEntries(Object.entries(endpoints).map(([id, url]) => [id, url.href])),
      credentials,
      design: typeof options.design === "string" ? options.design : usualDesign[settings.merchant.mode],
      faults,
      namedFaults: named,
      token: randomBytes(24).toString("base64url"),
      pageToken: randomBytes(24).toString("base64url"),
      hosts,
      startedAt: utcText(context.clock.now()),
      state,
      context,
    });
  } finally {
    state.close();
  }
  return 0;
}

/** Of the built-in merchant, so that it fits the mode in force. */
const usualDesign: Readonly<Record<MerchantFacts["mode"], string>> = {
  "one-step": "reference",
  "two-step": "two-step",
};

async function list({ options }: Call, context: Context): Promise<ExitCode> {
  const { t } = context;
  const definitions = await Promise.all(operations.ids.map((id) => operations.load(id)));
  if (options.json === true) {
    await context.printJson({
      operations: definitions.map(({ id, title, method, path }): JsonObject => ({ id, title: t(title), method, path })),
      faults: faultNames.map(({ name, title }): JsonObject => ({ name, title: t(title) })),
    });
    return 0;
  }
  const operationRows = definitions.map(({ id, path, title }) => [id, path, t(title)]);
  const faultRows = faultNames.map(({ name, title }) => [name, t(title)]);
  const columns = [{ title: t(titles.operation) }, { title: t(titles.path) }, { title: "", grows: true }];
  await context.print(`${table(columns, operationRows, context)}\n\n`);
  await context.print(`${table([{ title: t(titles.fault) }, { title: "", grows: true }], faultRows, context)}\n`);
  return 0;
}

const titles = {
  operation: { zh: "接口", en: "Operation" },
  path: { zh: "路径", en: "Path" },
  fault: { zh: "故障（--fault，或请求头 X-Mock-Fault）", en: "Failure (--fault, or the header X-Mock-Fault)" },
};
