import { pathOf, seriesOf, type Address } from './addresses.ts';

/** A place that a text names. */
export interface Reference {
  /** The words that name it, as they stand, and where: UTF-16 code units of the text. */
  readonly words: string;
  readonly start: number;
  readonly end: number;
  readonly address: Address;
  /** Headings that it stands under: of "Schedule 3, Part A" the part, of "clause 2 of Annex 3" the annex. */
  readonly within: readonly Address[];
  /** The document that it is said to be of: a name, a link, "this" or "that"; null when nothing is said. */
  readonly owner: string | null;
}

const WORD =
  '(?:[Cc]lause|[Aa]rticle|[Ss]ection|[Pp]aragraph|[Aa]nnex|[Ss]chedule|[Aa]ppendix|[Cc]hapter)(?:s|es)?|[Aa]ppendices';
const BELOW = '(?:\\s?\\((?:\\d{1,3}[A-Z]?|[a-z]|[ivx]{2,4})\\))';
const NUMBER = `[A-Z]?\\d{1,4}[A-Z]?(?:\\.\\d{1,3}[A-Z]?)*${BELOW}*`;
/** What "in clause 5, 30 days" goes on with is no number of a clause. */
const NO_AMOUNT = '(?![\\w%])(?!\\s+(?:days?|weeks?|months?|years?|hours?|EUR|per|to\\s+\\d))';
const FURTHER = `(?:(?:\\s*,)?\\s+(?:and|or|to)|\\s*,)\\s+(?:${NUMBER}${NO_AMOUNT}|${BELOW})`;
const PLACES = new RegExp(
  `\\b(${WORD})\\s+(${NUMBER}|[A-Z]\\b)((?:${FURTHER}){0,12})(?:,?\\s+Part\\s+([A-Z0-9]{1,3})\\b)?`,
  'g',
);
const ONE_FURTHER = new RegExp(`(\\bto\\b)?,?\\s+(${NUMBER}|${BELOW})`, 'g');
/** Behind a place: another that it stands in. */
const CONTAINER = new RegExp(`^,?\\s+(?:of|to|in)\\s+(${WORD}|Part)\\s+(${NUMBER}|[A-Z]\\b)`);
const NAME = "\\p{Lu}[\\p{L}\\d’'/-]*";
/** Behind a place: the document that it is of. */
const OWNER = new RegExp(
  `^,?\\s+(?:of|to|in)\\s+(?:(this|that|those|these|its)\\b|(?:the |our |your )?(?:(?:principal|original|main|said|existing) )?(\\[[^\\][]{1,200}\\]\\([^()\\s]{1,300}\\)|["“*_]{0,3}${NAME}(?: (?:No\\.|(?:(?:of|and|for|on|the) ){0,2}\\(?(?:${NAME}|\\d[\\w/]*)\\)?)){0,8}))`,
  'u',
);
/** "Articles 3 to 10" are eight, and not more than so many. */
const MAX_RANGE = 30;

/** The clauses, articles, annexes … that a text names, in order; "clauses 5 and 7" are two. */
export function parseReferences(text: string): Reference[] {
  let taken = 0;
  return [...text.matchAll(PLACES)].flatMap((match) => {
    if (match.index < taken) return [];
    const [words, word = '', first = '', others = '', part] = match;
    const start = match.index;
    const behind = start + words.length;
    const container = CONTAINER.exec(text.slice(behind, behind + 60));
    taken = behind + (container?.[0].length ?? 0);
    const owner = OWNER.exec(text.slice(taken, taken + 500));
    const named = { words, start, end: taken + (owner?.[0].length ?? 0) };
    const within = [
      ...(part === undefined ? [] : [{ series: 'part' as const, path: pathOf(part) }]),
      ...(container === null ? [] : [addressOf(container[1], container[2])]),
    ];
    const series = seriesOf(word);
    return pathsOf(first, others).map((path) => ({
      ...named,
      address: { series, path },
      within,
      owner: owner?.[1] ?? owner?.[2] ?? null,
    }));
  });
}

function addressOf(word = '', number = ''): Address {
  return { series: seriesOf(word), path: pathOf(number) };
}

/** "14(1)" and ", (2) and 16 to 18" are 14(1), 14(2), 16, 17 and 18. */
function pathsOf(first: string, others: string): string[][] {
  const paths = [pathOf(first)];
  for (const [, to, number = ''] of others.matchAll(ONE_FURTHER)) {
    const before = paths.at(-1) ?? [];
    const path = /^\s*\(/.test(number)
      ? [...before.slice(0, Math.max(1, before.length - 1)), ...pathOf(number)]
      : pathOf(number);
    if (to !== undefined) paths.push(...between(before, path));
    paths.push(path);
  }
  return paths;
}

/** The paths between two that differ in a last number; none when they do not, or it is far. */
function between(from: readonly string[], to: readonly string[]): string[][] {
  const [first, last] = [Number(from.at(-1)), Number(to.at(-1))];
  const stem = from.slice(0, -1);
  const isRange = stem.length === to.length - 1 && stem.every((part, i) => part === to[i]);
  if (!isRange || !(last - first > 1 && last - first <= MAX_RANGE)) return [];
  return Array.from({ length: last - first - 1 }, (_, i) => [...stem, String(first + 1 + i)]);
}
