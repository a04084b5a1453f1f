import { FootnoteError } from '../core/errors.ts';

/**
 * The revision that an `If-Match` header names, as `3` or `"3"`; 0 stands for "not there yet"; null when
 * there is no such header.
 * @throws INVALID_REQUEST for anything else, such as a list or `*`: ignored, it would let a write through
 */
export function expectedRevision(header: string | undefined): number | null {
  if (header === undefined) return null;
  const digits = /^(?:"(\d{1,15})"|(\d{1,15}))$/.exec(header.trim());
  if (digits) return Number(digits[1] ?? digits[2]);
  const message = 'must be one revision number, as 3 or "3"';
  throw new FootnoteError(
    'INVALID_REQUEST',
    { errors: [{ path: '/if-match', message }] },
    { detail: `If-Match ${message}.` },
  );
}
