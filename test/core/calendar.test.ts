import assert from "node:assert/strict";
import { test } from "node:test";
import {
  addDays,
  addMinutes,
  chinaDate,
  daysBetween,
  isDate,
  isMinute,
  minutesBetween,
  startOfChinaDay,
} from "../../src/core/calendar.js";

test("days are counted over month ends, year ends and leap days", () => {
  assert.equal(addDays("2024-02-28", 1), "2024-02-29");
  assert.equal(addDays("2024-02-28", 2), "2024-03-01");
  assert.equal(addDays("2023-02-28", 1), "2023-03-01");
  assert.equal(addDays("1900-02-28", 1), "1900-03-01");
  assert.equal(addDays("2000-02-28", 1), "2000-02-29");
  assert.equal(addDays("2026-12-31", 1), "2027-01-01");
  assert.equal(addDays("2026-01-01", -1), "2025-12-31");
  assert.equal(daysBetween("2024-02-28", "2024-03-01"), 2);
  assert.equal(daysBetween("2026-03-01", "2026-02-28"), -1);
});

test("it agrees with the platform's calendar for every day of 130 years", () => {
  for (let day = -25_000; day < 22_500; day++) {
    const expected = new Date(day * 86_400_000).toISOString().slice(0, 10);
    assert.equal(addDays("1970-01-01", day), expected);
    assert.equal(isDate(expected), true);
  }
});

test("only days that exist are dates", () => {
  for (const text of ["2023-02-29", "2023-13-01", "2023-00-10", "2023-04-31", "2023-4-1", "", "2023-04-01 ", 5, null])
    assert.equal(isDate(text), false, String(text));
});

test("minutes cross midnight", () => {
  assert.equal(addMinutes("2026-02-28 22:30", 120), "2026-03-01 00:30");
  assert.equal(addMinutes("2026-03-01 00:30", -60), "2026-02-28 23:30");
  assert.equal(minutesBetween("2026-02-28 22:30", "2026-03-01 00:30"), 120);
});

test("a minute needs a real day and a 24-hour clock", () => {
  assert.equal(isMinute("2026-02-28 23:59"), true);
  for (const text of ["2026-02-30 10:00", "2026-02-28 24:00", "2026-02-28T10:00", "2026-02-28", 7])
    assert.equal(isMinute(text), false, String(text));
});

test("the day turns at midnight in China, 16:00 UTC", () => {
  const lastMoment = Date.UTC(2026, 1, 28, 15, 59, 59, 999);
  assert.equal(chinaDate(lastMoment), "2026-02-28");
  assert.equal(chinaDate(lastMoment + 1), "2026-03-01");
  assert.equal(startOfChinaDay(lastMoment), Date.UTC(2026, 1, 27, 16));
  assert.equal(startOfChinaDay(lastMoment + 1), lastMoment + 1);
});
