import { formatNumber } from '../number-format.ts';
import type { XmlElement } from '../xml/tree.ts';
import type { NumberedLevel, Styles } from './styles.ts';

/** Where the counting of a list stands, by level. */
export type Counters = (number | undefined)[];

/** Counts the lists and headings of a document, which holds no numbers, only how to count. */
export interface Numbers {
  /** Where a list of the outermost level begins: anew, or where another one stopped. */
  open(list: XmlElement): Counters;
  /** The marker of the next entry: "-" where the list has bullets. */
  next(counters: Counters, listStyle: string, level: number, entry: XmlElement): string;
  /** What stands before a heading; '' when headings are not numbered. */
  heading(level: number): string;
}

export function createNumbers(styles: Styles): Numbers {
  const byId = new Map<string, Counters>();
  const byStyle = new Map<string, Counters>();
  const headings: Counters = [];
  return {
    open({ attributes }) {
      const style = attributes['text:style-name'] ?? '';
      const { 'xml:id': id, 'text:continue-list': continued } = attributes;
      const goesOn = attributes['text:continue-numbering'] === 'true';
      const before = continued === undefined ? undefined : byId.get(continued);
      const counters = before ?? (goesOn ? byStyle.get(style) : undefined) ?? [];
      if (id !== undefined) byId.set(id, counters);
      byStyle.set(style, counters);
      return counters;
    },
    next(counters, listStyle, level, entry) {
      const levelOf = (index: number): NumberedLevel | null => styles.listLevel(listStyle, index);
      const start = Number(entry.attributes['text:start-value']);
      return count(counters, level, levelOf, Number.isSafeInteger(start) ? start : null) || '-';
    },
    heading(level) {
      return count(headings, level - 1, (index) => styles.headingLevel(index), null);
    },
  };
}

function count(
  counters: Counters,
  level: number,
  levelOf: (level: number) => NumberedLevel | null,
  start: number | null,
): string {
  const definition = levelOf(level);
  const counter = counters[level];
  counters[level] = start ?? (counter === undefined ? (definition?.start ?? 1) : counter + 1);
  counters.length = level + 1;
  if (definition === null) return '';
  const shown = Array.from({ length: level + 1 }, (_, index) => index).slice(
    -definition.shownLevels,
  );
  const numbers = shown.flatMap((index) => {
    const format = levelOf(index)?.format;
    return format === undefined ? [] : [formatNumber(counters[index] ?? 1, format)];
  });
  return (definition.prefix + numbers.join('.') + definition.suffix).trim();
}
