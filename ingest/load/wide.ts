import { decodeAs } from './encodings.ts';

/*
 * UTF-16 and UTF-32 without a byte order mark. Any two bytes make a character of UTF-16, so that what tells
 * text is that its characters are of one script: those of arbitrary bytes are of every script there is.
 */

const JUDGED_BYTES = 8192;
const MIN_SHARE_OF_SCRIPT = 0.9;
/** UTF-16 of ASCII is half zeros; ASCII with zeros in it, as between names in a list, has fewer. */
const MIN_ZERO_SHARE = 0.25;
const MAX_CONTROL_SHARE = 0.02;

/** Ends of the parts of Unicode that a script may draw on, and what each is to it. */
const PARTS: readonly (readonly [end: number, part: 'shared' | 'latin' | 'asian' | 'block'])[] = [
  [0x80, 'shared'],
  [0x250, 'latin'],
  [0x1e00, 'block'],
  [0x1f00, 'latin'],
  [0x2000, 'block'],
  [0x2070, 'shared'],
  [0x3000, 'block'],
  [0x3040, 'shared'],
  [0xd800, 'asian'],
  [0xff00, 'block'],
  [0x10000, 'asian'],
];
/** Control characters, tabs and line ends aside, and what Unicode leaves empty or to others. */
const NO_TEXT = /(?![\t-\r\u0085])[\p{Cc}\p{Cn}\p{Co}]/u;

/** The one of the four that the bytes are in; null when they are in none. */
export function wideEncodingOf(bytes: Uint8Array): string | null {
  if (!bytes.includes(0)) return null;
  const sample = bytes.subarray(0, JUDGED_BYTES);
  if (isNarrow(sample)) return null;
  const zerosLast = countZeros(sample, 1) > countZeros(sample, 0);
  const utf16 = zerosLast ? ['utf-16le', 'utf-16be'] : ['utf-16be', 'utf-16le'];
  const encodings = ['utf-32le', 'utf-32be', ...utf16];
  return encodings.find((encoding) => isText(decodeSample(encoding, sample))) ?? null;
}

/** Text of single bytes with some zeros between them. */
function isNarrow(sample: Uint8Array): boolean {
  const zeros = sample.filter((byte) => byte === 0).length;
  const controls = sample.filter((byte) => byte > 0 && byte < 32 && (byte < 9 || byte > 13)).length;
  if (zeros > sample.length * MIN_ZERO_SHARE) return false;
  if (controls > 1 && controls > sample.length * MAX_CONTROL_SHARE) return false;
  return decodeSample('utf-8', sample) !== null;
}

function countZeros(sample: Uint8Array, parity: 0 | 1): number {
  let zeros = 0;
  for (let at = parity; at < sample.length; at += 2) if (sample[at] === 0) zeros++;
  return zeros;
}

/** The end of the sample may cut a character in two. */
function decodeSample(encoding: string, sample: Uint8Array): string | null {
  if (sample.length < JUDGED_BYTES) return decodeAs(encoding, sample);
  for (const cut of [0, 1, 2, 3]) {
    const text = decodeAs(encoding, sample.subarray(0, sample.length - cut));
    if (text !== null) return text;
  }
  return null;
}

/** Of one script, Latin and marks aside, and with characters that every script shares. */
function isText(text: string | null): boolean {
  // White space alone speaks for no script.
  if (text === null || text.trim() === '' || NO_TEXT.test(text)) return false;
  const parts = new Map<string, number>();
  for (let at = 0; at < text.length; at++) {
    const part = partOf(text.charCodeAt(at));
    parts.set(part, (parts.get(part) ?? 0) + 1);
  }
  const shared = parts.get('shared') ?? 0;
  parts.delete('shared');
  const most = Math.max(0, ...parts.values());
  return shared > 0 && shared + most >= text.length * MIN_SHARE_OF_SCRIPT;
}

function partOf(code: number): string {
  const part = PARTS.find(([end]) => code < end)?.[1] ?? 'block';
  // A script has 256 characters to itself, or shares them with one or two others.
  return part === 'block' ? String(code >> 8) : part;
}
