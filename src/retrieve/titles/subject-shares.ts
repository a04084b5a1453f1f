import { analyse, tokenise } from '../../core/analyse.ts';
import { distinctTerms, massOf, type QuestionTerm } from '../../core/question.ts';
import type { Snapshot } from '../../store/types.ts';
import { analyseQuestion, inverseDocumentFrequency } from '../analyse-question.ts';
import { statedBy, type Catalogue, type Role } from './catalogue.ts';
import { wordsOf } from './phrases.ts';
import type { Title, TitleRequest } from './types.ts';

/** What a word counts that stands in the name or the synopsis, and not in the themes; and one of its stem. */
const WORD_IN_TEXT = 0.55;
const STEM_ALONE = 0.4;

/** By slot: of what the request is about the share that the title holds, 0 to 1; of themes all, less elsewhere. */
export function subjectShares(
  snapshot: Snapshot,
  catalogue: Catalogue,
  { about }: TitleRequest,
): ReadonlyMap<number, number> {
  const themes = about.filter((subject) => wordsOf(subject).includes(' '));
  const words = about.filter((subject) => !wordsOf(subject).includes(' ')).join(' ');
  const terms = distinctTerms(analyseQuestion(snapshot, words)).filter(({ stop }) => !stop);
  const bySlot = new Map(catalogue.titles.map((title) => [title.slot, title]));
  const held = [
    ...themes.map((theme) => ofTheme(snapshot, catalogue, theme)),
    ...terms.map((term) => ({
      mass: massOf(term),
      weights: weightsOf(snapshot, term, (slot) => {
        const title = bySlot.get(slot);
        return title === undefined ? 0 : placeWeight(title, catalogue, term.word);
      }),
    })),
  ];
  const whole = held.reduce((sum, { mass }) => sum + mass, 0);
  const shares = new Map<number, number>();
  for (const { mass, weights } of held)
    for (const [slot, weight] of weights)
      shares.set(slot, (shares.get(slot) ?? 0) + (mass * weight) / whole);
  return shares;
}

interface Held {
  readonly mass: number;
  /** By slot, 0 to 1. */
  readonly weights: ReadonlyMap<number, number>;
}

function ofTheme(snapshot: Snapshot, catalogue: Catalogue, theme: string): Held {
  const filed = catalogue.titles.filter((title) =>
    statedBy(title, catalogue, 'themes').includes(theme),
  );
  return {
    mass: inverseDocumentFrequency(snapshot.passageCount, filed.length),
    weights: new Map(filed.map(({ slot }) => [slot, 1])),
  };
}

/** What a term counts in each passage that holds it, or a repair of it. */
function weightsOf(
  snapshot: Snapshot,
  term: QuestionTerm,
  placed: (slot: number) => number,
): ReadonlyMap<number, number> {
  const weights = new Map<number, number>();
  for (const { term: form, weight } of term.forms) {
    for (const slot of snapshot.postings(form)?.slots ?? []) {
      weights.set(slot, Math.max(weights.get(slot) ?? 0, weight * placed(slot)));
    }
  }
  return weights;
}

/** What it counts that a word stands where it does; of words of one stem the word itself counts most. */
function placeWeight(title: Title, catalogue: Catalogue, word: string): number {
  const stands = (role: Role): boolean =>
    statedBy(title, catalogue, role).some((text) =>
      tokenise(text).some((token) => singular(token.word) === singular(word)),
    );
  if (stands('themes')) return 1;
  return stands('name') || stands('synopsis') ? WORD_IN_TEXT : STEM_ALONE;
}

function singular(word: string): string {
  return word.length > 3 ? word.replace(/(?<!s)s$/, '') : word;
}

/** Slots of the passages that hold every word of one of the phrases. */
export function avoidedSlots(snapshot: Snapshot, { avoid }: TitleRequest): ReadonlySet<number> {
  const avoided = new Set<number>();
  for (const phrase of avoid) {
    const [first, ...more] = analyse(phrase).map(
      (term) => new Set(snapshot.postings(term)?.slots ?? []),
    );
    for (const slot of first ?? []) if (more.every((slots) => slots.has(slot))) avoided.add(slot);
  }
  return avoided;
}
