import type { RecommendationReport } from '../recommendations/evaluate.ts';
import type { RecommendationScores } from '../recommendations/score.ts';
import { percent } from '../report.ts';
import { failureTables } from './failures.ts';
import { partOf } from './part-of.ts';
import { toTable, type Column, type Table } from './table.ts';

const GROUP: readonly Column<RecommendationScores>[] = [
  { head: 'split', cell: ({ split }) => split },
  { head: 'kind', cell: ({ kind }) => kind ?? 'all' },
];

const REQUESTS: readonly Column<RecommendationScores>[] = [
  ...GROUP,
  { head: 'requests', cell: ({ requests }) => String(requests) },
  {
    head: 'answered',
    means: 'Requests that were not declined.',
    cell: ({ answered }) => String(answered),
  },
  {
    head: 'not read',
    means:
      'Requests that were not understood as such, and were answered as any other question; the trace tells.',
    cell: ({ notRead }) => String(notRead),
  },
  {
    head: 'missed',
    means: 'Requests that titles of the catalogue satisfy, of which none at all was shown a title.',
    cell: ({ missed }) => String(missed),
  },
  {
    head: 'none, rightly',
    means: 'Requests that no title satisfies, and none was shown.',
    cell: ({ rightlyNone }) => String(rightlyNone),
  },
  {
    head: 'some, wrongly',
    means: 'Requests that no title satisfies, and some were shown. Target: 0.',
    cell: ({ wronglySome }) => String(wronglySome),
  },
];

const TITLES: readonly Column<RecommendationScores>[] = [
  ...GROUP,
  {
    head: 'titles',
    means: 'Titles shown: those whose record a claim cites, each once a request.',
    cell: ({ titles }) => String(titles),
  },
  {
    head: 'satisfying',
    means:
      'Those that satisfy every condition that was stated: they are listed with the request. Target: at least 70 %.',
    cell: ({ satisfying, titles }) => partOf(satisfying, titles),
  },
  {
    head: 'a request',
    means: 'The same share averaged over the requests that were shown any title.',
    cell: ({ satisfyingMean }) => percent(satisfyingMean),
  },
  {
    head: 'with true reason',
    means: 'Titles that satisfy and whose reason is true. Target: at least 70 %.',
    cell: ({ satisfyingTrueReason, titles }) => partOf(satisfyingTrueReason, titles),
  },
];

const LIMITS: readonly Column<RecommendationScores>[] = [
  ...GROUP,
  {
    head: 'unavailable',
    means: 'Titles that by their record cannot be seen on the day of the request. Target: 0.',
    cell: ({ unavailable }) => String(unavailable),
  },
  {
    head: 'outside profile',
    means: 'Titles whose record does not keep to the limits of the viewer’s profile. Target: 0.',
    cell: ({ outsideFilter }) => String(outsideFilter),
  },
  {
    head: 'seen before',
    means: 'Titles that the question names, or that the viewer told of having seen. Target: 0.',
    cell: ({ seen }) => String(seen),
  },
  {
    head: 'reason true',
    means:
      'Titles whose every claim cites the title’s own record alone, quotes it verbatim, and says no word that is not in the quotes or in the names of the fields that they are taken from. Target: 100 %.',
    cell: ({ trueReason, titles }) => partOf(trueReason, titles),
  },
  {
    head: 'fact cited',
    means:
      'Of the titles that satisfy: one of the facts that show why is quoted from its record, with or without the name of its field.',
    cell: ({ citesFact, withFacts }) => partOf(citesFact, withFacts),
  },
  {
    head: 'other claims',
    means: 'Claims that are of no title.',
    cell: ({ otherClaims }) => String(otherClaims),
  },
];

export function recommendationTables({
  corpus,
  titles,
  scores,
  failures,
}: RecommendationReport): Table[] {
  return [
    ...toTable(
      {
        title: 'Requests for titles',
        about: `Asked of ${corpus} (${titles} titles), each on its day and with the limits and the history of its viewer.`,
      },
      REQUESTS,
      scores,
    ),
    ...toTable(
      { title: 'Titles that satisfy what was asked', about: 'Of all titles that were shown.' },
      TITLES,
      scores,
    ),
    ...toTable(
      {
        title: 'Limits and reasons',
        about:
          'Of the same titles, judged by the catalogue’s files and not by what the answer says.',
      },
      LIMITS,
      scores,
    ),
    ...failureTables(failures.map((failure) => ({ of: corpus, ...failure }))),
  ];
}
