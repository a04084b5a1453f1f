import { numberOf, statedBy, type Catalogue, type Role } from './catalogue.ts';
import type { Reader } from './reader.ts';
import type { Title, TitleCondition } from './types.ts';

/* What a title must be beside one that is named: shorter, newer, by the same people. */

const COMPARED: readonly (readonly [RegExp, Role, 'lt' | 'gt' | 'lte'])[] = [
  [/\b(?:shorter|not (?:as|so|quite as) long|less long)\b/, 'minutes', 'lt'],
  [/\blonger\b/, 'minutes', 'gt'],
  [/\b(?:newer|more recent|more modern|less old)\b/, 'year', 'gt'],
  [/\b(?:older|earlier|from before)\b(?! (?:kids|children|ones|son|daughter))/, 'year', 'lt'],
  [/\b(?:better(?:[- ](?:rated|scored?))|higher[- ]rated)\b/, 'score', 'gt'],
  [
    /\b(?:for younger|younger (?:kids|children|viewers)|suitable for younger|less grown-?up)\b/,
    'age',
    'lt',
  ],
];

/** "Shorter than X", "like X but newer". */
export function readComparisons(
  reader: Reader,
  catalogue: Catalogue,
  named: Title,
): TitleCondition[] {
  return COMPARED.flatMap(([pattern, role, bound]): TitleCondition[] => {
    const [field] = catalogue.fieldsOf(role);
    const value = numberOf(named, catalogue, role);
    const match = field === undefined || value === null ? null : reader.take(pattern);
    if (match === null || field === undefined || value === null) return [];
    const words = `${match[0]} than ${named.name}`;
    return [{ words, anyOf: [{ field, is: { [bound]: value } }], exclude: false }];
  });
}

const SAME_MAKER =
  /\b(?:same (?:director|creator|maker|man|woman|person|people)|(?:director|creator|maker)s? of|who (?:made|directed|created))\b/;
const SAME_PLAYER = /\b(?:same (?:actors|actresses|cast)|cast (?:of|from|in))\b/;
const SAME_LEAD =
  /\b(?:same (?:actor|actress|lead|star)|(?:lead|star|actor|actress) (?:of|from|in))\b/;

/** "By the same director as X", "with the lead from X": the first of its cast. */
export function readSamePeople(
  reader: Reader,
  catalogue: Catalogue,
  named: Title,
): TitleCondition[] {
  const players = statedBy(named, catalogue, 'players');
  const choices: readonly (readonly [RegExp, Role, string[]])[] = [
    [SAME_MAKER, 'makers', statedBy(named, catalogue, 'makers')],
    [SAME_PLAYER, 'players', players],
    [SAME_LEAD, 'players', players.slice(0, 1)],
  ];
  for (const [pattern, role, people] of choices) {
    const match = people.length === 0 ? null : reader.take(pattern);
    if (match === null) continue;
    const anyOf = catalogue.fieldsOf(role).map((field) => ({ field, is: { in: people } }));
    return [{ words: match[0], anyOf, exclude: false }];
  }
  return [];
}
