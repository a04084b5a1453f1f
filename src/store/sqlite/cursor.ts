import { FootnoteError } from '../../core/errors.ts';

/** A list goes on after the key in its cursor; the form is ours to change. */
export function encodeCursor(lastKey: string): string {
  return Buffer.from(JSON.stringify([lastKey])).toString('base64url');
}

/** @throws INVALID_CURSOR */
export function decodeCursor(cursor: string): string {
  try {
    const decoded: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(decoded) && typeof decoded[0] === 'string') return decoded[0];
  } catch {
    // Falls through to the one error there is.
  }
  throw new FootnoteError('INVALID_CURSOR');
}
