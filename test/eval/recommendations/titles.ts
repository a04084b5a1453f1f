import { toRecord } from '../../../eval/recommendations/catalogue.ts';

/* A catalogue of three titles. */

export const FERRY = {
  id: 't-1',
  title: 'The Ferryman Owes Me',
  genres: ['comedy', 'family'],
  running_time_min: 84,
  age: 6,
  available_from: '2025-01-01',
  available_until: '2026-11-30',
  synopsis: 'A ferryman named "Ott" takes no fares. His goat minds.',
};
const WINTER = { ...FERRY, id: 't-2', title: 'Winter', age: 12, available_from: '2026-12-01' };
export const KESH = { ...FERRY, id: 't-3', title: 'A Winter in Kesh', genres: ['drama'], age: 12 };
const RECORDS = [FERRY, WINTER, KESH];
/** Of its one file. */
export const LINES = RECORDS.map((record) => JSON.stringify(record));
export const CATALOGUE = new Map(
  LINES.flatMap((line) => toRecord(line) ?? []).map((one) => [one.id, one]),
);
