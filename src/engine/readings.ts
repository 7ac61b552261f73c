import type { Conflict } from "../core/catalogue.js";
import type { JsonValue } from "../core/json.js";
import { nearest } from "../core/nearest.js";
import { AppError } from "../core/problem.js";

/**
 * The reading in force for every conflict, by conflict id. `settingAt` gives the value of a setting as the ledger
 * names it (`reading`, `merchant.refusalTrusted`, `readings.open-id-place`, `--plain`), undefined when it is not set.
 */
export function readingsInForce(
  conflicts: readonly Conflict[],
  settingAt: (setting: string) => JsonValue | undefined,
): Readonly<Record<string, string>> {
  return Object.fromEntries(conflicts.map((conflict) => [conflict.id, readingOf(conflict, settingAt)]));
}

function readingOf(conflict: Conflict, settingAt: (setting: string) => JsonValue | undefined): string {
  const value = conflict.setting === null ? undefined : settingAt(conflict.setting);
  const isKnown = conflict.readings.some((reading) => reading.id === value);
  if (typeof value === "string" && isKnown) return value;
  const other = conflict.readings.find((reading) => reading.id !== conflict.default);
  return value === true && other ? other.id : conflict.default;
}

/** Refuses a reading that the ledger does not have, or that another setting decides. Throws `AppError` (config). */
export function checkReadings(conflicts: readonly Conflict[], chosen: Readonly<Record<string, string>>): void {
  for (const [id, reading] of Object.entries(chosen)) {
    const conflict = conflicts.find((candidate) => candidate.id === id);
    if (!conflict) throw unknownConflict(id, conflicts);
    if (conflict.setting !== `readings.${id}`) throw decidedElsewhere(conflict);
    if (!conflict.readings.some((candidate) => candidate.id === reading)) throw unknownReading(conflict, reading);
  }
}

function unknownConflict(id: string, conflicts: readonly Conflict[]): AppError {
  const [hint] = nearest(
    id,
    conflicts.map((conflict) => conflict.id),
    1,
  );
  return new AppError({
    code: "unknown-conflict",
    category: "config",
    text: hint
      ? {
          zh: "readings.{id}：没有这个文档冲突。最接近的是 {hint}。",
          en: "readings.{id}: there is no such conflict of the documents. The nearest one is {hint}.",
        }
      : {
          zh: "readings.{id}：没有这个文档冲突。用 catalog conflicts 查看全部。",
          en: "readings.{id}: there is no such conflict of the documents. See catalog conflicts.",
        },
    args: { id, hint: hint ?? "" },
  });
}

function decidedElsewhere({ id, setting, how }: Conflict): AppError {
  return new AppError({
    code: "conflict-decided-elsewhere",
    category: "config",
    text: setting
      ? {
          zh: `readings.{id}：这个冲突由 {setting} 决定。${how.zh}`,
          en: `readings.{id}: {setting} decides this conflict. ${how.en}`,
        }
      : {
          zh: `readings.{id}：这个冲突不能切换。${how.zh}`,
          en: `readings.{id}: this conflict cannot be switched. ${how.en}`,
        },
    args: { id, setting: setting ?? "" },
  });
}

function unknownReading({ id, readings }: Conflict, reading: string): AppError {
  return new AppError({
    code: "unknown-reading",
    category: "config",
    text: {
      zh: "readings.{id}：没有读法 {reading}。可以是：{known}。",
      en: "readings.{id}: there is no reading {reading}. It can be one of: {known}.",
    },
    args: { id, reading, known: readings.map((known) => known.id).join(", ") },
  });
}
