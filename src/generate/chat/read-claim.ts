import type { Evidence } from '../types.ts';
import { MalformedClaim, plainClaim } from './claim-text.ts';

/** What one JSON object of a model's says. */
export type ReadObject =
  | { readonly kind: 'claim'; readonly text: string; readonly evidence: readonly Evidence[] }
  | { readonly kind: 'abstain'; readonly reason: string };

const MAX_QUOTE_CHARACTERS = 2_000;
const MAX_QUOTES = 8;
const MAX_REASON_CHARACTERS = 500;
const STRING = '"[^"\\\\]*(?:\\\\.[^"\\\\]*)*"';
const TRAILING_COMMA = new RegExp(`${STRING}|,(?=\\s*[}\\]])`, 'g');
const KEY = new RegExp(`${STRING}(\\s*:)?`, 'g');
/** 2 as it should be, or "2", "[2]", "source 2". */
const NUMBER_AS_TEXT = /^(?:source )?\[?(\d{1,3})\]?$/i;

/**
 * @param json balanced brackets
 * @param sourceCount sources that the model was shown
 * @throws MalformedClaim
 */
export function readClaimObject(json: string, sourceCount: number): ReadObject {
  const fields = parseObject(json);
  const { claim, abstain } = fields;
  if (typeof claim === 'string' && claim.trim() !== '') {
    const evidence = readEvidence(fields, sourceCount);
    const quotes = evidence.map(({ quote }) => quote);
    return { kind: 'claim', text: plainClaim(claim, quotes), evidence };
  }
  if (abstain === true) return { kind: 'abstain', reason: '' };
  if (typeof abstain === 'string') {
    return { kind: 'abstain', reason: abstain.slice(0, MAX_REASON_CHARACTERS).toWellFormed() };
  }
  throw new MalformedClaim(claim === undefined ? 'neither claim nor abstain' : 'empty claim');
}

function parseObject(json: string): Readonly<Record<string, unknown>> {
  const strict = json.replace(TRAILING_COMMA, (part) => (part === ',' ? '' : part));
  let parsed: unknown;
  try {
    parsed = JSON.parse(strict);
  } catch {
    throw new MalformedClaim('not JSON');
  }
  const keys = [...strict.matchAll(KEY)].filter(([, colon]) => colon !== undefined).length;
  // Of two values one would be checked and the other read.
  if (keys !== countKeys(parsed)) throw new MalformedClaim('a key stands twice');
  return parsed as Record<string, unknown>;
}

function countKeys(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const members: unknown[] = Object.values(value);
  const own = Array.isArray(value) ? 0 : members.length;
  return members.reduce((sum: number, member) => sum + countKeys(member), own);
}

function readEvidence(
  { evidence, source, quote }: Readonly<Record<string, unknown>>,
  sourceCount: number,
): Evidence[] {
  // Small models leave the list away, or put its one entry's fields beside the claim.
  const given = evidence ?? (quote === undefined ? [] : { source, quote });
  const entries: unknown[] = Array.isArray(given) ? given : [given];
  if (entries.length === 0) throw new MalformedClaim('no evidence');
  if (entries.length > MAX_QUOTES) throw new MalformedClaim('too many quotes');
  return entries.map((entry) => {
    if (typeof entry !== 'object' || entry === null) throw new MalformedClaim('no evidence');
    const fields = entry as Readonly<Record<string, unknown>>;
    return {
      source: readNumber(fields['source'], sourceCount),
      quote: readQuote(fields['quote']),
      start: null,
    };
  });
}

function readNumber(source: unknown, sourceCount: number): number {
  const text = typeof source === 'string' ? NUMBER_AS_TEXT.exec(source.trim())?.[1] : source;
  const number = typeof text === 'string' ? Number(text) : text;
  if (typeof number !== 'number' || !Number.isInteger(number)) {
    throw new MalformedClaim('no source number');
  }
  if (number < 1 || number > sourceCount) throw new MalformedClaim('no source of that number');
  return number;
}

function readQuote(quote: unknown): string {
  if (typeof quote !== 'string' || quote.trim() === '') throw new MalformedClaim('empty quote');
  if (quote.length > MAX_QUOTE_CHARACTERS) throw new MalformedClaim('quote too long');
  if (!quote.isWellFormed()) throw new MalformedClaim('half a character in a quote');
  return quote;
}
