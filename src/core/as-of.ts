import { FootnoteError } from './errors.ts';

const ISO_TIME = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2}))?$/;

/**
 * An as-of point as a person or a program writes it: a seq, or an ISO 8601 time, which is given back in
 * UTC. A date alone is its first instant in UTC; a time without a zone could mean anything and is refused.
 * @throws INVALID_REQUEST
 */
export function parseAsOf(raw: number | string): number | string {
  if (typeof raw === 'number') return raw;
  if (/^\d{1,15}$/.test(raw)) return Number(raw);
  const time = ISO_TIME.test(raw) ? new Date(raw) : new Date(NaN);
  // Date rolls the 31st of April over to the 1st of May rather than refusing it.
  const isDay =
    new Date(`${raw.slice(0, 10)}T00:00:00Z`).toJSON()?.startsWith(raw.slice(0, 10)) === true;
  if (!Number.isNaN(time.getTime()) && isDay) return time.toISOString();
  const message = 'is neither a seq nor an ISO 8601 time with its zone, as 2026-03-01T12:00:00Z';
  throw new FootnoteError(
    'INVALID_REQUEST',
    { errors: [{ path: '/asOf', message }] },
    { detail: `asOf ${message}.` },
  );
}
