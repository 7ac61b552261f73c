import { parseDuration } from "../../config/duration.js";
import { nearest } from "../../core/nearest.js";
import { AppError } from "../../core/problem.js";
import type { Text } from "../../core/text.js";

/** What goes wrong with one call on purpose. */
export type CallFault =
  | { readonly kind: "delay"; readonly ms: number }
  | { readonly kind: "status"; readonly status: number }
  /** The documented envelope with a code; nothing else happens. */
  | { readonly kind: "code"; readonly code: number }
  | { readonly kind: "reset" }
  | { readonly kind: "hang" }
  | { readonly kind: "empty" }
  | { readonly kind: "html" }
  | { readonly kind: "bad-json" }
  /** The call is carried out, and the connection is cut before the answer. */
  | { readonly kind: "lost-answer" };

/** Every name, with what it does. */
export const faultNames: readonly { readonly name: string; readonly title: Text }[] = [
  { name: "503", title: { zh: "任意 400–599 的 HTTP 状态码", en: "any HTTP status from 400 to 599" } },
  { name: "delay:3s", title: { zh: "延迟应答（真实时间，不受 --time-scale 影响）", en: "answers late, in real time" } },
  { name: "code:2100004", title: { zh: "HTTP 200 加这个错误码", en: "HTTP 200 with this error code" } },
  { name: "busy", title: { zh: "code:2100004,系统繁忙", en: "code:2100004, system busy" } },
  { name: "business-failure", title: { zh: "code:3000001,可重试的业务错误", en: "code:3000001, may be retried" } },
  { name: "token-expired", title: { zh: "code:2190008,令牌已过期", en: "code:2190008, the token has expired" } },
  { name: "reset", title: { zh: "不应答，直接断开连接", en: "cuts the connection without an answer" } },
  { name: "hang", title: { zh: "一直不应答", en: "never answers" } },
  { name: "empty", title: { zh: "HTTP 200，空响应体", en: "HTTP 200 with an empty body" } },
  { name: "html", title: { zh: "HTTP 502,HTML 错误页", en: "HTTP 502 with an HTML page" } },
  { name: "bad-json", title: { zh: "HTTP 200，截断的 JSON", en: "HTTP 200 with JSON that ends early" } },
  { name: "lost-answer", title: { zh: "已执行，但应答丢失", en: "carried out, but the answer is lost" } },
];

const plain: Readonly<Record<string, CallFault>> = {
  busy: { kind: "code", code: 2100004 },
  "business-failure": { kind: "code", code: 3000001 },
  "token-expired": { kind: "code", code: 2190008 },
  reset: { kind: "reset" },
  hang: { kind: "hang" },
  empty: { kind: "empty" },
  html: { kind: "html" },
  "bad-json": { kind: "bad-json" },
  "lost-answer": { kind: "lost-answer" },
};

/** `x2` behind a name limits it to so many calls. */
type LimitedFault = { readonly fault: CallFault; readonly times: number };

export type OperationFaults = { readonly operation: string; readonly faults: readonly LimitedFault[] };

/** Reads `confirm-order=503x2,delay:3s`. Throws `AppError` for an operation or a name that is none, with the nearest real one. */
export function parseFaults(text: string, operations: readonly string[]): OperationFaults {
  const at = text.indexOf("=");
  const operation = at < 0 ? text : text.slice(0, at);
  if (!operations.includes(operation)) throw unknown("operation", operation, operations);
  return { operation, faults: parseFaultList(at < 0 ? "" : text.slice(at + 1)) };
}

/** Reads what `--fault` takes: faults of one operation, or `busy` alone for all of them. Throws `AppError` likewise. */
export function parseFaultFlag(text: string, operations: readonly string[]): readonly OperationFaults[] {
  if (text.includes("=") || operations.includes(text)) return [parseFaults(text, operations)];
  const faults = parseFaultList(text);
  return operations.map((operation) => ({ operation, faults }));
}

/** Reads `503x2,delay:3s`. Throws `AppError` for a name that is none. */
export function parseFaultList(text: string): readonly LimitedFault[] {
  return text.split(",").map((part) => parseFault(part.trim()));
}

function parseFault(text: string): LimitedFault {
  const [, name = text, times] = /^(.+?)(?:x([1-9]\d{0,5}))?$/.exec(text) ?? [];
  const fault = faultOf(name);
  if (!fault) {
    throw unknown(
      "fault",
      name,
      faultNames.map((known) => known.name),
    );
  }
  return { fault, times: times === undefined ? Number.POSITIVE_INFINITY : Number(times) };
}

function faultOf(name: string): CallFault | undefined {
  if (Object.hasOwn(plain, name)) return plain[name];
  if (/^[45]\d\d$/.test(name)) return { kind: "status", status: Number(name) };
  const [word, value = ""] = name.split(":");
  if (word === "code" && /^-?\d{1,10}$/.test(value)) return { kind: "code", code: Number(value) };
  const ms = word === "delay" ? parseDuration(value) : undefined;
  return ms === undefined ? undefined : { kind: "delay", ms };
}

function unknown(kind: "operation" | "fault", name: string, names: readonly string[]): AppError {
  const [near] = nearest(name, names, 1);
  const texts = kind === "operation" ? operationTexts : faultTexts;
  return new AppError({
    code: `platform-${kind}-unknown`,
    category: "usage",
    text: near === undefined ? texts.list : texts.near,
    args: { name, near: near ?? "", names: names.join(", ") },
  });
}

const operationTexts = {
  near: {
    zh: "没有接口 {name}，最接近的是 {near}。",
    en: "There is no operation {name}; the nearest is {near}.",
  },
  list: { zh: "没有接口 {name}。可用的有：{names}。", en: "There is no operation {name}. There are: {names}." },
} satisfies Record<string, Text>;

const faultTexts = {
  near: {
    zh: "没有名为 {name} 的平台故障，最接近的是 {near}。全部：{names}。",
    en: "There is no platform fault {name}; the nearest is {near}. All of them: {names}.",
  },
  list: {
    zh: "没有名为 {name} 的平台故障。可用的有：{names}。",
    en: "There is no platform fault {name}. There are: {names}.",
  },
} satisfies Record<string, Text>;

export type FaultSwitch = {
  /** The faults of the next call of this operation; counts it. */
  next(operation: string): readonly CallFault[];
};

/** Remembers how often each limited fault has still to happen. */
export function createFaultSwitch(all: readonly OperationFaults[]): FaultSwitch {
  const open = all.flatMap(({ operation, faults }) =>
    faults.map((limited) => ({ operation, ...limited, left: limited.times })),
  );
  return {
    next(operation) {
      const active = open.filter((entry) => entry.operation === operation && entry.left > 0);
      for (const entry of active) entry.left -= 1;
      return active.map(({ fault }) => fault);
    },
  };
}
