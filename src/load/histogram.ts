/** Counts of whole microseconds in buckets that grow with the value: no value is off by more than one part in `2^bits`. */
export type Histogram = {
  readonly bits: number;
  readonly counts: Uint32Array;
  total: number;
  sum: number;
  max: number;
};

/** A thousandth: for what is reported. */
export const fineBits = 10;
/** Three hundredths: for one second of a plot. */
export const coarseBits = 5;

export function createHistogram(bits: number = fineBits): Histogram {
  return { bits, counts: new Uint32Array((33 - bits) << bits), total: 0, sum: 0, max: 0 };
}

export function record(histogram: Histogram, microseconds: number): void {
  const value = Math.min(Math.max(Math.round(microseconds), 0), largest);
  const at = bucketOf(value, histogram.bits);
  histogram.counts[at] = (histogram.counts[at] ?? 0) + 1;
  histogram.total += 1;
  histogram.sum += value;
  if (value > histogram.max) histogram.max = value;
}

/** Adds what another one of the same fineness has counted. */
export function merge(into: Histogram, { counts, total, sum, max }: Histogram): void {
  for (let i = 0; i < counts.length; i++) into.counts[i] = (into.counts[i] ?? 0) + (counts[i] ?? 0);
  into.total += total;
  into.sum += sum;
  into.max = Math.max(into.max, max);
}

/** The smallest recorded value (to the bucket's upper end) that `percent` of the values do not exceed; 0 when there are none. */
export function percentile({ bits, counts, total, max }: Histogram, percent: number): number {
  if (total === 0) return 0;
  const wanted = Math.min(total, Math.max(1, Math.ceil((percent / 100) * total)));
  let seen = 0;
  for (let i = 0; i < counts.length; i++) {
    seen += counts[i] ?? 0;
    if (seen >= wanted) return Math.min(max, highest(i, bits));
  }
  return max;
}

/** A little over an hour. */
const largest = 0xffff_ffff;

function bucketOf(value: number, bits: number): number {
  const shift = Math.max(0, 31 - Math.clz32(value) - bits);
  return shift * 2 ** bits + (value >>> shift);
}

function highest(bucket: number, bits: number): number {
  const width = 2 ** bits;
  if (bucket < 2 * width) return bucket;
  const shift = Math.floor(bucket / width) - 1;
  return (bucket - shift * width + 1) * 2 ** shift - 1;
}
