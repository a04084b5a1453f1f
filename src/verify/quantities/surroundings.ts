import { tokenise } from '../../core/analyse.ts';
import { conceptOf } from '../words/concept.ts';
import { weightOf } from '../words/weight.ts';
import type { ReadText } from './read.ts';
import type { Quantity } from './types.ts';
import { dayNamed } from './weekday-names.ts';

/*
 * The words that a quantity goes with, as far as marks and conjunctions tell: those of its own part of the
 * sentence. A part that begins with its number takes what stands before: "Plan Pro: 50 users, 500 GB". A part
 * that leaves its verb away has that of the part before: "Adults owe 12 EUR, children 6".
 */

/** Words by concept, with how much each says. */
export type Surroundings = ReadonlyMap<string, number>;

const PART = /^(?:[,:()|]|[–—]|and|or|but|while|whereas|otherwise|with|plus)$/;
const SENTENCE = /^[.;!?]$/;
const CELL = /^\|$/;
const QUOTE_MARK = /^"$/;
const NEVER = /^$/;
/** Tokens to each side of a number that are looked at. */
const REACH = 24;

interface Word {
  readonly concept: string;
  readonly weight: number;
}

/** What each quantity of a text goes with, in their order; `isKin` tells which of them stand in one row. */
export function surroundingsOf(
  read: ReadText,
  isKin: (quantity: Quantity) => boolean,
): Map<Quantity, Surroundings> {
  const text = placedText(read);
  const kin = text.quantities.filter(isKin);
  const found = new Map<Quantity, Surroundings>();
  let earlier: Headed | null = null;
  let done = 0;
  for (const row of rowsOf(text, kin)) {
    const [first, last] = [row[0], row.at(-1)];
    if (first === undefined || last === undefined) continue;
    done += row.length;
    // A number that names its row goes with all of it.
    if (namesRow(text, first)) continue;
    const head: readonly Word[] =
      fieldOf(text, first) ?? cellOf(text, first) ?? headOf(text, first, earlier);
    const next = kin[done];
    const around = weighed([...head, ...tailOf(text, last, next)]);
    for (const quantity of row) found.set(quantity, around);
    earlier = { quantity: last, head };
  }
  return found;
}

/** A text with what stands at its tokens. */
interface Text extends ReadText {
  /** Tokens that are no mark of their own: the colon of "10:30". */
  readonly within: ReadonlySet<number>;
  /** Quantities by the token they begin with. */
  readonly beginning: ReadonlyMap<number, Quantity>;
}

function placedText(read: ReadText): Text {
  const within = new Set<number>();
  for (const { from, to } of read.quantities) for (let at = from; at < to; at++) within.add(at);
  const beginning = new Map<number, Quantity>();
  for (const one of read.quantities) if (!beginning.has(one.from)) beginning.set(one.from, one);
  return { ...read, within, beginning };
}

const LINK = /^(?:to|until|till|through|and|or|up|,|the|of|[-/–—‐‑−€$£¥])$/;

/** Quantities with nothing but a link between them stand for one place: "3 to 5 days", "on 3 and 17 May". */
function rowsOf({ tokens }: ReadText, kin: readonly Quantity[]): Quantity[][] {
  const rows: Quantity[][] = [];
  for (const quantity of kin) {
    const row = rows.at(-1);
    const before = row?.at(-1);
    const gap = before === undefined ? [] : tokens.slice(before.to, quantity.from);
    const linked = gap.every(({ text, startsLine }) => !startsLine && LINK.test(text));
    if (row !== undefined && linked && tokens[quantity.from]?.startsLine !== true)
      row.push(quantity);
    else rows.push([quantity]);
  }
  return rows;
}

interface Headed {
  readonly quantity: Quantity;
  readonly head: readonly Word[];
}

/** In a JSON record: the name of the field. */
function fieldOf(text: Text, quantity: Quantity): readonly Word[] | null {
  const { from } = quantity;
  const [close, colon] = [text.tokens[from - 2], text.tokens[from - 1]];
  if (colon?.text !== ':' || close?.text !== '"') return null;
  const name = boundaryBefore(text, from - 2, QUOTE_MARK);
  return wordsBetween(text, name, from, quantity);
}

function namesRow(text: Text, { from }: Quantity): boolean {
  const line = boundaryBefore(text, from, NEVER);
  return text.tokens[line]?.text === '|' && boundaryBefore(text, from, CELL) <= line + 1;
}

/** In a row of a table: the words of the first cell, and those of its own. */
function cellOf(text: Text, quantity: Quantity): readonly Word[] | null {
  const { tokens } = text;
  const line = boundaryBefore(text, quantity.from, NEVER);
  if (tokens[line]?.text !== '|') return null;
  const cell = boundaryBefore(text, quantity.from, CELL);
  const own = wordsBetween(text, cell, quantity.from, quantity);
  let first = line + 1;
  while (first < quantity.from && tokens[first]?.text !== '|') first++;
  return [...wordsBetween(text, line, first, quantity), ...own];
}

function headOf(text: Text, quantity: Quantity, earlier: Headed | null): readonly Word[] {
  const { from } = quantity;
  const sentence = boundaryBefore(text, from, SENTENCE);
  const part = Math.max(sentence, boundaryBefore(text, from, PART));
  const last = earlier !== null && sentence <= earlier.quantity.from ? earlier : null;
  const done = last === null ? sentence : partEnd(text, last.quantity.to);
  const own = wordsBetween(text, Math.max(part, last?.quantity.to ?? 0), from, quantity);
  const near = wordsBetween(text, done, part, quantity);
  if (own.length === 0) return near.length > 0 ? near : (last?.head ?? []);
  if (last === null) return [...own, ...near.map(fainter)];
  return part < last.quantity.to
    ? own
    : [...own, ...near.map(fainter), ...last.head.slice(own.length)];
}

/** How much less a word of the part before says. */
const FAINT = 0.6;

function fainter({ concept, weight }: Word): Word {
  return { concept, weight: weight * FAINT };
}

/** Up to the end of the part, or to the next of the row when words stand between. */
function tailOf(text: Text, quantity: Quantity, next: Quantity | undefined): readonly Word[] {
  const end = partEnd(text, quantity.to);
  if (next !== undefined && next.from < end) {
    const between = wordsBetween(text, quantity.to, next.from, quantity);
    if (between.length > 0) return between;
  }
  return wordsBetween(text, quantity.to, end, quantity);
}

/** Index behind the last mark of a sort before a token, or of the line's first. */
function boundaryBefore({ tokens, within }: Text, from: number, mark: RegExp): number {
  let at = from;
  while (at > 0 && from - at < REACH && !tokens[at]?.startsLine) {
    const text = tokens[at - 1]?.text ?? '';
    if (!within.has(at - 1) && mark.test(text)) break;
    at--;
  }
  return at;
}

function partEnd(text: Text, to: number): number {
  return Math.min(boundaryBehind(text, to, PART), boundaryBehind(text, to, SENTENCE));
}

function boundaryBehind({ tokens, within }: Text, to: number, mark: RegExp): number {
  let at = to;
  while (at < tokens.length && at - to < REACH && !tokens[at]?.startsLine) {
    if (!within.has(at) && mark.test(tokens[at]?.text ?? '')) break;
    at++;
  }
  return at;
}

/** Content words, weekdays, and other quantities by their value. */
function wordsBetween(
  { tokens, beginning }: Text,
  from: number,
  to: number,
  but: Quantity,
): Word[] {
  const words: Word[] = [];
  for (let at = from; at < to; at++) {
    const other = beginning.get(at);
    if (other !== undefined && other !== but && other.to <= to) {
      words.push({ concept: valueOf(other), weight: 1 });
    }
    const token = tokens[at];
    if (token?.kind !== 'word') continue;
    const day = dayNamed(token);
    if (day !== null) words.push({ concept: `#day ${day}`, weight: 1 });
    else {
      for (const word of tokenise(token.text)) {
        const weight = weightOf(word);
        if (weight > 0) words.push({ concept: conceptOf(word), weight });
      }
    }
  }
  return words;
}

function valueOf(quantity: Quantity): string {
  switch (quantity.kind) {
    case 'amount': {
      const [reading] = quantity.readings;
      const factor = reading?.measure?.factors[0] ?? 1;
      return `#${(reading?.number ?? 0) * factor}`;
    }
    case 'date': {
      const [parts] = quantity.readings;
      const { year, month, day, quarter } = parts ?? {};
      if (month === undefined && quarter === undefined) return `#${year ?? ''}`;
      return `#date ${month ?? ''} ${day ?? ''} ${quarter ?? ''}`;
    }
    case 'time':
      return `#time ${quantity.minutes.join(' ')}`;
    case 'label':
      return `#${quantity.text}`;
    case 'ordinal':
      return `#${quantity.value}`;
  }
}

function weighed(words: readonly Word[]): Surroundings {
  const weights = new Map<string, number>();
  for (const { concept, weight } of words) {
    weights.set(concept, Math.max(weight, weights.get(concept) ?? 0));
  }
  return weights;
}
