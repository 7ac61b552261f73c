import type { JsonObject } from "../../core/json.js";
import { seededRandom } from "../../core/random.js";
import type { Text } from "../../core/text.js";
import { type MerchantApp, merchantApp } from "../../mocks/merchant/app.js";
import { designs, findDesign, type LawfulDesign } from "../../mocks/merchant/designs.js";
import { type Fault, faults, findFault } from "../../mocks/merchant/faults.js";
import { freshSeed } from "../../node/random.js";
import { serve } from "../../node/serve.js";
import { allowedHosts, allowHostFlag } from "../allowed-hosts.js";
import type { Call, CommandModule, Context } from "../command.js";
import { collect, secretFlags } from "../common-flags.js";
import { resolveCredentials } from "../credentials.js";
import type { ExitCode } from "../exit.js";
import { numberFlag } from "../number-flag.js";
import { table } from "../table.js";
import { checkTarget, isLoopback, parseEndpoint } from "../target.js";

export default {
  configure(command, setup) {
    const { t } = setup;
    command
      .option("--port <n>", t({ zh: "监听端口，默认取一个空闲的", en: "port to listen on, default a free one" }))
      .option("--design <name>", t({ zh: "合规商家的一种设计", en: "a lawful design" }))
      .option("--fault <id>", t({ zh: "打开一个故障，可重复", en: "switch a bug on (repeatable)" }), collect)
      .option(
        "--platform <url>",
        t({ zh: "要回调的平台地址（mock douyin）", en: "platform to call back (mock douyin)" }),
      )
      .option("--allow-link-local", t({ zh: "允许链路本地地址", en: "allow link-local addresses" }))
      .option("--list", t({ zh: "列出所有设计和故障", en: "list the designs and faults" }));
    secretFlags(allowHostFlag(command, setup), setup);
  },
  run: (call, context) => (call.options.list === true ? list(call, context) : run(call, context)),
} satisfies CommandModule;

async function run({ options }: Call, context: Context): Promise<ExitCode> {
  const port = numberFlag(options, "port", "--port", { min: 0, max: 65_535 }) ?? 0;
  const active = (Array.isArray(options.fault) ? options.fault : []).map((id) => findFault(String(id)));
  const design = chooseDesign(options.design, active, context);
  const platform = typeof options.platform === "string" ? parseEndpoint(options.platform, "--platform") : undefined;
  if (platform) await checkTarget(platform, context, options);
  const credentials = await resolveCredentials(options, context, { isLoopback: !platform || isLoopback(platform) });
  const app = merchantApp({
    registry: context.registry,
    ...credentials,
    design,
    faults: active,
    random: seededRandom(freshSeed()),
    clock: context.clock,
    ...(platform ? { platform: { url: platform.href, call: (request: Request) => fetch(request) } } : {}),
    onRequest: ({ callback, body }) => {
      if (options.verbose === true) context.note(received, { callback, size: body.byteLength });
    },
  });
  await serveUntilStopped(app, { port, design, active, hosts: allowedHosts(options) }, context);
  return 0;
}

/** A fault that only shows in a certain design brings it along. */
function chooseDesign(name: unknown, active: readonly Fault[], context: Context): LawfulDesign {
  if (typeof name === "string") return findDesign(name);
  const needing = active.find((fault) => fault.design !== undefined);
  if (!needing?.design) return findDesign("reference");
  context.note(designChosen, { fault: needing.id, design: needing.design });
  return findDesign(needing.design);
}

type Running = {
  readonly port: number;
  readonly design: LawfulDesign;
  readonly active: readonly Fault[];
  readonly hosts: readonly string[];
};

async function serveUntilStopped(
  app: MerchantApp,
  { port, design, active, hosts }: Running,
  context: Context,
): Promise<void> {
  const server = await serve((request, connection) => app.fetch(request, connection), {
    port,
    allowedHosts: hosts,
    lang: context.lang,
    onError: (error) => context.warn(failed, { reason: String(error) }),
  });
  try {
    await context.printJson({
      kind: "merchant",
      url: server.url,
      endpoints: Object.fromEntries(context.registry.ids.map((id) => [id, `${server.url}/spi/${id}`])),
      design: design.name,
      faults: active.map(({ id }) => id),
    });
    await aborted(context.signal);
  } finally {
    app.close();
    await server.close();
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}

async function list({ options }: Call, context: Context): Promise<ExitCode> {
  const { t } = context;
  if (options.json === true) {
    await context.printJson({
      designs: designs.map(({ name, title }): JsonObject => ({ name, title: t(title) })),
      faults: faults.map(({ id, title, summary }): JsonObject => ({ id, title: t(title), summary: t(summary) })),
    });
    return 0;
  }
  const shown: readonly (readonly [Text, readonly (readonly string[])[]])[] = [
    [designTitle, designs.map(({ name, title }) => [name, t(title)])],
    [faultTitle, faults.map(({ id, title }) => [id, t(title)])],
  ];
  for (const [title, rows] of shown)
    await context.print(`${table([{ title: t(title) }, { title: "", grows: true }], rows, context)}\n\n`);
  return 0;
}

const designTitle = { zh: "设计（--design）", en: "Design (--design)" };
const faultTitle = { zh: "故障（--fault）", en: "Fault (--fault)" };
const received = { zh: "收到 {callback}，{size} 字节。", en: "Received {callback}, {size} bytes." };
const failed = { zh: "参考商家处理请求时出错：{reason}", en: "The reference merchant failed on a request: {reason}" };
const designChosen = {
  zh: "故障 {fault} 只在设计 {design} 中出现，已采用该设计。",
  en: "The fault {fault} only shows in the design {design}, which is used.",
};
