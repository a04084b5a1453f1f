import type { PlacedPassage } from '../../store/types.ts';
import { pathOf, seriesOf, type Address } from './addresses.ts';
import { parseReferences } from './parse-references.ts';
import { quotedUnits } from './quoted-units.ts';
import { textOf } from './unit-text.ts';

/* The addresses that the units of a passage have by their own numbers and those of the headings above. */

export interface UnitAddress extends Address {
  /** It is an address in the document that the text is put into. */
  readonly quoted: boolean;
  /** A number alone gives it, without a word such as "Article". */
  readonly bare: boolean;
}

const WORDED =
  /^(?:(clause|article|section|annex|schedule|appendix|part|chapter)\s+)?([A-Z]?\d+[A-Z]?(?:\.\d+[A-Z]?)*|[A-Z])(?=[.):\s]|$)/i;
/** Marks that may stand before a number: of quotes, of entries, of bold. */
const MARKS = /^[\s>"“‘'*_#-]*/;
const DOTTED = /^([A-Z]?\d+[A-Z]?(?:\.\d+[A-Z]?)+)\.?\s/;
const NUMBERED = /^\((\d+[A-Z]?)\)\s/;
const LETTERED = /^\(([a-z]{1,3})\)\s/;
/** Numbers stand at the beginning of a unit, in UTF-16 code units. */
const MARK_CHARACTERS = 60;
/** Text that is put into another document, and has no number of its own. */
const NOWHERE: UnitAddress = { series: 'main', path: [], quoted: true, bare: false };

/** The address of each unit of a passage, in order; null where nothing above it is numbered. */
export function addressesOf(passage: PlacedPassage): (UnitAddress | null)[] {
  const base = headingAddress(passage);
  const quoted = quotedUnits(passage);
  let own = base;
  let inQuote = NOWHERE;
  let announced = NOWHERE;
  return passage.units.map(({ kind, start, end }, i) => {
    const head = passage.revisionText.slice(start, Math.min(end, start + MARK_CHARACTERS));
    const text = head.replace(MARKS, '');
    if (quoted[i] !== true) {
      inQuote = NOWHERE;
      announced = NOWHERE;
      // Only of what comes right before rows the place is read: of each sentence it would take long.
      if (quoted[i + 1] === true && passage.units[i + 1]?.kind === 'row')
        announced = announcedPlace(passage, i);
      own = numberedAddress(text, base) ?? own;
      return letteredAddress(text, own) ?? own;
    }
    if (kind === 'row') return announced;
    const article = quotedArticle(text) ?? { ...inQuote, path: inQuote.path.slice(0, 1) };
    inQuote = numberedAddress(text, article) ?? quotedArticle(text) ?? inQuote;
    return letteredAddress(text, inQuote) ?? inQuote;
  });
}

/** The place that a sentence names first, in the document that it changes. */
function announcedPlace(passage: PlacedPassage, unit: number): UnitAddress {
  const [first] = parseReferences(textOf(passage, unit));
  return first === undefined ? NOWHERE : { ...first.address, quoted: true, bare: false };
}

/** "7.2 …" wherever it stands, and "(2) …" below `base`; null when the text begins with neither. */
function numberedAddress(text: string, base: UnitAddress | null): UnitAddress | null {
  const quoted = base?.quoted ?? false;
  const dotted = DOTTED.exec(text)?.[1];
  if (dotted !== undefined) return { series: 'main', path: pathOf(dotted), quoted, bare: true };
  const numbered = NUMBERED.exec(text)?.[1];
  if (numbered === undefined || base === null || base.path.length === 0) return null;
  return { ...base, path: [...base.path, numbered.toLowerCase()] };
}

/** "(b) …" below what stands before it. */
function letteredAddress(text: string, at: UnitAddress | null): UnitAddress | null {
  const letter = LETTERED.exec(text)?.[1];
  if (letter === undefined || at === null || at.path.length === 0) return null;
  return { ...at, path: [...at.path, letter] };
}

/** `**Article 21 Leave of the second parent**`, as the first words of a quote. */
function quotedArticle(text: string): UnitAddress | null {
  const [, word, number = ''] = WORDED.exec(text) ?? [];
  if (word === undefined) return null;
  return { series: seriesOf(word), path: pathOf(number), quoted: true, bare: false };
}

/** The addresses of a passage, so that many references can be held against it. */
export interface AddressedPassage {
  readonly passage: PlacedPassage;
  /** Of each unit; null where nothing above it is numbered. */
  readonly addresses: readonly (UnitAddress | null)[];
  /** Units that can be quoted. */
  readonly quotable: readonly number[];
  /** The first unit that can be quoted of each path, joined by dots. */
  readonly firstAt: ReadonlyMap<string, number>;
  /** Numbers at which the paths of units and headings begin. */
  readonly numbers: ReadonlySet<string>;
}

export function addressed(passage: PlacedPassage): AddressedPassage {
  const addresses = addressesOf(passage);
  const quotable = passage.units.flatMap(({ kind }, i) => (kind === 'heading' ? [] : [i]));
  const above = passage.headings.map((heading) => headingAddress({ headings: [heading] }));
  const firstAt = new Map<string, number>();
  for (const unit of quotable.toReversed()) {
    const path = addresses[unit]?.path.join('.');
    if (path !== undefined) firstAt.set(path, unit);
  }
  const numbers = new Set([...addresses, ...above].flatMap((at) => at?.path[0] ?? []));
  return { passage, addresses, quotable, firstAt, numbers };
}

/** The address that the deepest numbered heading gives; null when no heading is numbered. */
function headingAddress({ headings }: Pick<PlacedPassage, 'headings'>): UnitAddress | null {
  for (const heading of headings.toReversed()) {
    const [, word, number] = WORDED.exec(heading.trim()) ?? [];
    // A lone letter is a heading's number only behind its word: "Part A", and not "A guide".
    if (number === undefined || (word === undefined && !/\d/.test(number))) continue;
    const address = { series: seriesOf(word ?? ''), path: pathOf(number) };
    return { ...address, quoted: false, bare: word === undefined };
  }
  return null;
}

/** Whether a heading above a passage is the very place: "Annex 2", "Schedule 3", "Part A", "chapter 6". */
export function isUnderHeading(
  { headings }: Pick<PlacedPassage, 'headings'>,
  place: Address,
): boolean {
  return headings.some((heading) => {
    const at = headingAddress({ headings: [heading] });
    if (at === null || !place.path.every((part, i) => at.path[i] === part)) return false;
    return place.series === at.series || (place.series === 'chapter' && at.bare);
  });
}
