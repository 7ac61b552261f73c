import type { Command } from "commander";
import type { JsonObject, JsonValue } from "../../core/json.js";
import { AppError } from "../../core/problem.js";
import { type Assignment, readAssignment } from "../../engine/assign.js";
import type { Setup } from "../command.js";

/** Flags that say what the payload of a callback is to be. */
export function addWishFlags(command: Command, { t }: Pick<Setup, "t">): Command {
  const collected =
    (read: (argument: string) => Assignment) =>
    (argument: string, earlier: readonly Assignment[] | undefined): readonly Assignment[] => [
      ...(earlier ?? []),
      read(argument),
    ];
  return command
    .option(
      "--variant <name>",
      t({ zh: "请求体的种类，见 catalog variants", en: "kind of payload; see catalog variants" }),
    )
    .option(
      "--seed <n>",
      t({ zh: "同一种子，同一订单：再次下单即重复推送", en: "same seed, same order: again is a duplicate" }),
    )
    .option(
      "--set <path=value>",
      t({
        zh: "设置一个字段，可重复；路径：=JSON 原样发送",
        en: "set a field (repeatable); PATH:=JSON is sent as it stands",
      }),
      collected(readAssignment),
    )
    .option(
      "--unset <path>",
      t({ zh: "去掉一个字段，可重复", en: "take a field out (repeatable)" }),
      collected((path) => ({ path, unset: true })),
    );
}

/** The flags as members of a control request. Throws `AppError`. */
export function wishOf(options: Readonly<Record<string, unknown>>): JsonObject {
  const set: Record<string, JsonValue> = {};
  const raw: Record<string, JsonValue> = {};
  for (const assignment of assignmentsOf(options.set)) {
    if ("raw" in assignment) raw[assignment.path] = assignment.raw;
    else if ("value" in assignment) set[assignment.path] = assignment.value;
  }
  const unset = assignmentsOf(options.unset).map(({ path }) => path);
  return {
    ...(typeof options.variant === "string" ? { variant: options.variant } : {}),
    ...(options.seed === undefined ? {} : { seed: seedOf(String(options.seed)) }),
    ...(Object.keys(set).length > 0 ? { set } : {}),
    ...(Object.keys(raw).length > 0 ? { raw } : {}),
    ...(unset.length > 0 ? { unset } : {}),
  };
}

function assignmentsOf(value: unknown): readonly Assignment[] {
  // Made by the parser above, which the types of the options don't show.
  return Array.isArray(value) ? (value as readonly Assignment[]) : [];
}

function seedOf(text: string): number {
  if (/^\d+$/.test(text) && Number.isSafeInteger(Number(text))) return Number(text);
  throw new AppError({
    code: "seed-malformed",
    category: "usage",
    text: {
      zh: "--seed 需要一个不超过 2^53 的整数，而不是 {seed}。",
      en: "--seed needs a whole number below 2^53, not {seed}.",
    },
    args: { seed: text },
  });
}
