import { analyse, tokenise } from '../../core/analyse.ts';
import { distinctTerms, massOf, type QuestionTerm } from '../../core/question.ts';
import type { Snapshot } from '../../store/types.ts';
import { analyseQuestion } from '../analyse-question.ts';
import { numberOf, statedBy, type Catalogue, type Role } from './catalogue.ts';
import { meetsCondition } from './meets-condition.ts';
import type { LikedTitle, Title, TitleRequest } from './types.ts';

/** A title that meets every condition, and how well it fits beside them. */
export interface RankedTitle {
  readonly title: Title;
  /** Higher is better; unitless. */
  readonly score: number;
  /** Share of what the request is about that the title's record holds, 0 to 1. */
  readonly about: number;
  /** How much it resembles the titles that were named or praised, 0 to 1. */
  readonly alike: number;
}

/** What makes two titles alike; the shares add up to 1. By hand. */
const ALIKE = { vector: 0.3, genres: 0.3, themes: 0.25, makers: 0.1, kind: 0.05 };
/** Themes that two titles share before more of them add nothing. */
const ENOUGH_THEMES = 2;
/** A title must hold this share of what the best one holds of the request's words. By hand. */
const MIN_ABOUT_SHARE = 0.6;
/** What a word counts that stands in the name or the synopsis, and not in the themes; and one of its stem. */
const WORD_IN_TEXT = 0.8;
const STEM_ALONE = 0.4;
/** The viewers' score decides between titles that fit alike. */
const SCORE_WEIGHT = 0.02;

/** Titles that meet every condition, best first; ties by name, then by where they stand. */
export function rankTitles(
  snapshot: Snapshot,
  catalogue: Catalogue,
  request: TitleRequest,
): RankedTitle[] {
  const eligible = catalogue.titles.filter(
    (title) =>
      !request.known.has(title.slot) &&
      request.conditions.every((condition) => meetsCondition(title, condition)),
  );
  const about = aboutShares(snapshot, catalogue, request.about);
  const best = Math.max(0, ...eligible.map(({ slot }) => about.get(slot) ?? 0));
  return eligible
    .filter(({ slot }) => (about.get(slot) ?? 0) >= MIN_ABOUT_SHARE * best)
    .map((title): RankedTitle => {
      const share = about.get(title.slot) ?? 0;
      const alike = likeness(snapshot, catalogue, title, request.like);
      const score = (numberOf(title, catalogue, 'score') ?? 0) * SCORE_WEIGHT;
      return { title, about: share, alike, score: share + alike + score };
    })
    .filter(({ alike }) => alike > 0 || !request.like.some(({ weight }) => weight === 1))
    .sort(
      (a, b) =>
        inOrder(a.title, b.title, request) ||
        b.score - a.score ||
        (a.title.name < b.title.name ? -1 : a.title.name > b.title.name ? 1 : 0) ||
        a.title.slot - b.title.slot,
    );
}

/** For each title the share of the words' mass that its record holds: all of it in its themes, less elsewhere. */
function aboutShares(
  snapshot: Snapshot,
  catalogue: Catalogue,
  about: string,
): ReadonlyMap<number, number> {
  const terms = distinctTerms(analyseQuestion(snapshot, about)).filter(({ stop }) => !stop);
  const whole = terms.reduce((sum, term) => sum + massOf(term), 0);
  const bySlot = new Map(catalogue.titles.map((title) => [title.slot, title]));
  const shares = new Map<number, number>();
  for (const term of terms) {
    for (const [slot, weight] of heldBy(snapshot, term)) {
      const title = bySlot.get(slot);
      const met = title === undefined ? 0 : weight * placeWeight(title, catalogue, term.word);
      shares.set(slot, (shares.get(slot) ?? 0) + (massOf(term) * met) / whole);
    }
  }
  return shares;
}

/** The passages that hold a term, or a repair of it, with its weight. */
function heldBy(snapshot: Snapshot, term: QuestionTerm): ReadonlyMap<number, number> {
  const held = new Map<number, number>();
  for (const { term: form, weight } of term.forms) {
    for (const slot of snapshot.postings(form)?.slots ?? []) {
      held.set(slot, Math.max(held.get(slot) ?? 0, weight));
    }
  }
  return held;
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

/** Likeness to the named titles by vector and metadata, 0 to 1; 0 without a genre or theme in common. */
function likeness(
  snapshot: Snapshot,
  catalogue: Catalogue,
  title: Title,
  like: readonly LikedTitle[],
): number {
  let sum = 0;
  let weights = 0;
  for (const { title: liked, weight } of like) {
    weights = Math.max(weights, weight);
    const genres = overlap(title, liked, catalogue, 'genres');
    const themes = sharedThemes(title, liked, catalogue).length;
    if (genres === 0 && themes === 0) continue;
    const a = snapshot.vectorOf(title.slot);
    const b = snapshot.vectorOf(liked.slot);
    const cosine = a === null || b === null ? 0 : Math.max(0, dot(a, b));
    const one =
      ALIKE.vector * cosine +
      ALIKE.genres * genres +
      ALIKE.themes * Math.min(1, themes / ENOUGH_THEMES) +
      ALIKE.makers * (overlap(title, liked, catalogue, 'makers') > 0 ? 1 : 0) +
      ALIKE.kind * overlap(title, liked, catalogue, 'kind');
    sum += weight * one;
  }
  return sum / Math.max(1, like.length * weights);
}

/** Jaccard index of what two titles state under a role, 0 to 1. */
function overlap(a: Title, b: Title, catalogue: Catalogue, role: Role): number {
  const own = new Set(statedBy(a, catalogue, role));
  const other = new Set(statedBy(b, catalogue, role));
  const shared = [...own].filter((value) => other.has(value)).length;
  return shared === 0 ? 0 : shared / new Set([...own, ...other]).size;
}

/** Themes of a title that share a word with one of another's. */
export function sharedThemes(title: Title, other: Title, catalogue: Catalogue): string[] {
  const words = new Set(statedBy(other, catalogue, 'themes').flatMap((theme) => analyse(theme)));
  return statedBy(title, catalogue, 'themes').filter((theme) =>
    analyse(theme).some((term) => words.has(term)),
  );
}

function dot(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);
}

function inOrder(a: Title, b: Title, { order }: TitleRequest): number {
  if (order === null) return 0;
  const [first, second] = [a, b].map(({ metadata }) => Number(metadata[order.field] ?? Number.NaN));
  // What states nothing comes last either way.
  if (first === undefined || Number.isNaN(first)) return Number.isNaN(second) ? 0 : 1;
  if (second === undefined || Number.isNaN(second)) return -1;
  return order.direction === 'ascending' ? first - second : second - first;
}
