import { analyse } from '../../src/core/analyse.ts';

/*
 * Words that stand in one place of one revision of one document, and nowhere else. All begin with the same
 * letters, by which they are searched for; each has an ending that the analyser takes off, so that its stem
 * is told from it.
 */

export const ROOT = 'qzvanori';

/** Where a document may hold a word. */
export const PLACES = ['text', 'title', 'heading', 'cell', 'metadata'] as const;
export type Place = (typeof PLACES)[number];

/** @param format in letters, such as `md` */
export function canary(format: string, revision: number, place: Place): string {
  return `${ROOT}${format}x${'abc'.charAt(revision)}x${place}ings`;
}

/** The word in a document's file name: the same in all revisions. */
export function nameCanary(format: string): string {
  return `${ROOT}${format}xname`;
}

/** The word as the store's terms have it. */
export function stemOf(word: string): string {
  return analyse(word)[0] ?? '';
}
