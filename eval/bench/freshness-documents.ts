import { createRandom } from '../typos.ts';
import { ENTRIES, FACTS, KINDS, OPENING, PARTS, SENTENCES, SLOTS } from './freshness-phrases.ts';

/** A Markdown document about a place that nobody has heard of, one fact of which is edited. */
export interface EditableDocument {
  readonly documentId: string;
  /** What the fact answers. */
  readonly question: string;
  /** The document with the fact at this value; nothing else in it ever differs. */
  render(value: number): string;
  /** What the fact says in words of the document; null where it does not stand. */
  valueIn(quote: string): number | null;
}

interface Section {
  readonly part: string;
  readonly sentences: string[];
  readonly entries: readonly string[];
}

const SEED = 4_04;
const SENTENCES_PER_SECTION = 8;
const ENTRIES_PER_SECTION = 3;
/** Stands for the value until one is given. */
const VALUE = '\u0000';

/**
 * The same documents every time, of at least `bytes` each and at most a section more, or as long as all parts
 * of a place make them (about 14 kB). No two are about one place.
 */
export function inventDocuments(wanted: {
  corpus: string;
  count: number;
  bytes: number;
}): EditableDocument[] {
  const random = createRandom(SEED);
  const names = new Set<string>();
  while (names.size < wanted.count) names.add(inventName(random));
  return [...names].map((name) => inventDocument(random, name, wanted));
}

function inventDocument(
  random: () => number,
  name: string,
  { corpus, bytes }: { corpus: string; bytes: number },
): EditableDocument {
  const place = `${name} ${pick(random, KINDS.split(','))}`;
  const sections = inventSections(random, place, bytes);
  const { part, sentences } = pick(random, sections);
  const phrase = pick(random, FACTS);
  const filled = (text: string): string => fill(random, text, place, part);
  const [before, after] = [filled(phrase.before), phrase.after];
  sentences.splice(1 + Math.floor(random() * sentences.length), 0, `${before}${VALUE}${after}`);
  const text = render(place, sections);
  return {
    documentId: `${corpus}/${place.replace(' ', '-').toLowerCase()}.md`,
    question: filled(phrase.question),
    render: (value) => text.replace(VALUE, String(value)),
    valueIn(quote) {
      const at = quote.indexOf(before);
      const digits = at < 0 ? null : /^\d+/.exec(quote.slice(at + before.length));
      return digits === null ? null : Number(digits[0]);
    },
  };
}

function inventSections(random: () => number, place: string, bytes: number): Section[] {
  const sections: Section[] = [];
  for (const part of shuffled(random, PARTS.split(','))) {
    if (render(place, sections).length >= bytes) break;
    const filled = (text: string): string => fill(random, text, place, part);
    const chosen = shuffled(random, SENTENCES).slice(0, SENTENCES_PER_SECTION);
    sections.push({
      part,
      sentences: [OPENING, ...chosen].map(filled),
      entries: shuffled(random, ENTRIES).slice(0, ENTRIES_PER_SECTION).map(filled),
    });
  }
  return sections;
}

function render(place: string, sections: readonly Section[]): string {
  const blocks = sections.flatMap(({ part, sentences, entries }) => [
    `## The ${part}`,
    sentences.join(' '),
    entries.map((entry) => `- ${entry}`).join('\n'),
  ]);
  return `${[`# The ${place}`, ...blocks].join('\n\n')}\n`;
}

function fill(random: () => number, text: string, place: string, part: string): string {
  const below = (limit: number): number => Math.floor(random() * limit);
  return text.replace(/\{(\w+)\}/g, (_, slot: string) => {
    if (slot === 'place') return place;
    if (slot === 'part') return part;
    if (slot === 'n') return String(2 + below(58));
    if (slot === 'year') return String(1850 + below(170));
    if (slot === 'time') return `${6 + below(16)}:${10 + below(50)}`;
    return pick(random, (SLOTS[slot] ?? '').split(','));
  });
}

function inventName(random: () => number): string {
  const syllables = Array.from(
    { length: 2 + Math.floor(random() * 2) },
    () => pick(random, [...'bdfghklmnprstvw']) + pick(random, [...'aeiou']),
  );
  const name = syllables.join('') + pick(random, ['n', 'r', 'l', 'sk', 'th', 'm', 'nd']);
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function shuffled<T>(random: () => number, all: readonly T[]): T[] {
  return all
    .map((one) => ({ one, order: random() }))
    .sort((a, b) => a.order - b.order)
    .map(({ one }) => one);
}

function pick<T>(random: () => number, from: readonly T[]): T {
  const one = from[Math.floor(random() * from.length)];
  if (one === undefined) throw new Error('There is nothing to pick from.');
  return one;
}
