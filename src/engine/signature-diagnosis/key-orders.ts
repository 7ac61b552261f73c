import { compareBytes } from "../query.js";

/** Go maps, TreeMap, `ksort`, `sort_keys=True`. */
export function sortedKeys(keys: readonly string[]): readonly string[] {
  return keys.toSorted(compareBytes);
}

/** The order in which Java's HashMap gives its keys back: by bucket, then as inserted. fastjson 1 reads objects into one. */
export function hashMapKeys(keys: readonly string[]): readonly string[] {
  let buckets = 16;
  while (keys.length > buckets * 0.75) buckets *= 2;
  return keys.toSorted((a, b) => (spreadHash(a) & (buckets - 1)) - (spreadHash(b) & (buckets - 1)));
}

/** `String.hashCode`, its upper half folded into the lower one as HashMap does. */
function spreadHash(key: string): number {
  let hash = 0;
  for (let i = 0; i < key.length; i++) hash = (Math.imul(hash, 31) + key.charCodeAt(i)) | 0;
  return (hash ^ (hash >>> 16)) >>> 0;
}
