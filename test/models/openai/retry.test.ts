import { afterEach, describe, expect, it, vi } from 'vitest';
import { readRetryAfter, waitBeforeRetry } from '../../../src/models/openai/retry.ts';

afterEach(() => vi.useRealTimers());

const asked = (headers: Record<string, string>) => readRetryAfter(new Headers(headers));

describe('the wait before a retry', () => {
  it('doubles from half a second up to eight, with half of it left to chance', () => {
    const longest = [500, 1_000, 2_000, 4_000, 8_000, 8_000, 8_000];
    longest.forEach((most, index) => {
      const wait = waitBeforeRetry(index + 1, null);
      expect(wait).toBeGreaterThanOrEqual(most / 2);
      expect(wait).toBeLessThanOrEqual(most);
    });
  });

  it('is what the endpoint asks for', () => {
    expect(waitBeforeRetry(1, 0)).toBe(0);
    expect(waitBeforeRetry(5, 59_000)).toBe(59_000);
  });

  it('is not worth it when the endpoint asks for more than a minute', () => {
    expect(waitBeforeRetry(1, 3_600_000)).toBeNull();
  });
});

describe('Retry-After', () => {
  it('is read in seconds', () => {
    expect(asked({ 'retry-after': '7' })).toBe(7_000);
    expect(asked({ 'retry-after': '0' })).toBe(0);
    expect(asked({ 'retry-after': '1.5' })).toBe(1_500);
  });

  it('is read as a date, which may have passed', () => {
    vi.useFakeTimers({ now: Date.parse('2026-11-22T10:00:00Z') });
    expect(asked({ 'retry-after': 'Sun, 22 Nov 2026 10:00:30 GMT' })).toBe(30_000);
    expect(asked({ 'retry-after': 'Sun, 22 Nov 2026 09:00:00 GMT' })).toBe(0);
  });

  it('gives way to retry-after-ms', () => {
    expect(asked({ 'retry-after': '7', 'retry-after-ms': '20' })).toBe(20);
  });

  it.each(['', 'soon', '-5', 'NaN', 'Infinity', '0x10'])('is not there when it says %j', (text) => {
    expect(asked({ 'retry-after': text })).toBeNull();
  });

  it('need not be there', () => {
    expect(asked({})).toBeNull();
  });
});
