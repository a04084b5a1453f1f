import { UNITS } from './measure-table.ts';

/*
 * Units by the ways they are written. What has one `base` is converted exactly (24 months are 2 years); days
 * and months are not: a month has no fixed number of days.
 */

export interface Measure {
  /** What it measures: a bare number under the same dimension may take the unit. */
  readonly dimension: string;
  readonly base: string;
  /** How many of `base` one of it is; several where usage differs (a MB is 1000 or 1024 kB). */
  readonly factors: readonly number[];
}

const BY_SPELLING = new Map<string, Measure[]>();
for (const [dimension, units] of Object.entries(UNITS)) {
  for (const [base, spellings] of Object.entries(units)) {
    for (const [words, factor] of spellings) {
      const measure = { dimension, base, factors: typeof factor === 'number' ? [factor] : factor };
      for (const word of words.split(' ')) {
        BY_SPELLING.set(word, [...(BY_SPELLING.get(word) ?? []), measure]);
      }
    }
  }
}
const POUND = [measureNamed('gbp'), measureNamed('lb')];
BY_SPELLING.set('pound', POUND);
const CENT = ['euro', 'dollar'].map((unit) => ({ ...measureNamed(unit), factors: [0.01] }));
BY_SPELLING.set('cent', CENT);
const IRREGULAR = new Map([
  ['feet', 'foot'],
  ['inches', 'inch'],
  ['centuries', 'century'],
  ['kronor', 'krona'],
  ['kroner', 'krone'],
  ['square-feet', 'square-foot'],
]);

/** What a word may measure, in singular, plural or genitive and lower case; empty when it is no unit. */
export function measuresNamed(spelling: string): readonly Measure[] {
  const word = spelling.replace(/['’]s$/, '');
  const direct = BY_SPELLING.get(IRREGULAR.get(word) ?? word);
  if (direct !== undefined) return direct;
  // "Has" is no plural of ha.
  return word.length > 3 && word.endsWith('s') ? (BY_SPELLING.get(word.slice(0, -1)) ?? []) : [];
}

function measureNamed(word: string): Measure {
  const [measure] = BY_SPELLING.get(word) ?? [];
  if (measure === undefined) throw new Error(`no unit ${word}`);
  return measure;
}
