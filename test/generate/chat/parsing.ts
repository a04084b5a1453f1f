import { createClaimParser, type ParsedEvent } from '../../../src/generate/parse-claims.ts';
import type { Source } from '../../../src/generate/types.ts';
import { requestOf } from '../../helpers/sources.ts';

/* Three sources, and what a parser makes of outputs about them. */

export const { sources } = requestOf(
  'q?',
  {
    units: [
      ['heading', '## Refunds'],
      ['sentence', 'Refunds are paid within 14 days of the return.'],
      ['sentence', 'They go to the card that was charged.'],
      ['sentence', 'Late fees are 5 EUR a month.'],
    ],
  },
  { units: [['row', '| Mallow | 90 km | 24 kg |']] },
  { units: [['sentence', 'See https://example.com/terms for the terms.']] },
);

/** All events of an output that comes in pieces of these lengths, the rest at once. */
export function parse(
  output: string,
  pieces: readonly number[] = [],
  from: readonly Source[] = sources,
) {
  const parser = createClaimParser(from);
  const events: ParsedEvent[] = [];
  let at = 0;
  for (const length of pieces) {
    events.push(...parser.push(output.slice(at, at + length)));
    at += length;
  }
  return [...events, ...parser.push(output.slice(at)), ...parser.end()];
}

/** A claim about the first source as one line of JSON. */
export const line = (claim: string, ...quotes: string[]): string =>
  JSON.stringify({
    claim,
    evidence: (quotes.length > 0 ? quotes : ['q']).map((quote) => ({ source: 1, quote })),
  });
/** The texts of an output's claims. */
export const claims = (output: string): string[] =>
  parse(output).flatMap((event) => (event.type === 'claim' ? [event.text] : []));
/** Why lines of an output are malformed. */
export const reasons = (output: string): string[] =>
  parse(output).flatMap((event) => (event.type === 'malformed' ? [event.reason] : []));
