/** What a file shows itself to be by its first bytes, whatever its name. */
export type Signature =
  | { readonly kind: 'pdf' | 'rtf' | 'html' | 'xml' | 'zip' | 'ole' }
  /** Nothing that is read; `what` as it stands in a sentence: "a PNG image". */
  | { readonly kind: 'foreign'; readonly what: string };

/** By bytes that no text begins with, or none but by design. */
const FOREIGN: readonly (readonly [start: string, what: string])[] = [
  ['\x89PNG', 'a PNG image'],
  ['GIF8', 'a GIF image'],
  ['\xff\xd8\xff', 'a JPEG image'],
  ['II*\0', 'a TIFF image'],
  ['MM\0*', 'a TIFF image'],
  ['\0\0\x01\0', 'an icon'],
  ['8BPS', 'a Photoshop image'],
  ['OggS', 'a sound or a film'],
  ['ID3\x02', 'a sound'],
  ['ID3\x03', 'a sound'],
  ['ID3\x04', 'a sound'],
  ['fLaC\0', 'a sound'],
  ['\x1a\x45\xdf\xa3', 'a film'],
  ['\x1f\x8b', 'packed with gzip'],
  ['BZh9', 'packed with bzip2'],
  ['\xfd7zXZ', 'packed with xz'],
  ['\x28\xb5\x2f\xfd', 'packed with Zstandard'],
  ['7z\xbc\xaf', 'a 7-Zip archive'],
  ['Rar!\x1a', 'a RAR archive'],
  ['\x7fELF', 'a program'],
  ['MZ\x90\0', 'a program'],
  ['\xcf\xfa\xed\xfe', 'a program'],
  ['\xca\xfe\xba\xbe', 'a program'],
  ['\0asm', 'a program'],
  ['SQLite format 3\0', 'a database'],
  ['wOFF', 'a font'],
  ['wOF2', 'a font'],
  ['%!PS', 'PostScript'],
  ['AT&TFORM', 'a DjVu document'],
];

/** RIFF (WebP, WAV, AVI) and ISO media (MP4, HEIC) begin with their lengths. */
const MEDIA = /^(?:RIFF[^]{4}(?:WEBP|WAVE|AVI )|\0[^]{3}ftyp)/;

const HEAD_BYTES = 1024;
const RTF = /^\s*\{\\rtf/;
/** A page may begin with comments and a declaration, whose own ends the comments must not swallow. */
const BEFORE_MARKUP = /^(?:\s|<!--[^]*?-->|<\?xml[^>]*>)*/;
const HTML = /^(?:<!doctype\s+html|<html[\s>])/i;
const XML = /^\s*<\?xml[\s]/;

/** Null when the first bytes may be of any text, or of anything unknown. */
export function signatureOf(bytes: Uint8Array): Signature | null {
  const raw = Buffer.from(bytes.subarray(0, HEAD_BYTES)).toString('latin1');
  const foreign = FOREIGN.find(([start]) => raw.startsWith(start))?.[1];
  if (foreign !== undefined) return { kind: 'foreign', what: foreign };
  if (MEDIA.test(raw)) return { kind: 'foreign', what: 'a picture, a sound or a film' };
  if (raw.startsWith('PK\x03\x04') || raw.startsWith('PK\x05\x06')) return { kind: 'zip' };
  if (raw.startsWith('\xd0\xcf\x11\xe0')) return { kind: 'ole' };
  if (isPdf(raw, bytes)) return { kind: 'pdf' };
  return markupOf(headText(raw));
}

/** Its mark may stand anywhere in the first kilobyte, so text about PDF is told from it by what follows. */
function isPdf(raw: string, bytes: Uint8Array): boolean {
  const at = raw.search(/%PDF-\d/);
  if (at < 0) return raw.startsWith('%PDF-');
  return raw.slice(0, at).trim() === '' || Buffer.from(bytes).includes('endobj');
}

function markupOf(head: string): Signature | null {
  if (RTF.test(head)) return { kind: 'rtf' };
  const body = head.slice(BEFORE_MARKUP.exec(head)?.[0].length ?? 0);
  if (HTML.test(body)) return { kind: 'html' };
  return XML.test(head) ? { kind: 'xml' } : null;
}

/** The first characters, as far as they are ASCII, in UTF-8, UTF-16 or UTF-32 alike. */
function headText(raw: string): string {
  return raw.replace(/^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff|\0\0\xfe\xff)/, '').replaceAll('\0', '');
}
