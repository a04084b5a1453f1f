import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom, withTypo } from '../../eval/typos.ts';
import { isOneEdit } from '../../src/store/vocabulary.ts';

const seeds = fc.integer({ min: 0, max: 1_000_000 });
const question = 'Which countries border the northern Netherlands today?';

/** The words of which the two differ. */
function changedWords(before: string, after: string): [string, string][] {
  const [old, now] = [before.split(' '), after.split(' ')];
  expect(now).toHaveLength(old.length);
  return old.flatMap((word, i): [string, string][] =>
    word === now[i] ? [] : [[word, now[i] ?? '']],
  );
}

describe('createRandom', () => {
  it('gives the same numbers for the same seed, on every machine', () => {
    const random = createRandom(42);
    const numbers = [random(), random(), random()];
    expect(numbers.map((value) => value.toFixed(6))).toEqual(['0.601104', '0.448291', '0.852466']);
    expect(createRandom(43)()).not.toBe(numbers[0]);
  });

  it('spreads over [0, 1)', () => {
    const random = createRandom(7);
    const tenths = Array.from({ length: 10 }, () => 0);
    for (let i = 0; i < 10_000; i++) tenths[Math.floor(random() * 10)]!++;
    expect(Math.min(...tenths)).toBeGreaterThan(900);
    expect(Math.max(...tenths)).toBeLessThan(1100);
  });
});

describe('withTypo', () => {
  it('gives the same question for the same seed', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        expect(withTypo(question, seed)).toBe(withTypo(question, seed));
      }),
    );
  });

  it('makes one slip of the keyboard inside one long content word, and keeps the others', () => {
    for (let seed = 1; seed <= 500; seed++) {
      const changed = changedWords(question, withTypo(question, seed));
      expect(changed).toHaveLength(1);
      for (const [before, after] of changed) {
        expect([before, after, isOneEdit(before, after)]).toEqual([before, after, true]);
        expect(before).toMatch(/^[A-Za-z]{5,}\??$/);
        expect(after[0]).toBe(before[0]);
        expect(after.endsWith('?')).toBe(before.endsWith('?'));
      }
    }
  });

  it('slips in different words and ways', () => {
    const made = new Set(Array.from({ length: 200 }, (_, seed) => withTypo(question, seed)));
    expect(made.size).toBeGreaterThan(50);
  });

  it('leaves a question alone that has no long content word', () => {
    expect(withTypo('Who are you?', 1)).toBe('Who are you?');
    expect(withTypo('', 1)).toBe('');
  });
});
