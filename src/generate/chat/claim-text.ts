import { hasHiddenCharacters } from '../../core/printable.ts';
import { stripInlineMarkup } from '../../core/markup.ts';

/*
 * A claim's text as it may be shown. Whatever shows it (a page, a terminal, a chat window that renders
 * Markdown), it has to come out as the plain sentence that was checked: light marks are taken out, and what
 * could load, lead or hide something makes the whole claim malformed.
 */

/** A line of a model's that is no claim; the message is the reason. */
export class MalformedClaim extends Error {}

const MAX_CLAIM_CHARACTERS = 1_000;
/** Marks as of footnotes: [1], [1, 2], [source 3], [^4], 【5】. */
export const SOURCE_MARK =
  /[[【［]\s?(?:\^|sources?\s)?(\d{1,3}(?:\s?[,;–-]\s?\d{1,3}){0,9})(?:†[^\]】］]{0,80})?\s?[\]】］]/giu;
const IMAGE = /!\s?\[/;
const LINK = /\]\s?[([:]/;
const HTML = /<\s?[\p{L}/!?]/u;
const ADDRESS = /(?:\b[a-z][a-z0-9+.-]{0,20}:\/\/|\bwww\.|\b(?:data|javascript|vbscript):)\S*/giu;
/** What makes a heading, an entry or a quote of a line, where words follow. */
const BLOCK_MARK = /^(?:#{1,6}|[-*+•>])\s+(?=[\p{L}*_"“])/u;

/**
 * The claim without marks, on one line.
 * @param quotes an address may only stand in it if it stands in one of these
 * @throws MalformedClaim
 */
export function plainClaim(text: string, quotes: readonly string[]): string {
  if (text.length > MAX_CLAIM_CHARACTERS) throw new MalformedClaim('claim too long');
  if (!text.isWellFormed()) throw new MalformedClaim('half a character in the claim');
  const line = text.replace(/\s+/g, ' ').trim();
  if (hasHiddenCharacters(line))
    throw new MalformedClaim('control or invisible character in the claim');
  const unmarked = withoutMarks(line);
  refuseMarkup(unmarked, quotes);
  const plain = stripInlineMarkup(unmarked.replace(BLOCK_MARK, ''));
  // Escapes and entities become marks only when they are taken out.
  refuseMarkup(plain, quotes);
  if (plain.search(SOURCE_MARK) >= 0) throw new MalformedClaim('source marks in the claim');
  if (!/[\p{L}\p{N}]/u.test(plain)) throw new MalformedClaim('empty claim');
  return plain;
}

/** Without marks of sources and the space before them. */
function withoutMarks(line: string): string {
  return line
    .replace(SOURCE_MARK, '')
    .replace(/ +(?=[.,;:!?](?:\s|$))/g, '')
    .trim();
}

function refuseMarkup(text: string, quotes: readonly string[]): void {
  if (IMAGE.test(text)) throw new MalformedClaim('image in the claim');
  if (LINK.test(text)) throw new MalformedClaim('link in the claim');
  if (HTML.test(text)) throw new MalformedClaim('HTML in the claim');
  for (const [address] of text.matchAll(ADDRESS)) {
    const bare = address.replace(/[.,;:!?)\]}"'”’*_]+$/u, '');
    if (!quotes.some((quote) => quote.includes(bare))) {
      throw new MalformedClaim('address in the claim that stands in none of its quotes');
    }
  }
}
