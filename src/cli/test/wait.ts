import type { WireOutcome } from "../../core/ports.js";
import { seededRandom } from "../../core/random.js";
import type { Text } from "../../core/text.js";
import { payloadMaker } from "../../engine/generate.js";
import { newLogid } from "../../engine/logid.js";
import type { RunDeps, RunPlan } from "../../engine/run.js";
import { wireRequest } from "../../engine/wire-request.js";
import type { Context } from "../command.js";

const betweenMs = 500;

/** What a gateway says of a service that is not up yet. */
const gatewayStatuses = [502, 503, 504];

/**
 * Sends an order to each host of the endpoints, the same one again and again, until something answers or `waitMs` have passed.
 * The run that follows says what is wrong with a target that never did.
 */
export async function waitForTarget(plan: RunPlan, deps: RunDeps, waitMs: number, context: Context): Promise<void> {
  const until = deps.clock.elapsed() + waitMs;
  const ids = plan.registry.ids.filter((id) => Object.hasOwn(plan.endpoints, id));
  const hostOf = (id: string): string => new URL(plan.endpoints[id] ?? "").host;
  const firstOfHost = ids.filter((id, i) => ids.findIndex((other) => hostOf(other) === hostOf(id)) === i);
  for (const callback of firstOfHost) await waitForOne(callback, plan, deps, until, context);
}

async function waitForOne(
  callback: string,
  plan: RunPlan,
  { clock, transport, signal }: RunDeps,
  until: number,
  { note, warn }: Context,
): Promise<void> {
  const endpoint = plan.endpoints[callback] ?? "";
  const random = seededRandom(plan.seed).fork("waiting");
  const make = await payloadMaker(await plan.registry.load(callback), { clientSecret: plan.clientSecret });
  const { body } = make({ variant: undefined, seed: `${plan.seed}/0`, now: plan.now, merchant: plan.merchant });
  for (let attempt = 1; !signal.aborted; attempt++) {
    const timestamp = Math.round(clock.now());
    const request = wireRequest({
      endpoint,
      body: new TextEncoder().encode(body),
      clientKey: plan.clientKey,
      clientSecret: plan.clientSecret,
      signature: "valid",
      logid: newLogid(timestamp, random.fork(String(attempt))),
      timestamp,
      headers: plan.headers,
    });
    const left = Math.max(1, until - clock.elapsed());
    const outcome = await transport.send(request, {
      timeoutMs: Math.min(plan.timeoutMs, left),
      maxBodyBytes: 1024 * 1024,
      insecure: plan.insecure,
      keepAlive: false,
      signal,
    });
    if (isAnswer(outcome)) return;
    if (clock.elapsed() >= until) return warn(inVain, { url: endpoint });
    if (attempt === 1) note(waiting, { url: endpoint });
    await clock.sleep(Math.min(betweenMs, left), signal);
  }
}

function isAnswer(outcome: WireOutcome): boolean {
  const { response } = outcome;
  return response !== undefined && !gatewayStatuses.includes(response.status);
}

const waiting: Text = { zh: "等待 {url} 应答……", en: "Waiting for {url} to answer …" };
const inVain: Text = {
  zh: "{url} 在 --wait 的时间内没有应答，运行照常开始。",
  en: "{url} did not answer within --wait; the run begins all the same.",
};
