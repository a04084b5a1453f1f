import { FootnoteError } from '../../src/core/errors.ts';
import { createLineIndex } from '../../src/core/text.ts';

/** Text of another encoding has next to no characters that are valid UTF-8. */
const MAX_DAMAGED_SHARE = 0.1;
const REPLACEMENT = 0xfffd;
const ASCII_END = 0x80;
const SNIFFED_BYTES = 8192;
/** Text has next to no control bytes; of compressed or executable bytes about a tenth are. */
const MAX_CONTROL_SHARE = 0.02;

/**
 * UTF-8 of which some bytes are broken would pass for another encoding, with every accent wrong.
 * @throws INVALID_ENCODING for it, with the line
 */
export function refuseDamaged(bytes: Uint8Array): void {
  const text = new TextDecoder('utf-8').decode(bytes);
  let damaged = 0;
  let whole = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === REPLACEMENT) damaged++;
    else if (code >= ASCII_END) whole++;
  }
  if (damaged === 0 || damaged > whole * MAX_DAMAGED_SHARE) return;
  const line = createLineIndex(text).lineAt(text.indexOf('\ufffd'));
  const places = damaged === 1 ? '' : `, the first of ${damaged} places`;
  const detail = `The text is UTF-8, but broken in line ${line}${places}.`;
  throw new FootnoteError('INVALID_ENCODING', { damaged, line }, { detail });
}

/** @throws CORRUPT_DOCUMENT for bytes that are no text of single or double bytes */
export function refuseBinary(bytes: Uint8Array): void {
  const sample = bytes.subarray(0, SNIFFED_BYTES);
  let controls = 0;
  for (const byte of sample) if (byte < 32 && !isTextControl(byte)) controls++;
  // One stray control byte in a short text is a flaw of the text, not a sign of another format.
  if (controls <= 1 || controls <= sample.length * MAX_CONTROL_SHARE) return;
  throw new FootnoteError('CORRUPT_DOCUMENT', {}, { detail: 'The file is not text.' });
}

/** Tab, line ends, form feed and escape (colours in logs). */
function isTextControl(byte: number): boolean {
  return (byte >= 9 && byte <= 13) || byte === 27;
}
