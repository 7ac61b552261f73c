import type { Settings } from "../../../config/settings.js";
import type { Context } from "../../command.js";

export type Project = {
  readonly callback: string;
  readonly endpoint: string;
  readonly clientKey: string;
  readonly merchant: Settings["merchant"];
  readonly readings: Settings["readings"];
  readonly version: string;
  readonly t: Context["t"];
};

/** The Artillery that still runs on Node 20. */
const artilleryVersion = "2.0.21";

export function packageJson({ version }: Project): string {
  const manifest = {
    name: "douyin-hotel-load",
    private: true,
    type: "module",
    scripts: { load: "artillery run artillery.yml" },
    dependencies: { artillery: artilleryVersion, "douyin-hotel": `^${version}` },
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/** Douyin's stress test as phases; the processor decides body, headers and URL of every request. */
export function scenario({ endpoint }: Project): string {
  return `config:
  target: ${JSON.stringify(new URL(endpoint).origin)}
  processor: ./processor.mjs
  http:
    timeout: 5
  phases:
    - { duration: 100, arrivalRate: 50 }
    - { duration: 100, arrivalRate: 150 }
    - { duration: 100, arrivalRate: 300 }
  plugins:
    ensure: {}
  ensure:
    thresholds:
      - http.response_time.p99: 1000
scenarios:
  - flow:
      - post:
          url: /
          beforeRequest: signOrder
          afterResponse: readAnswer
`;
}

export function readme({ t }: Project): string {
  return t({
    zh: `# 分布式压测工程

用 [Artillery](https://www.artillery.io) 从一台或多台机器压测商家服务。每个请求都是一笔不同的订单，由 \`processor.mjs\` 调用 douyin-hotel 生成、加密并签名。

\`\`\`sh
PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm install
export DOUYIN_CLIENT_KEY=… DOUYIN_CLIENT_SECRET=… DOUYIN_HOTEL_ENDPOINT=https://…
npx artillery run artillery.yml            # 本机
npx artillery run-fargate artillery.yml    # 多台机器，需要自己的 AWS 账号
\`\`\`

没有设置 DOUYIN_CLIENT_KEY 时使用导出时配置里的 client_key。没有设置 DOUYIN_CLIENT_SECRET 时使用演示密钥，并且只向本机发送。\`artillery.yml\` 里的 phases 就是抖音验收压测的三级（50、150、300 QPS，每级 100 秒），请求头带 X-Stress-Tag: 1。
`,
    en: `# A project for distributed load

[Artillery](https://www.artillery.io) drives the merchant's service from one machine or many. Every request is another order; \`processor.mjs\` makes, encrypts and signs it with douyin-hotel.

\`\`\`sh
PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm install
export DOUYIN_CLIENT_KEY=… DOUYIN_CLIENT_SECRET=… DOUYIN_HOTEL_ENDPOINT=https://…
npx artillery run artillery.yml            # this machine
npx artillery run-fargate artillery.yml    # many machines, with an AWS account of your own
\`\`\`

Without DOUYIN_CLIENT_KEY the client_key is the one of the config when this project was written. Without DOUYIN_CLIENT_SECRET the demo secret is used, and nothing is sent beyond this machine. The phases in \`artillery.yml\` are Douyin's stress test before going live (50, 150 and 300 requests a second, 100 s each), and requests carry X-Stress-Tag: 1.
`,
  });
}
