import { spawn } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { startMockMerchant } from "../support/child-server.js";
import { newFolder, root } from "./parcel.js";
import { countPoints } from "./points.js";

/**
 * Every socket call of the built program, seen by strace: nothing is reached but the target that was named, and the servers listen
 * on loopback only. `npm run build && npm run proof:traced`: one line per command; the figure comes last. Four programs that do
 * reach elsewhere prove that it would be seen.
 */
const bin = join(root, "bin/douyin-hotel.js");
const folder = newFolder();
const answer = join(folder, "answer.json");
writeFileSync(answer, '{"data":{"error_code":0,"cancel_mode":2}}');

type Address = string;
type Traced = {
  readonly code: number | null;
  readonly reached: readonly Address[];
  readonly bound: readonly Address[];
};

const merchant = await startMockMerchant({ PATH: process.env.PATH, HOME: newFolder(), DOUYIN_HOTEL_LANG: "en" });
const address = new URL(merchant.url).host;
const target = `${merchant.url}/spi/`;
const both = ["-e", `create-order=${target}create-order`, "-e", `cancel-order=${target}cancel-order`];
/** Arguments, whether the target is to be reached, and whether it is a server that is stopped once it listens. */
const commands: readonly (readonly [args: readonly string[], isSent: boolean, isServer?: boolean])[] = [
  [["--version"], false],
  [["--help"], false],
  [["generate", "create-order"], false],
  [["generate", "cancel-order", "--count", "20"], false],
  [["validate", "cancel-order", answer], false],
  [["catalog", "rules"], false],
  [["send", "create-order"], false],
  [["send", "create-order", "-e", `${target}create-order`], true],
  [["send", "cancel-order", "-e", `${target}cancel-order`, "--json"], true],
  [["send", "cancel-order", "-e", `${target}cancel-order`, "--curl"], false],
  [["log"], false],
  [["test", "--only", "error-codes/*"], false],
  [["test", "--only", "create-order/*", ...both], true],
  [["load", "create-order", "-e", `${target}create-order`, "--duration", "2s", "--rate", "50"], true],
  [["mock", "douyin"], false, true],
  [["mock", "merchant"], false, true],
];
const canaries: readonly string[] = [
  `import{connect}from"node:net";connect(9,"127.0.0.1").on("error",()=>{})`,
  `import{createSocket}from"node:dgram";const s=createSocket("udp4");s.send("x",9,"127.0.0.1",()=>s.close())`,
  `import{lookup}from"node:dns";lookup("telemetry.invalid",()=>{})`,
  `import{createServer}from"node:net";const s=createServer();s.listen(0,"0.0.0.0",()=>s.close())`,
];

const { tried, conclude } = countPoints();
try {
  for (const [args, isSent, isServer = false] of commands) {
    const traced = await trace([bin, ...args], { isServer });
    const seen = `${traced.reached.length} connections, ${traced.bound.length} listening`;
    tried(`${args.slice(0, 4).join(" ")}: ${seen}`, failureOf(traced, { isSent, isServer }));
  }
  for (const code of canaries) {
    const traced = await trace(["--import", `data:text/javascript,${encodeURIComponent(code)}`, bin, "--version"], {});
    tried(
      `what reaches elsewhere is seen: ${code.slice(0, 60)}…`,
      strangers(traced).length > 0 ? undefined : "nothing was seen",
    );
  }
} finally {
  await merchant.stop();
}
conclude();

function failureOf(
  traced: Traced,
  { isSent, isServer }: { readonly isSent: boolean; readonly isServer: boolean },
): string | undefined {
  const strange = strangers(traced);
  if (strange.length > 0) return `strange: ${strange.join(", ")}`;
  if (traced.reached.includes(address) !== isSent) return "wrong target";
  const isGood = isServer ? traced.bound.length > 0 : traced.code === 0;
  return isGood ? undefined : `exit ${traced.code}`;
}

/** What a command had no reason to touch. A command may call its own server, as a merchant in the same process does. */
function strangers({ reached, bound }: Traced): readonly string[] {
  return [
    ...reached.filter((one) => one !== address && !bound.includes(one)),
    ...bound.filter((one) => !isLoopback(one)).map((one) => `listens on ${one}`),
  ];
}

function trace(args: readonly string[], { isServer = false }): Promise<Traced> {
  const log = join(newFolder(), "trace.txt");
  return new Promise((resolve, reject) => {
    const child = spawn("strace", ["-f", "-qq", "-e", "trace=%network", "-o", log, process.execPath, ...args], {
      cwd: folder,
      env: { PATH: process.env.PATH ?? "", HOME: folder, DOUYIN_HOTEL_LANG: "en" },
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
      timeout: 180_000,
    });
    const stop = (chunk: Buffer): void => {
      if (isServer && child.pid && /http:\/\/127\.0\.0\.1:\d+/.test(String(chunk))) process.kill(-child.pid, "SIGTERM");
    };
    child.stdout.on("data", stop);
    child.stderr.on("data", stop);
    child.on("error", () => reject(new Error("strace is needed: apt-get install strace")));
    child.on("close", (code) => {
      if (!existsSync(log)) reject(new Error("strace may not trace here."));
      else resolve({ code, ...callsIn(readFileSync(log, "utf8")) });
    });
  });
}

/** A server's port is known by what the system answers when it is asked for it. */
function callsIn(log: string): Pick<Traced, "reached" | "bound"> {
  const reached = new Set<Address>();
  const bound = new Set<Address>();
  for (const line of log.split("\n")) {
    const call = /\b(socket|connect|bind|getsockname|sendto|sendmsg|sendmmsg)(?:\(| resumed)/.exec(line)?.[1];
    const address = addressIn(line);
    if (call === "socket" && !/AF_INET6?\b/.test(line)) reached.add(`a socket of ${/AF_\w+/.exec(line)?.[0]}`);
    // Node asks its own streams for their names too; those are no addresses.
    else if (call === "bind" || (call === "getsockname" && address !== undefined)) bound.add(address ?? "?");
    else if (call !== undefined && address !== undefined) reached.add(address);
  }
  return {
    reached: [...reached],
    bound: [...bound].filter((address) => !address.endsWith(":0") || !isLoopback(address)),
  };
}

function isLoopback(address: Address): boolean {
  return /^(127\.0\.0\.1|::1):/.test(address);
}

function addressIn(line: string): Address | undefined {
  const port = /sin6?_port=htons\((\d+)\)/.exec(line)?.[1];
  const host = /inet_addr\("([^"]+)"\)/.exec(line)?.[1] ?? /inet_pton\(AF_INET6, "([^"]+)"/.exec(line)?.[1];
  if (port !== undefined && host !== undefined) return `${host}:${port}`;
  return /sun_path="([^"]+)"/.exec(line)?.[1];
}
