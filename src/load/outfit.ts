import type { Registry } from "../core/callback.js";
import { createFollowUps, type FollowUps } from "./follow-ups.js";
import type { WorkerJob } from "./job.js";
import { createLogids } from "./logids.js";
import { createMessenger, type Messenger } from "./messenger.js";
import { createOrders, type Orders } from "./orders.js";
import type { Pool } from "./pool.js";

/** What a worker sends with: the orders, the messages about them, and the connections by server. */
export type Outfit = {
  readonly main: Messenger;
  readonly orders: Orders;
  readonly followers: readonly Follower[];
  readonly pools: ReadonlyMap<string, Pool>;
};

export type Follower = { readonly messenger: Messenger; readonly bodies: FollowUps };

export async function createOutfit(job: WorkerJob, registry: Registry): Promise<Outfit> {
  const { worker, payload, clientSecret } = job;
  const pools = new Map<string, Pool>();
  const salt = (Math.floor(performance.timeOrigin) ^ (worker * 0x9e3779b1)) >>> 0;
  /** One for all callbacks: ids of two with the same salt would repeat. */
  const logid = createLogids(salt);
  const definition = await registry.load(job.main.callback);
  const main = await createMessenger(definition, job.main, job, pools, logid);
  const orders = await createOrders(definition, payload, { clientSecret }, main.prefix);
  const followers: Follower[] = [];
  for (const route of job.followers) {
    const messenger = await createMessenger(await registry.load(route.callback), route, job, pools, logid);
    const bodies = await createFollowUps(messenger.definition, orders, payload, clientSecret, messenger.prefix);
    followers.push({ messenger, bodies });
  }
  return { main, orders, followers, pools };
}
