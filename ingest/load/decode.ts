import { FootnoteError } from '../../src/core/errors.ts';
import { toCanonicalText } from '../../src/core/text.ts';
import { guessEncodings } from './detect-encoding.ts';
import { decodeAs, encodingNamed } from './encodings.ts';
import { refuseBinary, refuseDamaged } from './no-text.ts';
import { wideEncodingOf } from './wide.ts';

/** What is said about the encoding of some bytes. A `LoadInput` will do. */
export interface EncodingHints {
  /** As a caller stated it, such as `text/plain; charset=koi8-r`; null = nothing stated. */
  readonly mediaType: string | null;
  /** Whether the text is HTML or XML, which may declare its encoding itself. */
  readonly markup?: boolean;
}

export interface DecodedText {
  /** Canonical text. */
  readonly text: string;
  /** As `encodingNamed` names it. */
  readonly encoding: string;
}

const BYTE_ORDER_MARKS: readonly (readonly [encoding: string, mark: string])[] = [
  // Before UTF-16, whose mark it begins with.
  ['utf-32le', '\xff\xfe\0\0'],
  ['utf-32be', '\0\0\xfe\xff'],
  ['utf-8', '\xef\xbb\xbf'],
  ['utf-16le', '\xff\xfe'],
  ['utf-16be', '\xfe\xff'],
];
const WIDE = /^utf-(?:16|32)/;
/** Declarations stand at the top. HTML asks for the first 1,024 bytes, and pages are more generous. */
const DECLARED_WITHIN = 4096;
const XML_DECLARATION = /^\s*<\?xml[^>]*?\sencoding\s*=\s*["']\s*([\w.:-]+)/i;
const META_CHARSET = /<meta\s[^>]*?charset\s*=\s*["']?\s*([\w.:-]+)/i;
/** What designates Japanese in ISO-2022-JP, all of whose bytes are ASCII. */
const ISO_2022_JP = ['\x1b$@', '\x1b$B'];
/** Guesses below are no better than for random bytes, which reach .035; see test/ingest/load/decode.test.ts. */
const MIN_SCORE = 0.04;
const NAMED_GUESSES = 3;

/**
 * The canonical text of bytes in whatever encoding. In this order: a byte order mark; the charset of the
 * Content-Type, which must hold; UTF-16 and UTF-32 by their zero bytes; valid UTF-8; what HTML or XML
 * declares, if the bytes are valid in it; what they most likely are.
 * @throws CORRUPT_DOCUMENT when the bytes are no text
 * @throws INVALID_ENCODING when they are not valid in the encoding that is stated, or tell of none
 */
export function decodeText(bytes: Uint8Array, hints: EncodingHints): DecodedText {
  const known = markOf(bytes) ?? statedBy(hints.mediaType) ?? wideEncodingOf(bytes);
  if (known !== null) return decodeKnown(bytes, known);
  return decodeNarrow(bytes, hints.markup ?? false);
}

function markOf(bytes: Uint8Array): string | null {
  const start = String.fromCharCode(...bytes.subarray(0, 4));
  return BYTE_ORDER_MARKS.find(([, mark]) => start.startsWith(mark))?.[0] ?? null;
}

function statedBy(mediaType: string | null): string | null {
  const charset = /;\s*charset\s*=\s*"?([^\s";]+)/i.exec(mediaType ?? '')?.[1];
  if (charset === undefined) return null;
  const encoding = encodingNamed(charset);
  if (encoding !== null) return encoding;
  throw invalid({ charset }, `The charset "${charset}" is not known. Save the text as UTF-8.`);
}

function decodeKnown(bytes: Uint8Array, encoding: string): DecodedText {
  if (!WIDE.test(encoding)) refuseBinary(bytes);
  const text = decodeAs(encoding, bytes);
  if (text !== null) return { text: toCanonicalText(text), encoding };
  if (encoding === 'utf-8') refuseDamaged(bytes);
  throw invalid(
    { encoding },
    `The bytes are not valid ${encoding}, which they seem or are said to be.`,
  );
}

function decodeNarrow(bytes: Uint8Array, markup: boolean): DecodedText {
  refuseBinary(bytes);
  for (const encoding of candidates(bytes, markup)) {
    const text = decodeAs(encoding, bytes);
    if (text !== null) return { text: toCanonicalText(text), encoding };
  }
  const guesses = guessEncodings(bytes).map(({ encoding }) => encoding);
  const best = guesses.slice(0, NAMED_GUESSES);
  const named = best.length > 0 ? ` It may be ${best.join(' or ')}.` : '';
  const remedy = 'Save it as UTF-8, or upload it with the charset in its Content-Type.';
  throw invalid(
    { guesses: best },
    `The text is not UTF-8, nor surely anything else.${named} ${remedy}`,
  );
}

/** Encodings to try, the surest first; each is looked for only when those before it did not do. */
function* candidates(bytes: Uint8Array, markup: boolean): Generator<string> {
  const start = Buffer.from(bytes.subarray(0, DECLARED_WITHIN)).toString('latin1');
  if (ISO_2022_JP.some((escape) => start.includes(escape))) yield 'iso-2022-jp';
  yield 'utf-8';
  const declared = markup ? declaredIn(start) : null;
  if (declared !== null) yield declared;
  refuseDamaged(bytes);
  for (const { encoding, score } of guessEncodings(bytes)) if (score >= MIN_SCORE) yield encoding;
}

/** What could be read as ASCII is not in UTF-16, whatever it says. */
function declaredIn(start: string): string | null {
  const label = XML_DECLARATION.exec(start)?.[1] ?? META_CHARSET.exec(withoutComments(start))?.[1];
  const encoding = label === undefined ? null : encodingNamed(label);
  return encoding === null || WIDE.test(encoding) ? null : encoding;
}

function withoutComments(html: string): string {
  return html.replace(/<!--[^]*?-->/g, '');
}

function invalid(details: Readonly<Record<string, unknown>>, detail: string): FootnoteError {
  return new FootnoteError('INVALID_ENCODING', details, { detail });
}
