import type { Metadata } from '../../../src/core/model.ts';
import { statedOf } from '../archive/office-package.ts';
import type { RtfStyle } from './body.ts';
import { codePageOf, SYMBOL_CHARSET } from './code-pages.ts';
import type { Destination } from './destinations.ts';

/** What stands before the text: fonts, styles and what the document states of itself. */
export interface Header {
  word(destination: Destination, word: string, parameter: number | null): void;
  text(destination: Destination, words: string): void;
  beginStyle(): void;
  endStyle(): void;
  fontOf(font: number | null): { readonly codePage: number | null; readonly isSymbols: boolean };
  styleOf(style: number): RtfStyle | undefined;
  title(): string | null;
  metadata(): Metadata;
}

interface Font {
  charset: number;
  codePage: number | null;
}

export function createHeader(): Header {
  const fonts = new Map<number, Font>();
  const styles = new Map<number, RtfStyle>();
  const texts = new Map<Destination, string>();
  const times = new Map<Destination, Map<string, number>>();
  let font: Font | undefined;
  let style = { number: 0, name: '', outlineLevel: null as number | null };

  const fontWord = (word: string, parameter: number | null): void => {
    if (word === 'f') fonts.set(parameter ?? 0, (font = { charset: 1, codePage: null }));
    if (word === 'fcharset' && font) font.charset = parameter ?? 1;
    if (word === 'cpg' && font) font.codePage = parameter;
  };

  return {
    word(destination, word, parameter) {
      if (destination === 'fonts') fontWord(word, parameter);
      else if (destination === 'style') {
        if (word === 's') style.number = parameter ?? 0;
        if (word === 'outlinelevel') style.outlineLevel = parameter;
      } else {
        const time = times.get(destination) ?? new Map<string, number>();
        times.set(destination, time.set(word, parameter ?? 0));
      }
    },
    text(destination, words) {
      if (destination === 'style') style.name += words;
      else texts.set(destination, (texts.get(destination) ?? '') + words);
    },
    beginStyle() {
      style = { number: 0, name: '', outlineLevel: null };
    },
    endStyle() {
      const name = style.name.replace(/;.*$/s, '').trim().toLowerCase();
      const named = /^heading ([1-9])$/.exec(name)?.[1];
      const outlineLevel = style.outlineLevel ?? (named === undefined ? null : Number(named) - 1);
      styles.set(style.number, { name, outlineLevel });
    },
    fontOf(number) {
      const found = number === null ? undefined : fonts.get(number);
      const codePage = found?.codePage ?? codePageOf(found?.charset ?? 1);
      return { codePage, isSymbols: found?.charset === SYMBOL_CHARSET };
    },
    styleOf: (number) => styles.get(number),
    title: () => texts.get('title')?.trim() || null,
    metadata: () =>
      statedOf({
        author: texts.get('author')?.trim() ?? '',
        created: isoTime(times.get('creatim')),
        modified: isoTime(times.get('revtim')),
      }),
  };
}

/** '' when no day is stated. The time zone is not. */
function isoTime(time: ReadonlyMap<string, number> | undefined): string {
  const part = (word: string): number => time?.get(word) ?? 0;
  const two = (word: string): string => String(part(word)).padStart(2, '0');
  if (part('yr') < 1 || part('mo') < 1 || part('dy') < 1) return '';
  return `${part('yr')}-${two('mo')}-${two('dy')}T${two('hr')}:${two('min')}`;
}
