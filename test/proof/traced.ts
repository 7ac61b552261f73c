import { spawn } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { newFolder, root } from "./parcel.js";

/**
 * Every socket call of the built program, seen by strace: nothing is reached but the target that was named, and the servers listen
 * on loopback only. `npm run build && npm run proof:traced`: one line per command; the figure comes last. Three programs that do
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

const merchant = await startMerchant();
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

let held = 0;
const total = commands.length + canaries.length;
try {
  for (const [args, isSent, isServer = false] of commands) {
    const traced = await trace([bin, ...args], { isServer });
    const strange = strangers(traced);
    const isTargetMet = traced.reached.includes(merchant.address) === isSent;
    const isGood = strange.length === 0 && isTargetMet && (isServer ? traced.bound.length > 0 : traced.code === 0);
    if (isGood) held++;
    const what =
      strange.length > 0 ? `strange: ${strange.join(", ")}` : isTargetMet ? `exit ${traced.code}` : "wrong target";
    const seen = `${traced.reached.length} connections, ${traced.bound.length} listening`;
    process.stdout.write(
      `${isGood ? "holds" : "FAILS"}  ${args.slice(0, 4).join(" ")}: ${seen}${isGood ? "" : `, ${what}`}\n`,
    );
  }
  for (const code of canaries) {
    const traced = await trace(["--import", `data:text/javascript,${encodeURIComponent(code)}`, bin, "--version"], {});
    const isSeen = strangers(traced).length > 0;
    if (isSeen) held++;
    process.stdout.write(`${isSeen ? "holds" : "FAILS"}  what reaches elsewhere is seen: ${code.slice(0, 60)}…\n`);
  }
} finally {
  merchant.stop();
}
process.stdout.write(`${held} of ${total} hold\n`);
if (held < total) process.exitCode = 1;

/** What a command had no reason to touch. A command may call its own server, as a merchant in the same process does. */
function strangers({ reached, bound }: Traced): readonly string[] {
  return [
    ...reached.filter((address) => address !== merchant.address && !bound.includes(address)),
    ...bound.filter((address) => !/^(127\.0\.0\.1|::1):/.test(address)).map((address) => `listens on ${address}`),
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

function startMerchant(): Promise<{ readonly url: string; readonly address: Address; stop(): void }> {
  const child = spawn(process.execPath, [bin, "mock", "merchant"], {
    env: { PATH: process.env.PATH ?? "", HOME: newFolder(), DOUYIN_HOTEL_LANG: "en" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  return new Promise((resolve, reject) => {
    let seen = "";
    const read = (chunk: Buffer): void => {
      seen += chunk;
      const url = /http:\/\/(127\.0\.0\.1:\d+)/.exec(seen);
      if (url?.[1]) resolve({ url: url[0], address: url[1], stop: () => child.kill() });
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.on("close", () => reject(new Error(`The merchant did not start: ${seen}`)));
  });
}
