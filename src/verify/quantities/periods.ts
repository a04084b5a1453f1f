import { measuresNamed } from './measures.ts';
import type { ReadText } from './read.ts';
import type { Token } from './types.ts';

/*
 * Periods that are told by where they lie: "the next month", "the same day", "the end of a calendar year".
 */

interface Period {
  readonly place: string;
  readonly unit: string;
}

const RELATIONS = new Map([
  ...['next', 'following', 'coming', 'subsequent'].map((word) => [word, 'next'] as const),
  ...['previous', 'preceding', 'prior'].map((word) => [word, 'previous'] as const),
  ...['same', 'current'].map((word) => [word, 'same'] as const),
]);
const EDGES = new Map([
  ['end', 'end'],
  ['close', 'end'],
  ['start', 'start'],
  ['beginning', 'start'],
  ['middle', 'middle'],
]);
const UNIT = /^(?:day|week|month|quarter|year|season|term)s?$/;
const QUALITIES = /^(?:calendar|working|business|full|whole|financial)$/;
const ARTICLES = /^(?:an?|the|each|every|that|this|any|your|its|our|their)$/;

/**
 * Whether the quotes place each period as the claim does. A claim may place one that its quotes only name
 * ("the month after it" has many wordings), but not where they place the same unit elsewhere, or another
 * unit in the same place, nor where they speak of no such unit and of no date.
 */
export function periodsSupported(said: ReadText, held: ReadText): boolean {
  const given = [...relationsOf(held.tokens), ...edgesOf(held.tokens)];
  const dated = held.quantities.some(({ kind }) => kind === 'date');
  const named = new Set(held.tokens.flatMap(({ text }) => unitOf(text) ?? []));
  const stands = (family: readonly Period[]) => (period: Period) => {
    if (given.some(({ place, unit }) => place === period.place && unit === period.unit))
      return true;
    const rivals = family.filter(
      ({ place, unit }) => (place === period.place) !== (unit === period.unit),
    );
    return rivals.length === 0 && (dated || named.has(period.unit));
  };
  return (
    relationsOf(said.tokens).every(stands(relationsOf(held.tokens))) &&
    edgesOf(said.tokens).every(stands(edgesOf(held.tokens)))
  );
}

/** "The next day", "the month after next", "the day before the visit". */
function relationsOf(tokens: readonly Token[]): Period[] {
  return tokens.flatMap(({ text }, at): Period[] => {
    const place = RELATIONS.get(text);
    if (place !== undefined) {
      const next = QUALITIES.test(tokens[at + 1]?.text ?? '') ? at + 2 : at + 1;
      const unit = unitOf(tokens[next]?.text ?? '');
      return unit === null ? [] : [{ place, unit }];
    }
    const unit = unitOf(text);
    if (unit === null || text.endsWith('s') || !isArticled(tokens, at)) return [];
    const side = tokens[at + 1]?.text;
    if (side === 'before') return [{ place: 'previous', unit }];
    if (side !== 'after') return [];
    return [{ place: tokens[at + 2]?.text === 'next' ? 'after next' : 'next', unit }];
  });
}

/** "The day before", not "a day before", which is a length of time. */
function isArticled(tokens: readonly Token[], at: number): boolean {
  const before = QUALITIES.test(tokens[at - 1]?.text ?? '') ? at - 2 : at - 1;
  return tokens[before]?.text === 'the';
}

/** "The end of the month", "the beginning of each quarter". */
function edgesOf(tokens: readonly Token[]): Period[] {
  return tokens.flatMap(({ text }, at): Period[] => {
    const place = EDGES.get(text);
    if (place === undefined || tokens[at + 1]?.text !== 'of') return [];
    let next = at + 2;
    while (isFiller(tokens[next]?.text ?? '') && next < at + 5) next++;
    const unit = unitOf(tokens[next]?.text ?? '');
    return unit === null ? [] : [{ place, unit }];
  });
}

function isFiller(text: string): boolean {
  return ARTICLES.test(text) || QUALITIES.test(text) || RELATIONS.has(text);
}

function unitOf(text: string): string | null {
  if (!UNIT.test(text)) return null;
  return measuresNamed(text).length > 0 || /^(?:season|term)s?$/.test(text)
    ? text.replace(/s$/, '')
    : null;
}
