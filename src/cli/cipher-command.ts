import type { Text } from "../core/text.js";
import type { CommandModule } from "./command.js";
import { secretFlags } from "./common-flags.js";
import { resolveCredentials } from "./credentials.js";
import { exactText } from "./exact-text.js";
import { answerLines, ndjsonFlag, ndjsonTitle, refuseSingleInput, textMember } from "./ndjson.js";

/** A command that turns one value, or the `value` of every line, into another with the secret alone. */
export function cipherCommand(argument: Text, convert: (secret: string, value: string) => string): CommandModule {
  return {
    configure(command, setup) {
      command.argument("[value]", setup.t(argument)).option(ndjsonFlag, setup.t(ndjsonTitle));
      secretFlags(command, setup);
    },
    async run(call, context) {
      const { args, options } = call;
      if (options.ndjson === true) refuseSingleInput(call, {});
      // No request leaves, so the demo credentials will do.
      const { clientSecret } = await resolveCredentials(options, context, { isLoopback: true, needsKey: false });
      if (options.ndjson === true)
        return answerLines(context, (line) => ({ value: convert(clientSecret, textMember(line, "value")) }));
      const value = convert(clientSecret, await exactText(args[0], context));
      if (options.json === true) await context.printJson({ value });
      else await context.print(`${value}\n`);
      return 0;
    },
  };
}
