import type { IncomingMessage } from "node:http";
import type { Readable, Transform } from "node:stream";
import type { Failure } from "../core/exchange.js";
import { cappedBytes } from "./capped-bytes.js";

type Reader = {
  /** Called for every decoded chunk, however small. */
  onChunk(): void;
  /** The body is complete, too long or cannot be decoded. */
  onEnd(failure: Failure | undefined): void;
  /** The connection broke while it was read. */
  onError(error: unknown): void;
};

/** Everything decoded so far. */
export type Collected = () => Uint8Array;

/**
 * Reads and decodes a body, never holding more than `cap` decoded bytes and one chunk.
 * An encoding that Node 20 does not know leaves the bytes as they came.
 */
export function readBody(answer: IncomingMessage, cap: number, { onChunk, onEnd, onError }: Reader): Collected {
  const kept = cappedBytes(cap);
  const encodings = encodingsOf(answer);
  const isDecodable = encodings.length <= mostEncodings && encodings.every((name) => Object.hasOwn(decoders, name));
  const opened: Transform[] = [];
  const end = (failure: Failure | undefined): void => {
    // What a decoder has already swallowed may still unpack to a thousand times its size.
    for (const decoder of opened) decoder.destroy();
    onEnd(failure);
  };
  const undecodable = (): void => end({ kind: "bad-http", detail: "content-encoding" });

  answer.on("error", onError);
  decode(answer, isDecodable ? [...encodings].reverse() : [], {
    onDecoder(decoder) {
      opened.push(decoder);
      decoder.on("error", undecodable);
    },
    onDecoded(decoded) {
      decoded.on("data", (chunk: Buffer) => {
        if (!kept.add(chunk)) end({ kind: "too-large", detail: String(cap) });
        else onChunk();
      });
      decoded.on("end", () => (isDecodable ? end(undefined) : undecodable()));
    },
  });
  return () => kept.bytes();
}

/** More layers than this serve nothing but hiding a bomb. */
const mostEncodings = 3;

/** Most answers need none of it, and it takes a while to load. */
const zlib = (): typeof import("node:zlib") => process.getBuiltinModule("node:zlib");

const decoders: Readonly<Record<string, (firstByte: number) => Transform>> = {
  gzip: () => zlib().createGunzip(),
  "x-gzip": () => zlib().createGunzip(),
  br: () => zlib().createBrotliDecompress(),
  // The standard says zlib, many servers send raw deflate: the zlib header tells them apart.
  deflate: (firstByte) => ((firstByte & 0x0f) === 8 ? zlib().createInflate() : zlib().createInflateRaw()),
};

function encodingsOf(answer: IncomingMessage): readonly string[] {
  return (answer.headers["content-encoding"] ?? "")
    .split(",")
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== "" && name !== "identity");
}

type Decoding = { onDecoder(decoder: Transform): void; onDecoded(decoded: Readable): void };

/** Pipes `source` through one decoder after the other, the last one that the server applied first. */
function decode(source: Readable, [encoding, ...rest]: readonly string[], decoding: Decoding): void {
  const make = encoding === undefined ? undefined : decoders[encoding];
  if (!make) {
    decoding.onDecoded(source);
    return;
  }
  source.once("readable", () => {
    const first: Buffer | null = source.read(1);
    const firstByte = first?.[0];
    // A zlib stream calls no bytes at all an error; HTTP calls it an empty body.
    if (first === null || firstByte === undefined) {
      decoding.onDecoded(source);
      return;
    }
    source.unshift(first);
    const decoder = make(firstByte);
    decoding.onDecoder(decoder);
    decode(source.pipe(decoder), rest, decoding);
  });
}
