/**
 * A hash of `text.slice(start, end)`, 0 to 2^32 − 1, the same on every machine: where to cut is decided by
 * it, so it must never change. FNV-1a over UTF-16 code units, then MurmurHash3's finaliser, since the high
 * bits of FNV alone hardly differ between short texts.
 */
export function hashText(text: string, start: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let at = start; at < end; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
