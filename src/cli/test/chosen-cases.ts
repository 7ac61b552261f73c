import { loadCases } from "../../cases/registry.js";
import type { Case } from "../../core/case.js";
import type { Call, Context } from "../command.js";
import { valuesOf } from "./flags.js";
import { ownCases } from "./own-cases.js";
import { selectCases } from "./select-cases.js";

/** The cases of the contract and the user's own, as far as `--only` and `--skip` leave them. Throws `AppError`. */
export async function chosenCases({ options }: Call, context: Context): Promise<readonly Case[]> {
  const builtIn = await loadCases();
  const cases = [...builtIn, ...(await ownCases(valuesOf(options, "cases"), builtIn, context))];
  return selectCases(cases, { only: valuesOf(options, "only"), skip: valuesOf(options, "skip") });
}
