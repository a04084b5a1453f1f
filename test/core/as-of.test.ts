import { describe, expect, it } from 'vitest';
import { parseAsOf } from '../../src/core/as-of.ts';

describe('parseAsOf', () => {
  it.each([
    [12, 12],
    ['12', 12],
    ['2026-03-01', '2026-03-01T00:00:00.000Z'],
    ['2026-03-01T12:00Z', '2026-03-01T12:00:00.000Z'],
    ['2026-03-01T12:00:00.5+02:00', '2026-03-01T10:00:00.500Z'],
    ['2024-02-29', '2024-02-29T00:00:00.000Z'],
  ])('reads %s', (raw, expected) => {
    expect(parseAsOf(raw)).toBe(expected);
  });

  it.each([
    '',
    'now',
    '2026-02-30',
    '2025-02-29T00:00:00Z',
    '2026-13-01',
    '2026-03-01T12:00:00',
    '2026-03-01T25:00Z',
    '-1',
    '1.5',
  ])('refuses %j', (raw) => {
    expect(() => parseAsOf(raw)).toThrow(expect.objectContaining({ code: 'INVALID_REQUEST' }));
  });
});
