import type { MockPlatform } from "../mock-platform.js";

/**
 * The ids of orders that changed, as server-sent events; `""` stands for what is no order. Changes while a slow reader is busy
 * are told together.
 */
export function changeStream(platform: Pick<MockPlatform, "onChange">): Response {
  const changed = new Set<string>();
  let wake = (): void => undefined;
  let isOver = false;
  const leave = platform.onChange((orderId) => {
    changed.add(orderId ?? "");
    wake();
  });
  const stream = new ReadableStream<Uint8Array>(
    {
      start: (controller) => controller.enqueue(bytes("retry: 1000\n\n")),
      async pull(controller) {
        if (changed.size === 0) {
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
        if (isOver) return;
        const ids = [...changed];
        changed.clear();
        controller.enqueue(bytes(`data: ${JSON.stringify(ids)}\n\n`));
      },
      cancel() {
        isOver = true;
        leave();
        wake();
      },
    },
    { highWaterMark: 1 },
  );
  return new Response(stream, { headers: { "content-type": "text/event-stream" } });
}

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
