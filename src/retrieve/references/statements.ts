import type { PlacedPassage } from '../../store/types.ts';
import { isAmending } from './amendments.ts';
import { describe, withoutQuotes, type Overridden } from './overridden.ts';
import { overriddenBy, overrides } from './overriding-words.ts';
import { parseReferences } from './parse-references.ts';
import { quotedUnits } from './quoted-units.ts';
import { textOf } from './unit-text.ts';

/** What a passage says that it overrides, and where it says what holds now. */
export interface Statement extends Overridden {
  /** Words that name the document: these, and those that announce them. */
  readonly context: string;
  /** Units of the passage that say what holds now, in order; none when it is said elsewhere. */
  readonly says: readonly number[];
}

/** Units behind "is replaced by the following:" that are looked at. */
const MAX_FOLLOWING = 12;
/** A clause of the text itself. */
const CLAUSE = /^\s*\d+\.\d+[A-Z]?\s/;
/** "In clause 2.1 the last day is …", "Clause 5.1: from 1 June …", `In "Money": …`. */
const ABOUT =
  /^[\s*_]*(?:\(?\d+(?:\.\d+)*[A-Z]?\)?\s+)?(?:(?:in|to)\s+)?(?:clauses?|articles?|["“][^"“”]+["”]\s*:)/i;
const LEAVES =
  /\b(?:unchanged|not (?:changed|affected)|remains?|continues?|appl(?:y|ies)|stays?)\b/i;
/** "(The notice) replaces the following": what it replaces is listed. */
const BEGINS = /^[\s*_]*(?:this\s+|it\s+)?replaces\b/i;
const SAME = /\bsame (?:page|list|policy|document)\b/i;

/** What a passage says of others: by its heading, by a column of its table, unit by unit. */
export function statementsOf(by: PlacedPassage): Statement[] {
  const heading = by.headings.at(-1) ?? '';
  if (!overrides(heading) && !overrides(by.text) && !isAmending(by)) return [];
  const whole = overriddenBy(heading);
  if (whole !== null && whole.references.length + whole.names.length > 0) {
    const says = by.units.flatMap(({ kind }, i) => (kind === 'heading' ? [] : [i]));
    return [{ ...whole, extent: 'part', context: heading, says }];
  }
  const quoted = quotedUnits(by);
  const statements: Statement[] = [];
  let list: string | null = whole === null ? null : heading;
  by.units.forEach(({ kind }, i) => {
    if (kind === 'heading' || quoted[i] === true) return;
    const text = textOf(by, i);
    const statement =
      kind === 'sentence'
        ? statementAt(by, i, quoted)
        : listed(by, i, list ?? columnHeader(by, i), statements.at(-1));
    if (kind === 'sentence') list = announces(text) ? text : isBehindList(by, i) ? null : list;
    if (statement !== null) statements.push(statement);
  });
  return statements;
}

/** "This notice replaces the following rules": what comes then is a list of them. */
function announces(text: string): boolean {
  if (!/\b(?:replaces|supersedes|overrides)\b/i.test(text)) return false;
  const said = overriddenBy(text);
  return said !== null && said.references.length === 0 && said.sections.length === 0;
}

/** A list ends with the sentence behind its entries, and not with those before them. */
function isBehindList(by: PlacedPassage, unit: number): boolean {
  return by.units[unit - 1]?.kind !== 'sentence';
}

/** The header of a row's first cell when it says that what stands below is replaced. */
function columnHeader(by: PlacedPassage, unit: number): string | null {
  const [first = ''] = by.columns ?? [];
  return by.units[unit]?.kind === 'row' && overrides(first) ? first : null;
}

/** A sentence that says what it overrides. */
function statementAt(
  by: PlacedPassage,
  unit: number,
  quoted: readonly boolean[],
): Statement | null {
  const text = textOf(by, unit);
  const said = overriddenBy(text);
  if (said === null) return changeAt(by, unit, text);
  if (said.references.length + said.names.length === 0) return null;
  const opens = /[:：]["”'*_]*\s*$/.test(text) || BEGINS.test(text);
  const behind = opens ? unitsBehind(by, unit, quoted) : [];
  const goesOn = isAmending(by) && ABOUT.test(text) && said.extent === 'part';
  const own = [unit, ...(goesOn ? sentencesBehind(by, unit) : [])];
  const says = behind.length > 0 ? behind : own;
  // New text that nobody can find replaces nothing.
  const extent = said.extent === 'words' || behind.length > 0 || !opens ? said.extent : 'part';
  return { ...said, extent, context: text, says };
}

/** In a document that changes others: a sentence that begins with a place is about what it becomes. */
function changeAt(by: PlacedPassage, unit: number, text: string): Statement | null {
  if (!isAmending(by) || !ABOUT.test(text) || LEAVES.test(text)) return null;
  const [first, ...others] = parseReferences(text);
  // Where other places are said to be of the document that is changed, a bare one is the text's own.
  if (first?.owner === null && others.some(({ owner }) => owner !== null)) return null;
  const references =
    first === undefined ? [] : [first, ...others.filter((o) => o.start === first.start)];
  return {
    ...describe(text, references),
    extent: 'part',
    isException: false,
    context: text,
    says: [unit, ...sentencesBehind(by, unit)],
  };
}

/** Sentences that go on from one: up to the next clause. */
function sentencesBehind(by: PlacedPassage, unit: number): number[] {
  const units: number[] = [];
  for (let i = unit + 1; by.units[i]?.kind === 'sentence'; i++) {
    const text = textOf(by, i);
    if (CLAUSE.test(text) || ABOUT.test(text) || units.length >= MAX_FOLLOWING) break;
    units.push(i);
  }
  return units;
}

/** An entry or a row of a list of what is replaced: it names a place, and often says what holds now. */
function listed(
  by: PlacedPassage,
  unit: number,
  list: string | null,
  previous: Statement | undefined,
): Statement | null {
  if (list === null) return null;
  const text = textOf(by, unit);
  const ends = by.units[unit]?.kind === 'row' ? /(?<=.)\|/ : /[.:][*_]*\s+(?=\S)/;
  const end = ends.exec(withoutQuotes(text))?.index ?? text.length;
  const [names, rest] = [text.slice(0, end), text.slice(end)];
  const about = describe(names, parseReferences(names));
  if (about.references.length + about.names.length + about.topic.length === 0) return null;
  const before = SAME.test(names) ? (previous?.context ?? '') : '';
  return {
    ...about,
    extent: 'part',
    isException: false,
    context: `${list} ${before} ${names}`,
    says: rest === '' ? [] : [unit],
  };
}

/** The units of the new text: what is quoted, or the rows, or else up to the next statement or clause. */
function unitsBehind(by: PlacedPassage, unit: number, quoted: readonly boolean[]): number[] {
  const first = unit + 1;
  const belongs = (i: number): boolean => {
    if (quoted[first] === true) return quoted[i] === true;
    if (by.units[first]?.kind === 'row') return by.units[i]?.kind === 'row';
    const text = textOf(by, i);
    return i === first || !(overrides(text) || CLAUSE.test(text));
  };
  const units: number[] = [];
  for (let i = first; i < by.units.length && units.length < MAX_FOLLOWING; i++) {
    if (by.units[i]?.kind === 'heading' || !belongs(i)) break;
    units.push(i);
  }
  return units;
}
