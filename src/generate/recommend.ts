import { analyse } from '../core/analyse.ts';
import { renderFields, renderRecord, renderValue } from '../core/markup.ts';
import type { Span } from '../core/model.ts';
import { splitSentences } from '../core/sentences.ts';
import { jsonFieldPlaces } from './json-fields.ts';
import type { DraftClaim, Evidence, GenerateRequest, Source } from './types.ts';

/*
 * Recommended titles as claims: each says, in its record's words, what it is and why it is shown, and quotes
 * just the fields that say so.
 */

/** A longer text among the fields is told by the one sentence that meets most of the question. */
const MAX_VALUE_CHARACTERS = 120;
/** Quotes of one record so close together are one quote, in UTF-16 code units. */
const MAX_GAP_CHARACTERS = 60;

interface Said {
  readonly field: string;
  readonly text: string;
  /** In the record's text. */
  readonly quote: Span;
}

/** A claim for each source, in their order. */
export function recommend({ question, sources }: GenerateRequest): DraftClaim[] {
  const asked = new Set(analyse(question));
  return sources.map((source, index) => recommendOne(source, index + 1, asked));
}

function recommendOne(source: Source, number: number, asked: ReadonlySet<string>): DraftClaim {
  const { passage, reasons } = source;
  const places = jsonFieldPlaces(passage.text);
  const said = (reasons ?? []).flatMap((field): Said[] => {
    const place = places.get(field);
    if (place === undefined) return [];
    const stated = passage.record?.[field] ?? null;
    const value = renderValue(stated);
    if (typeof stated !== 'string' || value.length <= MAX_VALUE_CHARACTERS)
      return [{ field, text: value, quote: place }];
    return [{ field, ...tellingSentence(passage.text, place.value, asked) }];
  });
  // Of a table, or of fields within fields, the whole record is quoted.
  if (said.length === 0 || said.length < (reasons ?? []).length) {
    const evidence = [{ source: number, quote: passage.text, start: passage.span.start }];
    return { text: renderRecord(passage.record ?? {}), evidence, ownLine: true };
  }
  return {
    text: renderFields(said.map(({ field, text }) => [field, text])),
    evidence: joinNear(said.map(({ quote }) => quote)).map(({ start, end }): Evidence => ({
      source: number,
      quote: passage.text.slice(start, end),
      start: passage.span.start + start,
    })),
    ownLine: true,
  };
}

/** The sentence of a JSON string that holds most of the words that were asked for; the first of equals. */
function tellingSentence(
  record: string,
  value: Span,
  asked: ReadonlySet<string>,
): Omit<Said, 'field'> {
  const within = { start: value.start + 1, end: value.end - 1 };
  const sentences = splitSentences(record, within);
  const met = sentences.map(({ start, end }) => {
    return new Set(analyse(record.slice(start, end)).filter((term) => asked.has(term))).size;
  });
  const quote = sentences[met.indexOf(Math.max(...met))] ?? within;
  return { text: unescaped(record.slice(quote.start, quote.end)), quote };
}

/** What a stretch of a JSON string reads; as it is written when it begins or ends within an escape. */
function unescaped(raw: string): string {
  try {
    return JSON.parse(`"${raw}"`) as string;
  } catch {
    return raw;
  }
}

function joinNear(quotes: readonly Span[]): Span[] {
  const joined: Span[] = [];
  for (const quote of quotes.toSorted((a, b) => a.start - b.start)) {
    const last = joined.at(-1);
    if (last !== undefined && quote.start - last.end <= MAX_GAP_CHARACTERS) {
      joined.splice(-1, 1, { start: last.start, end: Math.max(last.end, quote.end) });
    } else joined.push(quote);
  }
  return joined;
}
