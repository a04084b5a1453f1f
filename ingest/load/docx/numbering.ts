import { childAt, elementsOf, type XmlElement } from '../xml/tree.ts';
import { formatNumber } from '../number-format.ts';
import { isOn, numberingOf, valueOf } from './styles.ts';

/** What stands before a paragraph of a list. */
export interface Label {
  /** Where in the list's nesting it stands; 0 is outermost. */
  readonly level: number;
  /** As the document shows it, "5.2" or "(a)"; null for a bullet. */
  readonly number: string | null;
}

/** Counts as Word does when it shows a document: the file holds no numbers, only how to count. */
export interface Numberer {
  /**
   * The next label; each call counts. Null when the list does not exist or shows nothing.
   * @param level as the paragraph states it; else the one that is made for its style, else the outermost
   */
  next(numId: string, level: number | undefined, styleId: string): Label | null;
}

interface Level {
  readonly start: number;
  readonly format: string;
  /** "%1.%2" stands for the numbers of the first two levels. */
  readonly text: string;
  /** Counting begins again after a paragraph of a level below this one. */
  readonly restartsBelow: number;
  readonly legal: boolean;
  readonly styleId: string | undefined;
}

interface List {
  readonly levels: readonly (Level | undefined)[];
  /** Where counting stands, by level; shared by all lists of one definition. */
  readonly counters: (number | undefined)[];
  /** Starts that only this list states, by level; used once. */
  readonly starts: (number | undefined)[];
}

const LEVELS = 9;
/** A longer label is nonsense, and would be repeated before every paragraph. */
const MAX_LABEL_CHARACTERS = 64;

/** @param styles the part with the styles, through which lists may be defined */
export function createNumberer(
  numbering: XmlElement | undefined,
  styles: XmlElement | undefined,
): Numberer {
  const lists = readLists(numbering, styles);
  return {
    next(numId, stated, styleId) {
      const list = lists.get(numId);
      if (list === undefined) return null;
      const ofStyle = list.levels.findIndex((level) => level?.styleId === styleId);
      const level = stated ?? Math.max(0, ofStyle);
      const definition = list.levels[level];
      if (definition === undefined) return null;
      count(list, level, definition);
      if (definition.format === 'bullet') return { level, number: null };
      const number = labelOf(list, definition);
      return number === '' ? null : { level, number };
    },
  };
}

function count({ levels, counters, starts }: List, level: number, definition: Level): void {
  const own = starts[level];
  starts[level] = undefined;
  const counter = counters[level];
  counters[level] = own ?? (counter === undefined ? definition.start : counter + 1);
  for (let inner = level + 1; inner < LEVELS; inner++) {
    if (level < (levels[inner]?.restartsBelow ?? LEVELS)) counters[inner] = undefined;
  }
}

function labelOf({ levels, counters }: List, { text, legal }: Level): string {
  const label = text.replace(/%([1-9])/g, (_, digit: string) => {
    const level = levels[Number(digit) - 1];
    const number = counters[Number(digit) - 1] ?? level?.start ?? 1;
    return formatNumber(number, legal ? 'decimal' : (level?.format ?? 'decimal'));
  });
  return label.length > MAX_LABEL_CHARACTERS ? '' : label.trim();
}

function readLists(
  numbering: XmlElement | undefined,
  styles: XmlElement | undefined,
): Map<string, List> {
  const definitions = new Map(
    elementsOf(numbering, 'w:abstractNum').map((definition) => [
      definition.attributes['w:abstractNumId'] ?? '',
      { definition, levels: readLevels(definition), counters: [] as (number | undefined)[] },
    ]),
  );
  const nums = elementsOf(numbering, 'w:num');
  const definitionOfNum = new Map(
    nums.map((num) => [
      num.attributes['w:numId'] ?? '',
      definitions.get(valueOf(childAt(num, 'w:abstractNumId')) ?? ''),
    ]),
  );
  const numOfStyle = new Map(
    elementsOf(styles, 'w:style').map((style) => [
      style.attributes['w:styleId'] ?? '',
      numberingOf(childAt(style, 'w:pPr')).numId ?? '',
    ]),
  );
  const lists = new Map<string, List>();
  for (const num of nums) {
    const numId = num.attributes['w:numId'] ?? '';
    const stated = definitionOfNum.get(numId);
    // A definition may only name the style whose definition it shares.
    const link = valueOf(childAt(stated?.definition, 'w:numStyleLink'));
    const linked = link === undefined ? undefined : definitionOfNum.get(numOfStyle.get(link) ?? '');
    const definition = linked ?? stated;
    if (definition !== undefined) lists.set(numId, readOverrides(num, definition));
  }
  return lists;
}

function readLevels(definition: XmlElement): (Level | undefined)[] {
  const levels: (Level | undefined)[] = [];
  for (const element of elementsOf(definition, 'w:lvl')) {
    const index = Number(element.attributes['w:ilvl'] ?? 0);
    if (index >= 0 && index < LEVELS) levels[index] = readLevel(element);
  }
  return levels;
}

function readLevel(element: XmlElement): Level {
  const restart = valueOf(childAt(element, 'w:lvlRestart'));
  return {
    start: numberOf(valueOf(childAt(element, 'w:start'))) ?? 0,
    format: valueOf(childAt(element, 'w:numFmt')) ?? 'decimal',
    text: (valueOf(childAt(element, 'w:lvlText')) ?? '').slice(0, MAX_LABEL_CHARACTERS),
    restartsBelow: numberOf(restart) ?? LEVELS,
    legal: isOn(childAt(element, 'w:isLgl')),
    styleId: valueOf(childAt(element, 'w:pStyle')),
  };
}

function readOverrides(
  num: XmlElement,
  { levels, counters }: Pick<List, 'levels' | 'counters'>,
): List {
  const ownLevels = [...levels];
  const starts: (number | undefined)[] = [];
  for (const override of elementsOf(num, 'w:lvlOverride')) {
    const index = Number(override.attributes['w:ilvl'] ?? 0);
    if (!(index >= 0 && index < LEVELS)) continue;
    const level = childAt(override, 'w:lvl');
    if (level !== undefined) ownLevels[index] = readLevel(level);
    starts[index] = numberOf(valueOf(childAt(override, 'w:startOverride')));
  }
  return { levels: ownLevels, counters, starts };
}

function numberOf(value: string | undefined): number | undefined {
  return value !== undefined && /^\d{1,9}$/.test(value) ? Number(value) : undefined;
}
