/**
 * What a host is to the guard. `metadata` are link-local addresses and those where clouds keep credentials;
 * `unspecified` is nobody's address (`0.0.0.0`), which some systems take for themselves.
 */
export type HostKind = "loopback" | "unspecified" | "metadata" | "other";

/** Takes `URL.hostname`, which has already turned every spelling of an address (decimal, octal, hex) into one. */
export function kindOfHost(hostname: string): HostKind {
  const host = hostname.toLowerCase().replace(/\.$/, "");
  if (host.startsWith("[")) return kindOfIpv6(host.slice(1, -1));
  if (/^\d+(\.\d+){3}$/.test(host)) return kindOfIpv4(host.split(".").map(Number));
  if (host === "localhost" || host.endsWith(".localhost")) return "loopback";
  return metadataNames.has(host) ? "metadata" : "other";
}

/** Takes an address as resolvers give it, a zone (`%eth0`) included. */
export function kindOfAddress(address: string): HostKind {
  const [bare = ""] = address.split("%");
  const host = hostnameOf(bare.includes(":") ? `[${bare}]` : bare);
  return host === undefined ? "other" : kindOfHost(host);
}

const metadataNames: ReadonlySet<string> = new Set([
  "metadata",
  "metadata.google.internal",
  "metadata.goog",
  "metadata.azure.internal",
  "metadata.tencentyun.com",
  "instance-data",
  "instance-data.ec2.internal",
]);

/** Alibaba Cloud, Azure, Oracle Cloud. */
const metadataIpv4: ReadonlySet<string> = new Set(["100.100.100.200", "168.63.129.16", "192.0.0.192"]);

function kindOfIpv4(parts: readonly number[]): HostKind {
  const [first, second] = parts;
  if (first === 127) return "loopback";
  if (first === 0) return "unspecified";
  if (first === 169 && second === 254) return "metadata";
  return metadataIpv4.has(parts.join(".")) ? "metadata" : "other";
}

function kindOfIpv6(host: string): HostKind {
  const groups = groupsOf(host);
  const [first = 0, second = 0] = groups;
  if (groups.every((group) => group === 0)) return "unspecified";
  if (groups.every((group, at) => group === (at === 7 ? 1 : 0))) return "loopback";
  if ((first & 0xffc0) === 0xfe80) return "metadata";
  // AWS and Google Cloud.
  if ((first === 0xfd00 && second === 0x0ec2) || (first === 0xfd20 && second === 0x00ce)) return "metadata";
  const inside = embeddedIpv4(groups);
  if (!inside) return "other";
  const kind = kindOfIpv4(inside.parts);
  return kind === "metadata" || inside.isMapped ? kind : "other";
}

/** The IPv4 address that an IPv6 one stands for; only a mapped one is reached on this machine itself. */
function embeddedIpv4(
  groups: readonly number[],
): { readonly parts: readonly number[]; readonly isMapped: boolean } | undefined {
  const head = groups.slice(0, 6).map((group) => group.toString(16));
  const prefix = head.join(":");
  if (prefix === "0:0:0:0:0:ffff") return { parts: bytesOf(groups.slice(6)), isMapped: true };
  if (head[0] === "2002") return { parts: bytesOf(groups.slice(1, 3)), isMapped: false };
  const translated = ["0:0:0:0:0:0", "0:0:0:0:ffff:0", "64:ff9b:0:0:0:0"].includes(prefix);
  return translated || prefix.startsWith("64:ff9b:1:")
    ? { parts: bytesOf(groups.slice(6)), isMapped: false }
    : undefined;
}

function bytesOf(groups: readonly number[]): readonly number[] {
  return groups.flatMap((group) => [group >> 8, group & 0xff]);
}

/** The eight groups of an IPv6 address as `URL` writes it. */
function groupsOf(host: string): readonly number[] {
  const [head = "", tail] = host.split("::");
  const read = (text: string): readonly number[] =>
    text === "" ? [] : text.split(":").map((group) => Number.parseInt(group, 16));
  const left = read(head);
  if (tail === undefined) return left;
  const right = read(tail);
  return [...left, ...Array<number>(8 - left.length - right.length).fill(0), ...right];
}

export type Target = { readonly host: string; readonly port: string | undefined };

/** An entry of `targets`, `host` or `host:port`, as `URL` would write its host; undefined for anything else. */
export function parseTarget(text: string): Target | undefined {
  const bare = /^[0-9a-f:.]*:[0-9a-f:.]*:[0-9a-f:.]*$/i.test(text) ? `[${text}]` : text;
  const match = /^(\[[^\]]+\]|[^\s:/?#@*\\[\]]+)(?::(\d{1,5}))?$/.exec(bare);
  const host = match && hostnameOf(match[1] ?? "");
  return host ? { host: host.replace(/\.$/, ""), port: match[2] } : undefined;
}

/** A host as `URL` writes it; undefined when it is none. */
function hostnameOf(host: string): string | undefined {
  const url = `http://${host}/`;
  return URL.canParse(url) ? new URL(url).hostname : undefined;
}

/** Whether an entry of `targets` allows `url`: without a port it allows all of them. */
export function allows({ host, port }: Target, url: URL): boolean {
  const actual = url.port || (url.protocol === "https:" ? "443" : "80");
  return host === url.hostname.replace(/\.$/, "") && (port === undefined || Number(port) === Number(actual));
}
