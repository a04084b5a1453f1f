import { analyse, contentTerms } from '../../core/analyse.ts';
import type { Snapshot } from '../../store/types.ts';
import { inverseDocumentFrequency } from '../analyse-question.ts';
import { statedBy, type Catalogue, type Role } from './catalogue.ts';
import type { LikedTitle, Title } from './types.ts';

/** What makes two titles alike; the shares add up to 1. By hand, on the requests of split "tune". */
const ALIKE = { vector: 0.15, genres: 0.3, subject: 0.4, makers: 0.1, kind: 0.05 };
/** So much of a title's subject is as good as all of it: no two titles are about the very same. */
const ENOUGH_SUBJECT = 0.4;

/**
 * How much a title resembles others by vector and metadata, 0 to 1; 0 without a genre or a word of their
 * themes in common. What is worked out of the others is worked out once.
 */
export function createLikeness(
  snapshot: Snapshot,
  catalogue: Catalogue,
  like: readonly LikedTitle[],
): (title: Title) => number {
  const rarity = genreRarity(catalogue);
  const liked = like.map(({ title, weight }) => ({
    weight,
    vector: snapshot.vectorOf(title.slot),
    subject: subjectShares(snapshot, themeWords(title, catalogue)),
    genres: new Set(statedBy(title, catalogue, 'genres')),
    makers: new Set(statedBy(title, catalogue, 'makers')),
    kinds: new Set(statedBy(title, catalogue, 'kind')),
  }));
  const most = Math.max(1, ...[like.length * Math.max(0, ...like.map(({ weight }) => weight))]);
  return (title) => {
    const stated = (role: Role) => statedBy(title, catalogue, role);
    const similarities = liked.map((one) => {
      const genres = overlap(stated('genres'), one.genres, rarity);
      const subject = Math.min(1, (one.subject.get(title.slot) ?? 0) / ENOUGH_SUBJECT);
      if (genres === 0 && subject === 0) return 0;
      const cosine = one.vector === null ? 0 : similarity(snapshot, title, one.vector);
      const makers = stated('makers').some((name) => one.makers.has(name)) ? 1 : 0;
      return (
        one.weight *
        (ALIKE.vector * cosine +
          ALIKE.genres * genres +
          ALIKE.subject * subject +
          ALIKE.makers * makers +
          ALIKE.kind * overlap(stated('kind'), one.kinds, () => 1))
      );
    });
    return similarities.reduce((sum, value) => sum + value, 0) / most;
  };
}

/** Themes of a title that share a word with one of another's. */
export function sharedThemes(title: Title, other: Title, catalogue: Catalogue): string[] {
  const words = themeWords(other, catalogue);
  return statedBy(title, catalogue, 'themes').filter((theme) =>
    analyse(theme).some((term) => words.has(term)),
  );
}

function themeWords(title: Title, catalogue: Catalogue): ReadonlySet<string> {
  return new Set(statedBy(title, catalogue, 'themes').flatMap((theme) => contentTerms(theme)));
}

/** For each passage the share of the words' rarity that it holds, 0 to 1. */
function subjectShares(
  snapshot: Snapshot,
  words: ReadonlySet<string>,
): ReadonlyMap<number, number> {
  const shares = new Map<number, number>();
  const standing = [...words].map((term) => {
    const slots = snapshot.postings(term)?.slots ?? new Int32Array(0);
    return { slots, rarity: inverseDocumentFrequency(snapshot.passageCount, slots.length) };
  });
  const whole = standing.reduce((sum, { rarity }) => sum + rarity, 0);
  for (const { slots, rarity } of standing)
    for (const slot of slots) shares.set(slot, (shares.get(slot) ?? 0) + rarity / whole);
  return shares;
}

/** Mysteries are fewer than dramas, and to be one says more. */
function genreRarity(catalogue: Catalogue): (genre: string) => number {
  const counts = new Map<string, number>();
  for (const title of catalogue.titles)
    for (const genre of statedBy(title, catalogue, 'genres'))
      counts.set(genre, (counts.get(genre) ?? 0) + 1);
  return (genre) => inverseDocumentFrequency(catalogue.titles.length, counts.get(genre) ?? 0);
}

/** Weight of the shared values as a share of all, 0 to 1. */
function overlap(
  values: readonly string[],
  others: ReadonlySet<string>,
  weightOf: (value: string) => number,
): number {
  const own = new Set(values);
  const sum = (of: Iterable<string>): number =>
    [...of].reduce((total, value) => total + weightOf(value), 0);
  const shared = sum([...own].filter((value) => others.has(value)));
  return shared === 0 ? 0 : shared / sum(new Set([...own, ...others]));
}

/** Cosine of a title with a vector, kept above 0; 0 when it has none. */
function similarity(snapshot: Snapshot, title: Title, vector: Float32Array): number {
  const own = snapshot.vectorOf(title.slot);
  if (own === null) return 0;
  let dot = 0;
  for (let i = 0; i < own.length; i++) dot += (own[i] ?? 0) * (vector[i] ?? 0);
  return Math.max(0, dot);
}
