import { unzipSync, zipSync } from 'fflate';
import type { SeedDocument } from './seed-documents.ts';

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export type Random = () => number;

export function createRandom(seed: number): Random {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const below = (random: Random, count: number): number => Math.floor(random() * count);
const pick = <T>(random: Random, values: readonly T[]): T =>
  values[below(random, values.length)] as T;

/** A stretch of the bytes, mostly short. */
function stretch(random: Random, bytes: Uint8Array): readonly [start: number, end: number] {
  const start = below(random, bytes.length + 1);
  const length = Math.ceil(bytes.length ** random());
  return [start, Math.min(bytes.length, start + length)];
}

function splice(bytes: Uint8Array, start: number, end: number, inserted: Uint8Array): Uint8Array {
  return Buffer.concat([bytes.subarray(0, start), inserted, bytes.subarray(end)]);
}

const NOTHING = new Uint8Array(0);
/** Numbers that break what believes them, as text and as bytes. */
const BLOWN_UP = ['0', '-1', '65536', '2147483647', '4294967295', '99999999999', '1e308', 'NaN'];
/** What nests, repeats or ends things in one format or another. */
const TOKENS = ['<table>', '<td colspan=65534>', '<ul><li>', '<!--', ']]>', '{\\', '{{{{', '"', '[[[[',
  '> > > > ', '\0', '\ufeff', '\r', '\u2028', '&#x10ffff;', 'endobj', ' 0 R ', '/Kids [1 0 R]', '<<',
  '\\bin9999999 ', '\\u-1?', '```', '|', '---\n'].map((token) => Buffer.from(token)); // prettier-ignore

type Mutation = (bytes: Uint8Array, random: Random, other: Uint8Array) => Uint8Array;

const MUTATIONS: readonly Mutation[] = [
  function flipBits(bytes, random) {
    const flipped = Uint8Array.from(bytes);
    for (let times = 1 + below(random, 16); times > 0; times--) {
      const at = below(random, flipped.length);
      flipped[at] = (flipped[at] ?? 0) ^ (1 << below(random, 8));
    }
    return flipped;
  },
  function remove(bytes, random) {
    return splice(bytes, ...stretch(random, bytes), NOTHING);
  },
  function truncate(bytes, random) {
    return bytes.subarray(0, below(random, bytes.length));
  },
  function duplicate(bytes, random) {
    const [start, end] = stretch(random, bytes);
    const times = 1 + below(random, end - start < 1000 ? 200 : 4);
    const repeated = Buffer.concat(Array<Uint8Array>(times).fill(bytes.subarray(start, end)));
    return splice(bytes, start, start, repeated);
  },
  function insertNoise(bytes, random) {
    const noise = Uint8Array.from({ length: 1 + below(random, 64) }, () => below(random, 256));
    const at = below(random, bytes.length + 1);
    return splice(bytes, at, at, noise);
  },
  function insertToken(bytes, random) {
    const token = pick(random, TOKENS);
    const times = pick(random, [1, 1, 10, 3000]);
    const at = below(random, bytes.length + 1);
    return splice(bytes, at, at, Buffer.concat(Array<Uint8Array>(times).fill(token)));
  },
  function swap(bytes, random) {
    const [start, end] = stretch(random, bytes);
    const middle = start + below(random, end - start + 1);
    const turned = Buffer.concat([bytes.subarray(middle, end), bytes.subarray(start, middle)]);
    return splice(bytes, start, end, turned);
  },
  function spliceOther(bytes, random, other) {
    return splice(bytes, ...stretch(random, bytes), other.subarray(...stretch(random, other)));
  },
  function blowUpNumber(bytes, random) {
    const numbers = [...Buffer.from(bytes).toString('latin1').matchAll(/\d+/g)];
    const found = numbers[below(random, numbers.length)];
    if (found === undefined) return bytes;
    const end = found.index + found[0].length;
    return splice(bytes, found.index, end, Buffer.from(pick(random, BLOWN_UP)));
  },
  function blowUpField(bytes, random) {
    const at = below(random, Math.max(1, bytes.length - 4));
    const field = pick(random, [
      [255, 255, 255, 255],
      [0, 0, 0, 0],
      [255, 255, 255, 127],
      [0, 0, 1, 0],
    ]);
    return splice(bytes, at, at + 4, Uint8Array.from(field));
  },
];

/** A file damaged in one to four ways; of an archive, mostly one of the files in it. */
export function mutate(
  seed: SeedDocument,
  random: Random,
  seeds: readonly SeedDocument[],
): Uint8Array {
  const damage = (bytes: Uint8Array): Uint8Array => {
    let damaged = bytes;
    for (let times = 1 + below(random, 4); times > 0 && damaged.length > 0; times--) {
      damaged = pick(random, MUTATIONS)(damaged, random, pick(random, seeds).bytes);
    }
    return damaged;
  };
  const isArchive = seed.bytes[0] === 0x50 && seed.bytes[1] === 0x4b;
  if (!isArchive || random() < 0.3) return damage(seed.bytes);
  // From outside next to every change is found by a checksum, before any reader of a format sees it.
  const files = unzipSync(seed.bytes);
  const name = pick(random, Object.keys(files));
  return zipSync({ ...files, [name]: damage(files[name] ?? NOTHING) }, { level: 1 });
}
