import type { CommandModule } from "../command.js";
import { addTestFlags } from "../test/flags.js";

export default {
  configure: addTestFlags,
  async run(call, context) {
    if (call.options.list === true) return (await import("../test/show-cases.js")).showCases(call, context);
    return (await import("../test/run-test.js")).runTest(call, context);
  },
} satisfies CommandModule;
