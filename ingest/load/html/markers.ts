import { toRoman } from '../number-format.ts';
import { attributeOf, type HtmlNode } from './tree.ts';

type Numbering = 'number' | 'lower-letter' | 'upper-letter' | 'lower-roman' | 'upper-roman';

const NUMBERINGS: ReadonlyMap<string, Numbering> = new Map([
  ['a', 'lower-letter'],
  ['A', 'upper-letter'],
  ['i', 'lower-roman'],
  ['I', 'upper-roman'],
  ['lower-alpha', 'lower-letter'],
  ['lower-latin', 'lower-letter'],
  ['upper-alpha', 'upper-letter'],
  ['upper-latin', 'upper-letter'],
  ['lower-roman', 'lower-roman'],
  ['upper-roman', 'upper-roman'],
]);
const LIST_STYLE = /list-style(?:-type)?\s*:[^;]*?\b((?:lower|upper)-(?:alpha|latin|roman))\b/i;
const MAX_NUMBER = 2 ** 31;

/** Gives the entries of one list their markers, in order. */
export interface Markers {
  /** "-", "3.", "c.", "iv.". @param value the number that the entry states; null when it states none */
  next(value: string | null): string;
}

/** @param entryCount how many entries the list has, for one that counts down */
export function createMarkers(list: HtmlNode, entryCount: () => number): Markers {
  if (list.name !== 'ol') return { next: () => '-' };
  const numbering = numberingOf(list);
  const step = attributeOf(list, 'reversed') === null ? 1 : -1;
  let number = toInteger(attributeOf(list, 'start')) ?? (step > 0 ? 1 : entryCount());
  return {
    next(value) {
      number = toInteger(value) ?? number;
      const marker = `${render(number, numbering)}.`;
      number += step;
      return marker;
    },
  };
}

function numberingOf(list: HtmlNode): Numbering {
  const style = LIST_STYLE.exec(attributeOf(list, 'style')?.slice(0, 200) ?? '')?.[1];
  const stated = style?.toLowerCase() ?? attributeOf(list, 'type') ?? '';
  return NUMBERINGS.get(stated) ?? 'number';
}

function toInteger(stated: string | null): number | null {
  const number = Number.parseInt(stated ?? '', 10);
  return Math.abs(number) < MAX_NUMBER ? number : null;
}

function render(number: number, numbering: Numbering): string {
  if (number < 1 || numbering === 'number') return String(number);
  const lower = numbering.endsWith('roman') ? toRoman(number) : toLetters(number);
  return numbering.startsWith('upper') ? lower.toUpperCase() : lower;
}

/** 1 = a, 26 = z, 27 = aa. */
function toLetters(number: number): string {
  let letters = '';
  for (let rest = number; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(97 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}
