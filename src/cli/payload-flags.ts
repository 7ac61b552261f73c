import type { Command } from "commander";
import { startOfChinaDay } from "../core/calendar.js";
import type { CallbackDefinition } from "../core/callback.js";
import { byteForms } from "../core/json-text.js";
import { AppError } from "../core/problem.js";
import type { Text } from "../core/text.js";
import { type Assignment, readAssignment } from "../engine/assign.js";
import type { PayloadOptions } from "../engine/generate.js";
import type { Call, Context, Setup } from "./command.js";
import { choiceFlag } from "./number-flag.js";

/** One `--set` or `--unset`, with its place on the command line: the later one wins. */
type TypedAssignment = { readonly place: number; readonly assignment: Assignment };

/** Flags that say what the payload is; shared by every command that makes one. */
export function addPayloadFlags(command: Command, { t }: Pick<Setup, "t">): Command {
  let place = 0;
  const inOrder =
    (read: (argument: string) => Assignment) =>
    (argument: string, earlier: readonly TypedAssignment[] | undefined): readonly TypedAssignment[] => [
      ...(earlier ?? []),
      { place: place++, assignment: read(argument) },
    ];
  return command
    .option(
      "--variant <name>",
      t({ zh: "请求体的种类，见 catalog variants", en: "kind of payload; see catalog variants" }),
    )
    .option(
      "--fixture <file|name>",
      t({ zh: "从保存的请求体开始，其余字节不变", en: "start from a saved payload; its other bytes stay" }),
    )
    .option("--seed <n>", t({ zh: "同一种子，同样的字节", en: "same seed, same bytes" }))
    .option(
      "--now <iso>",
      t({
        zh: "固定请求体里日期的起点（无时区时按中国时间）",
        en: "freeze the clock of the payload's dates (China time without a zone)",
      }),
    )
    .option(
      "--set <path=value>",
      t({
        zh: "设置一个字段，可重复；路径：=JSON 原样发送",
        en: "set a field (repeatable); PATH:=JSON is sent as it stands",
      }),
      inOrder(readAssignment),
    )
    .option(
      "--unset <path>",
      t({ zh: "去掉一个字段，可重复", en: "take a field out (repeatable)" }),
      inOrder((path) => ({ path, unset: true })),
    )
    .option("--allow-unknown", t({ zh: "允许文档里没有的字段", en: "allow fields that the documents don't have" }))
    .option("--plain", t({ zh: "不加密敏感字段", en: "leave personal fields unencrypted" }))
    .option(
      "--encoding <form>",
      `${byteForms.join("|")}${t({ zh: ":JSON 的字节形式", en: ": byte form of the JSON" })}`,
    )
    .option(
      "--for <last|order_id>",
      t({ zh: "针对本工具之前创建的订单", en: "about an order that this tool created earlier" }),
    );
}

/** Reads the flags of `addPayloadFlags` and says the seed on stderr when none was given. Throws `AppError`. */
export async function readPayloadOptions(
  definition: CallbackDefinition,
  { options }: Call,
  context: Context,
): Promise<PayloadOptions> {
  const { settings } = await context.settings();
  refuseContradictions(options);
  const fixture =
    typeof options.fixture === "string"
      ? await (await import("./fixture-file.js")).readFixture(options.fixture, definition.id, context)
      : undefined;
  const earlier =
    typeof options.for === "string"
      ? await (await import("./earlier-order.js")).earlierOrder(options.for, definition, context)
      : undefined;
  return {
    variant: typeof options.variant === "string" ? options.variant : undefined,
    seed: await seedOf(options, definition, context),
    now: nowOf(options, context),
    merchant: settings.merchant,
    plain: options.plain === true,
    encoding: choiceFlag(options, "encoding", "--encoding", byteForms),
    assignments: assignmentsOf(options),
    allowUnknown: options.allowUnknown === true,
    earlier,
    fixture,
    readings: settings.readings,
  };
}

function refuseContradictions(options: Readonly<Record<string, unknown>>): void {
  if (options.fixture === undefined) return;
  const other = options.variant !== undefined ? "--variant" : options.for !== undefined ? "--for" : undefined;
  if (other)
    throw new AppError({
      code: "fixture-with-other",
      category: "usage",
      text: {
        zh: "--fixture 和 {other} 不能同时使用：保存的请求体已经决定了内容。请去掉其中一个。",
        en: "--fixture and {other} exclude each other: a saved payload already says what it is. Take one of them out.",
      },
      args: { other },
    });
}

function assignmentsOf(options: Readonly<Record<string, unknown>>): readonly Assignment[] {
  // Both lists were made by the parser above, which the types of the options don't show.
  const { set = [], unset = [] } = options as { set?: TypedAssignment[]; unset?: TypedAssignment[] };
  const typed = [...set, ...unset];
  return typed.toSorted((a, b) => a.place - b.place).map(({ assignment }) => assignment);
}

async function seedOf(
  { seed, fixture, variant }: Readonly<Record<string, unknown>>,
  definition: CallbackDefinition,
  context: Context,
): Promise<number | string> {
  if (seed !== undefined) return parseSeed(String(seed));
  const { freshSeed } = await import("../node/random.js");
  const fresh = freshSeed();
  const isFixed =
    fixture !== undefined || definition.variants.some(({ name, isDocSample }) => isDocSample && name === variant);
  if (!isFixed) context.note(seedNote, { seed: fresh });
  return fresh;
}

/** A whole number, or `7/3` for the payload that `--count` made third after the first from seed 7. */
function parseSeed(text: string): number | string {
  if (/^\d+$/.test(text) && Number.isSafeInteger(Number(text))) return Number(text);
  if (/^\d{1,16}(\/\d{1,16})+$/.test(text)) return text;
  throw new AppError({ code: "seed-malformed", category: "usage", text: seedMalformed, args: { seed: text } });
}

/** Without `--now`, dates count from the start of China's day, so that a seed gives the same bytes all day. */
export function nowOf({ now }: Readonly<Record<string, unknown>>, { clock }: Pick<Context, "clock">): number {
  if (now === undefined) return startOfChinaDay(clock.now());
  const text = String(now);
  const hasZone = /Z$|[+-]\d\d:?\d\d$/i.test(text) || !text.includes("T");
  const moment = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?$/i.test(text)
    ? Date.parse(hasZone ? text : `${text}+08:00`)
    : Number.NaN;
  if (moment >= firstMoment && moment <= lastMoment) return moment;
  throw new AppError({ code: "now-malformed", category: "usage", text: nowMalformed, args: { now: text } });
}

/** The documents' timestamps have at most ten digits. */
const firstMoment = Date.UTC(1970, 0, 2);
const lastMoment = Date.UTC(2286, 0, 1);

const seedNote: Text = {
  zh: "种子 {seed}。用 --seed {seed} 可以得到同样的请求体。",
  en: "Seed {seed}. The same payload comes again with --seed {seed}.",
};
const seedMalformed: Text = {
  zh: "--seed 需要一个不大于 2 的 53 次方的非负整数，而不是 {seed}。",
  en: "--seed needs a whole number from 0 to 2^53, not {seed}.",
};
const nowMalformed: Text = {
  zh: "--now 的值 {now} 不是 1970 到 2285 年之间的 ISO 时间。请写成 2026-02-28 或 2026-02-28T10:00:00+08:00。",
  en: "--now {now} is no ISO time between 1970 and 2285. Write it like 2026-02-28 or 2026-02-28T10:00:00+08:00.",
};
