/** What RTF is made of. */
export type RtfToken =
  | { readonly kind: 'open' }
  | { readonly kind: 'close' }
  /** `\par`, `\fs20`; a sign such as `\~` is a word of one character. */
  | { readonly kind: 'word'; readonly word: string; readonly parameter: number | null }
  /** Bytes in a code page that only the words before tell. */
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array };

const OPEN = 0x7b;
const CLOSE = 0x7d;
const BACKSLASH = 0x5c;
const APOSTROPHE = 0x27;
const MINUS = 0x2d;
const SPACE = 0x20;
const CARRIAGE_RETURN = 0x0d;
const LINE_FEED = 0x0a;

/** A number that has more is none. */
const MAX_DIGITS = 10;

/** The tokens of a document, in one pass. Binary data (`\bin`) is passed over. */
export function* readTokens(given: Uint8Array): Generator<RtfToken> {
  const bytes = Buffer.from(given.buffer, given.byteOffset, given.byteLength);
  let at = 0;
  while (at < bytes.length) {
    switch (bytes[at] ?? 0) {
      case OPEN:
        yield { kind: 'open' };
        at++;
        break;
      case CLOSE:
        yield { kind: 'close' };
        at++;
        break;
      case CARRIAGE_RETURN:
      case LINE_FEED:
        at++;
        break;
      case BACKSLASH: {
        const { token, end } = readControl(bytes, at + 1);
        yield token;
        at = end;
        break;
      }
      default: {
        const end = endOfText(bytes, at);
        yield { kind: 'bytes', bytes: bytes.subarray(at, end) };
        at = end;
      }
    }
  }
}

function endOfText(bytes: Uint8Array, start: number): number {
  let end = start;
  while (end < bytes.length && !isSyntax(bytes[end])) end++;
  return end;
}

function isSyntax(byte: number | undefined): boolean {
  return (
    byte === OPEN ||
    byte === CLOSE ||
    byte === BACKSLASH ||
    byte === CARRIAGE_RETURN ||
    byte === LINE_FEED
  );
}

interface Control {
  readonly token: RtfToken;
  readonly end: number;
}

/** @param start behind the backslash */
function readControl(bytes: Buffer, start: number): Control {
  const first = bytes[start];
  if (!isLetter(first)) return readSign(bytes, start);
  let end = start;
  while (isLetter(bytes[end])) end++;
  const word = bytes.toString('latin1', start, end);
  const digits = end + (bytes[end] === MINUS ? 1 : 0);
  let numberEnd = digits;
  while (isDigit(bytes[numberEnd])) numberEnd++;
  const hasNumber = numberEnd > digits && numberEnd - digits <= MAX_DIGITS;
  const parameter = hasNumber ? Number(bytes.toString('latin1', end, numberEnd)) : null;
  // A minus without digits is text.
  if (numberEnd > digits) end = numberEnd;
  // One space belongs to the word.
  if (bytes[end] === SPACE) end++;
  if (word === 'bin') end += Math.max(0, parameter ?? 0);
  return { token: { kind: 'word', word, parameter }, end };
}

function readSign(bytes: Buffer, at: number): Control {
  const sign = bytes[at];
  if (sign === APOSTROPHE) {
    const code = Number.parseInt(bytes.toString('latin1', at + 1, at + 3), 16);
    const decoded = Number.isNaN(code) ? [] : [code];
    return { token: { kind: 'bytes', bytes: Uint8Array.from(decoded) }, end: at + 3 };
  }
  if (sign === BACKSLASH || sign === OPEN || sign === CLOSE) {
    return { token: { kind: 'bytes', bytes: bytes.subarray(at, at + 1) }, end: at + 1 };
  }
  const isLineEnd = sign === CARRIAGE_RETURN || sign === LINE_FEED;
  const word = isLineEnd ? 'par' : bytes.toString('latin1', at, at + 1);
  return { token: { kind: 'word', word, parameter: null }, end: at + 1 };
}

function isLetter(byte: number | undefined): boolean {
  return byte !== undefined && ((byte >= 65 && byte <= 90) || (byte >= 97 && byte <= 122));
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 48 && byte <= 57;
}
