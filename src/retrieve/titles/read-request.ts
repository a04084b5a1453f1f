import { readAvailability } from './availability.ts';
import type { Catalogue, Role } from './catalogue.ts';
import { readComparisons, readSamePeople } from './comparisons.ts';
import { readEarlierTurns } from './earlier-turns.ts';
import { readGenres } from './genres.ts';
import { readKinds } from './kinds.ts';
import { readMeasures } from './measures.ts';
import { takeTitles } from './mentions.ts';
import { createReader, type Reader } from './reader.ts';
import { readSubject } from './subject.ts';
import type { LikedTitle, Title, TitleCondition, TitleOrder, TitleRequest } from './types.ts';
import { readCountries, readLanguages, readPeople } from './values.ts';
import { readPrice, readViewers } from './viewers.ts';

/** Shown when the request names no number. */
const DEFAULT_COUNT = 5;
const MAX_COUNT = 20;
/** What was praised earlier in the conversation says less than what is named in the question. */
const PRAISED_WEIGHT = 0.3;

const ORDERS: readonly (readonly [RegExp, Role, TitleOrder['direction']])[] = [
  [
    /\b(?:best(?:[- ]rated)?|highest(?:[- ](?:rated|scor\w+|rating))?|top(?:[- ]rated)?|most (?:popular|loved))\b/,
    'score',
    'descending',
  ],
  [/\b(?:worst|lowest)(?:[- ]rated)?\b/, 'score', 'ascending'],
  [/\b(?:newest|latest|most recent)\b/, 'year', 'descending'],
  [/\b(?:oldest|earliest)\b/, 'year', 'ascending'],
  [/\bshortest\b/, 'minutes', 'ascending'],
  [/\blongest\b/, 'minutes', 'descending'],
];
const COUNT =
  /(?<!\d[.,])\b(\d{1,2}) (?=(?:\w+ ){0,2}(?:films?|movies?|series|shows?|documentar\w+|comedies|thrillers|titles|ideas|suggestions|recommendations|options|things)\b)/;

/**
 * A question for titles as the catalogue's own fields understand it.
 * @param history what the viewer said before, oldest first
 * @param filtered fields that the caller's filter already bounds
 */
export function readRequest(
  question: string,
  history: readonly string[],
  day: string,
  catalogue: Catalogue,
  filtered: ReadonlySet<string>,
): TitleRequest {
  const reader = createReader(question);
  const mentions = takeTitles(reader, question, catalogue);
  const told = readEarlierTurns(history, catalogue);
  const [first] = mentions;
  const samePeople = first === undefined ? [] : readSamePeople(reader, catalogue, first.title);
  const conditions: TitleCondition[] = [
    ...(first === undefined ? [] : readComparisons(reader, catalogue, first.title)),
    ...samePeople,
    ...readFields(reader, catalogue, day, filtered),
  ];
  // Whoever asks for a director's other titles need not want them to be alike.
  const alike = samePeople.length === 0 || /\b(?:like|similar|resembl\w+)\b/.test(reader.text);
  const resembled = mentions.filter(({ index }) => alike && !reader.isDenied(index));
  const order = readOrder(reader, catalogue);
  const count = readCount(reader);
  const wanted = readWanted(reader, catalogue);
  const { about, stated, avoid } = readSubject(reader, catalogue);
  return {
    day,
    conditions: [...conditions, ...wanted, ...told.refused],
    like: likedOf(
      resembled.map(({ title }) => title),
      told.praised,
    ),
    known: slotsOf([...mentions.map(({ title }) => title), ...told.seen]),
    about,
    aboutStated: stated,
    avoid: [...avoid, ...told.avoid],
    order,
    count,
  };
}

/** What is named counts alone; what was praised earlier when nothing is. */
function likedOf(named: readonly Title[], praised: readonly Title[]): LikedTitle[] {
  return named.length > 0
    ? named.map((title) => ({ title, weight: 1 }))
    : praised.map((title) => ({ title, weight: PRAISED_WEIGHT }));
}

/** What the fields with a measure say: for whom, when, how long, for how much. */
function readFields(
  reader: Reader,
  catalogue: Catalogue,
  day: string,
  filtered: ReadonlySet<string>,
): TitleCondition[] {
  const [ageField] = catalogue.fieldsOf('age');
  return [
    ...readViewers(reader, catalogue, ageField !== undefined && filtered.has(ageField)),
    ...readAvailability(reader, catalogue, day),
    ...readMeasures(reader, catalogue, Number(day.slice(0, 4))),
    ...readPrice(reader, catalogue),
  ];
}

/** What the fields with a name say. */
function readWanted(reader: Reader, catalogue: Catalogue): TitleCondition[] {
  return [
    ...readPeople(reader, catalogue),
    ...readLanguages(reader, catalogue),
    ...readCountries(reader, catalogue),
    ...readGenres(reader, catalogue),
    ...readKinds(reader, catalogue),
  ];
}

function readOrder(reader: Reader, catalogue: Catalogue): TitleOrder | null {
  for (const [pattern, role, direction] of ORDERS) {
    const [field] = catalogue.fieldsOf(role);
    if (field !== undefined && reader.take(pattern) !== null) return { field, direction };
  }
  return null;
}

/** "Three comedies", "two ideas": how many are wanted. */
function readCount(reader: Reader): number {
  const stated = reader.take(COUNT);
  return stated === null ? DEFAULT_COUNT : Math.min(MAX_COUNT, Math.max(1, Number(stated[1])));
}

function slotsOf(titles: readonly Title[]): ReadonlySet<number> {
  return new Set(titles.map(({ slot }) => slot));
}
