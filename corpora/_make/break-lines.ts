import type { Runs } from './source.ts';

/** Letters in one type that are drawn without a gap. */
export interface Piece {
  readonly text: string;
  readonly bold: boolean;
}

/** Pieces between two spaces: `**Bold**,` is one word of two pieces. */
export type Word = readonly Piece[];

export interface Line {
  readonly words: readonly Word[];
  /** Of the words and the natural spaces between them, in points. */
  readonly width: number;
  /** The last line of a paragraph is not justified. */
  readonly last: boolean;
}

/** Width in points of text in the plain or the bold type. */
export type Measure = (text: string, bold: boolean) => number;

const SOFT_HYPHEN = '\u00AD';

/**
 * Breaks a paragraph into lines, each as full as it gets. A line ends at a space, or at a soft hyphen,
 * which then becomes a hyphen; soft hyphens that are not needed vanish. A hyphen that stands in the source
 * breaks no line, so that a hyphen at a line's end always stands for a divided word.
 */
export function breakLines(runs: Runs, maxWidth: number, measure: Measure): Line[] {
  const space = measure(' ', false);
  const lines: Line[] = [];
  let words: Word[] = [];
  let width = 0;
  const close = (last: boolean): void => {
    if (words.length > 0) lines.push({ words, width, last });
    words = [];
    width = 0;
  };
  const place = (word: Word): void => {
    width += (words.length > 0 ? space : 0) + widthOf(word, measure);
    words.push(word);
  };

  const queue = toWords(runs);
  for (let word = queue.shift(); word !== undefined; word = queue.shift()) {
    const room = maxWidth - width - (words.length > 0 ? space : 0);
    if (widthOf(word, measure) <= room) {
      place(whole(word));
      continue;
    }
    const divided = divide(word, room, measure);
    if (divided) {
      place(divided.head);
      queue.unshift(divided.tail);
    } else if (words.length > 0) {
      queue.unshift(word);
    } else {
      // Longer than a line and without a place to break: it sticks out.
      place(whole(word));
    }
    close(queue.length === 0);
  }
  close(true);
  return lines;
}

/** The words of some runs; a style that changes within a word does not part it. */
export function toWords(runs: Runs): Word[] {
  const words: Piece[][] = [];
  let open = false;
  for (const { text, bold } of runs) {
    text.split(' ').forEach((part, index) => {
      if (index > 0) open = false;
      if (part === '') return;
      if (open) words.at(-1)?.push({ text: part, bold });
      else words.push([{ text: part, bold }]);
      open = true;
    });
  }
  return words;
}

function whole(word: Word): Word {
  return word.map(({ text, bold }) => ({ text: text.replaceAll(SOFT_HYPHEN, ''), bold }));
}

function widthOf(word: Word, measure: Measure): number {
  return whole(word).reduce((sum, { text, bold }) => sum + measure(text, bold), 0);
}

/** The most of a word that fits with a hyphen, and the rest; null when none does. Words of one piece only. */
function divide(
  word: Word,
  room: number,
  measure: Measure,
): { readonly head: Word; readonly tail: Word } | null {
  const [piece, ...others] = word;
  if (!piece || others.length > 0) return null;
  const syllables = piece.text.split(SOFT_HYPHEN);
  for (let count = syllables.length - 1; count > 0; count--) {
    const head = [{ ...piece, text: `${syllables.slice(0, count).join('')}-` }];
    if (widthOf(head, measure) > room) continue;
    return { head, tail: [{ ...piece, text: syllables.slice(count).join(SOFT_HYPHEN) }] };
  }
  return null;
}
