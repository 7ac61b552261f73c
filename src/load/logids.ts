import { chinaText } from "../core/moment.js";

/** Log ids in the shape of Douyin's own, for thousands a second: China time, then 18 hex digits that never come twice. */
export function createLogids(salt: number): (now: number) => string {
  let second = Number.NaN;
  let stamp = "";
  let count = 0;
  const start = hex(salt, 8);
  return (now) => {
    const current = Math.floor(now / 1000);
    if (current !== second) {
      second = current;
      stamp = chinaText(now).slice(0, 19).replace(/\D/g, "") + start;
    }
    count += 1;
    return stamp + hex(count, 10);
  };
}

function hex(value: number, digits: number): string {
  return value.toString(16).toUpperCase().padStart(digits, "0");
}
