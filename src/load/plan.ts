import { seededRandom } from "../core/random.js";

/** What the request number `index` of a run is. Orders have the number of their first request. */
export type Planned =
  | { readonly kind: "order" }
  /** `together`: released at the same moment as the order itself. */
  | { readonly kind: "repeat"; readonly of: number; readonly together: boolean }
  /** A message of another callback about an earlier order. */
  | { readonly kind: "follow"; readonly of: number };

/** Parts of all requests, from 0 to 1. */
export type Shares = { readonly duplicates: number; readonly cancels: number };

export type Plan = (index: number) => Planned;

/** Decides by seed and number alone, so that any worker knows what any request is. */
export function createPlan(seed: number | string, { duplicates, cancels }: Shares): Plan {
  const random = seededRandom(seed).fork("load plan");
  const kindSalt = random.fork("kind").integer(0, 0xffffffff);
  const placeSalt = random.fork("place").integer(0, 0xffffffff);
  const isOrder = (index: number): boolean => index === 0 || draw(index, kindSalt) >= duplicates + cancels;
  /** The last order before `index` and not after `latest`. */
  const orderUpTo = (latest: number): number => {
    let index = latest;
    while (!isOrder(index)) index -= 1;
    return index;
  };
  return (index) => {
    if (isOrder(index)) return order;
    const place = draw(index, placeSalt);
    const far = orderUpTo(index - 1 - Math.floor(place * Math.min(index, reach)));
    if (draw(index, kindSalt) >= duplicates) return { kind: "follow", of: far };
    const together = place < 0.5;
    return { kind: "repeat", of: together ? orderUpTo(index - 1) : far, together };
  };
}

/** The order and those repeats of it that the plan releases together with it, among the first `last` requests. */
export function copiesOf(plan: Plan, order: number, last: number): number {
  let copies = 1;
  for (let index = order + 1; index < last; index++) {
    const planned = plan(index);
    if (planned.kind === "order") break;
    if (planned.kind === "repeat" && planned.together) copies += 1;
  }
  return copies;
}

const order: Planned = { kind: "order" };

/** So many requests back at most. */
export const reach = 256;

/** From 0 to 1, the same for the same number and salt. */
function draw(index: number, salt: number): number {
  let word = (index ^ salt) + Math.floor(index / 0x1_0000_0000);
  word = Math.imul(word ^ (word >>> 16), 0x7feb352d);
  word = Math.imul(word ^ (word >>> 15), 0x846ca68b);
  return ((word ^ (word >>> 16)) >>> 0) / 0x1_0000_0000;
}
