import { readSpan } from '../../core/read-span.ts';
import type { PlacedPassage } from '../../store/types.ts';
import { plain } from './named-documents.ts';

/** A unit's words as they are compared; empty when there is no such unit. */
export function textOf(passage: PlacedPassage, unit: number): string {
  const span = passage.units[unit];
  return span === undefined ? '' : readSpan(passage, span);
}

/** The first cell of a row, folded; empty for what is no row. */
export function rowName(passage: PlacedPassage, unit: number): string {
  if (passage.units[unit]?.kind !== 'row') return '';
  return plain(/^\|?([^|]*)/.exec(textOf(passage, unit))?.[1] ?? '').trim();
}

/** Whether a text holds one of these wordings. */
export function holdsWords(text: string, words: readonly string[]): boolean {
  const held = plain(text);
  return words.some((one) => held.includes(plain(one)));
}
