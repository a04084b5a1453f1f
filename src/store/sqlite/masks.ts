/*
 * A scope as a mask over slots: 1 for each passage that stands in it. A mask is never written to once it is
 * in use.
 */

interface Statistics {
  readonly passageCount: number;
  readonly meanLength: number;
}

/** By mask, counted once. */
const statistics = new WeakMap<Uint8Array, Statistics>();

export function statisticsOf(mask: Uint8Array, lengths: Float32Array): Statistics {
  let known = statistics.get(mask);
  if (known === undefined) {
    let passageCount = 0;
    let totalLength = 0;
    for (let slot = 0; slot < mask.length; slot++) {
      if (mask[slot] !== 1) continue;
      passageCount++;
      totalLength += lengths[slot] ?? 0;
    }
    known = { passageCount, meanLength: passageCount === 0 ? 0 : totalLength / passageCount };
    statistics.set(mask, known);
  }
  return known;
}

/** Up to `count` slots of a mask, evenly spread. */
export function sampleOf(mask: Uint8Array, passageCount: number, count: number): number[] {
  const wanted = Math.min(count, passageCount);
  const sampled: number[] = [];
  let seen = 0;
  for (let slot = 0; slot < mask.length && sampled.length < wanted; slot++) {
    if (mask[slot] !== 1) continue;
    if (seen >= (sampled.length * passageCount) / wanted) sampled.push(slot);
    seen++;
  }
  return sampled;
}
