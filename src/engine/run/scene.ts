import type { Case, Expectation, Scene } from "../../core/case.js";
import type { JsonObject } from "../../core/json.js";
import type { Conducted } from "./conduct.js";
import type { Session } from "./session.js";

/** The scene of one expectation. */
export function sceneOf(candidate: Case, expectation: Expectation, conducted: Conducted, session: Session): Scene {
  const { delivered, awaited } = conducted;
  const { plan, deps, setup } = session;
  const names = expectation.of;
  const ids = [...delivered.values()].flatMap((one) => plan.book.debts.idsOf(one));
  const { platform } = deps;
  const operations = platform && {
    calls: platform.operationsFor(ids),
    others: platform.operationsBeside(ids),
    awaited,
  };
  return {
    of: names.flatMap((name) => delivered.get(name) ?? []),
    named: names.length,
    all: delivered,
    options: expectation.with ?? noOptions,
    merchant: plan.merchant,
    case: candidate,
    setup,
    operations,
  };
}

const noOptions: JsonObject = {};
