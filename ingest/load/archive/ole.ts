import { FootnoteError } from '../../../src/core/errors.ts';
import { openOle } from './ole-container.ts';

/** What an OLE2 container (Office 97 to 2003, and OOXML behind a password) holds. */
export type OleKind = 'word' | 'excel' | 'powerpoint' | 'encrypted' | 'unknown';

const SIGNATURE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

const KINDS: readonly (readonly [stream: string, kind: OleKind])[] = [
  ['encryptedpackage', 'encrypted'],
  ['worddocument', 'word'],
  ['powerpoint document', 'powerpoint'],
  ['workbook', 'excel'],
  ['book', 'excel'],
];

export function isOle(bytes: Uint8Array): boolean {
  return SIGNATURE.every((byte, index) => bytes[index] === byte);
}

/**
 * Judged by the streams in the container's root, so that a Word document with a worksheet in it is a Word
 * document. `unknown` for what is damaged or something else (a message, a drawing).
 */
export function kindOfOle(bytes: Uint8Array): OleKind {
  try {
    const { names } = openOle(bytes);
    return KINDS.find(([stream]) => names.includes(stream))?.[1] ?? 'unknown';
  } catch (error) {
    if (error instanceof FootnoteError) return 'unknown';
    throw error;
  }
}
