import { chinaDate } from "../core/calendar.js";
import type { CallbackDefinition } from "../core/callback.js";
import { type Drawer, drawer } from "./generate/drawer.js";
import { redraw, type Shape, seedOfCount, shapeCount, shapeOf } from "./generate/redraw.js";
import { type GenerateDeps, type Generated, type PayloadOptions, payloadMaker } from "./generate.js";

/** The payloads of a stream by number, with the seeds of `seedOfCount`: what later ones share with earlier ones is made once. */
export type PayloadStream = {
  make(i: number): Generated;
  /** What payload `i` and every `shapeCount`-th after it look like; undefined where each is made on its own. */
  shape(i: number): Shape | undefined;
  /** Draws what differs between payloads of one shape. */
  readonly draw: Drawer;
};

export async function payloadStream(
  definition: CallbackDefinition,
  options: PayloadOptions,
  deps: GenerateDeps,
): Promise<PayloadStream> {
  const make = await payloadMaker(definition, deps);
  const draw = drawer(String(options.seed), chinaDate(options.now));
  const shapes: Shape[] = [];
  const isSampled = !options.fixture && !isDocSample(definition, options.variant);
  const sample = (i: number): Generated => make({ ...options, seed: seedOfCount(options.seed, i) });
  const shape = (i: number): Shape => {
    const at = i % shapeCount;
    const known = shapes[at] ?? shapeOf(definition, sample(at), options);
    shapes[at] = known;
    return known;
  };
  const stream = { stem: options.seed, draw, plain: (i: number) => sample(i % shapeCount).plain };
  return {
    draw,
    shape: (i) => (isSampled ? shape(i) : undefined),
    make(i) {
      if (!isSampled) return sample(i);
      if (i >= shapeCount) return redraw(shape(i), stream, i);
      const made = sample(i);
      shapes[i] ??= shapeOf(definition, made, options);
      return made;
    },
  };
}

/** `count` payloads, made one at a time as they are asked for, with the seeds of `seedOfCount`. */
export async function* streamPayloads(
  definition: CallbackDefinition,
  options: PayloadOptions,
  count: number,
  deps: GenerateDeps,
): AsyncGenerator<Generated, void, undefined> {
  const { make } = await payloadStream(definition, options, deps);
  for (let i = 0; i < count; i++) yield make(i);
}

function isDocSample({ variants }: CallbackDefinition, name: string | undefined): boolean {
  return variants.some((variant) => variant.isDocSample === true && variant.name === name);
}
