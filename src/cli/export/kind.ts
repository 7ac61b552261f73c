import type { Call, Context } from "../command.js";
import type { ExitCode } from "../exit.js";

/** A kind of export (default export of `cli/export/<kind>.ts`). */
export type ExportModule = { readonly default: (call: Call, context: Context) => Promise<ExitCode> };
