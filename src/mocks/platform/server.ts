import type { PlatformConnection } from "./app.js";
import type { ControlOptions } from "./control.js";
import { controlApp, controlPrefix } from "./control.js";
import type { MockPlatform } from "./mock-platform.js";

export type PlatformServerOptions = {
  /** Without it there is no control API. */
  readonly control?: ControlOptions;
  /** Answers what is neither an operation nor the control API; undefined = nothing there. */
  readonly page?: (request: Request) => Promise<Response | undefined>;
};

export type PlatformServer = {
  fetch(request: Request, connection?: PlatformConnection): Promise<Response>;
};

/**
 * Everything that the mock Douyin answers, as one function: the operations at their documented paths, the control API below
 * `/_control`, and the page for the rest. A path that is nowhere is answered 404 with the nearest real one.
 */
export function platformServer(platform: MockPlatform, { control, page }: PlatformServerOptions = {}): PlatformServer {
  const controls = control ? controlApp(platform, control) : undefined;
  const paths = operationPaths(platform);
  return {
    async fetch(request, connection) {
      const { pathname } = new URL(request.url);
      if (controls && (pathname === controlPrefix || pathname.startsWith(`${controlPrefix}/`))) {
        return controls(request);
      }
      const isOperation = pathname.startsWith("/oauth/") || (await paths).has(pathname);
      const shown = isOperation ? undefined : await page?.(request);
      return shown ?? platform.app.fetch(request, connection);
    },
  };
}

async function operationPaths({ operations }: MockPlatform): Promise<ReadonlySet<string>> {
  const definitions = await Promise.all(operations.ids.map((id) => operations.load(id)));
  return new Set(definitions.map(({ path }) => path));
}
