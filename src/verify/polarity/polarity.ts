import { stripInlineMarkup } from '../../core/markup.ts';
import { escapePattern } from '../../core/escape-pattern.ts';
import { clausesOf } from './clauses.ts';
import { addsDenial, dropsDenial } from './denial.ts';
import { compareSigns } from './signs.ts';
import { exceptionsSupported } from './exceptions.ts';
import { modalitySupported } from './modality.ts';
import { oppositesSupported } from './opposites.ts';

/*
 * Whether a claim affirms and denies what its quotes affirm and deny. Clause by clause: a word of the claim
 * is compared with the clauses of the quotes in which it stands.
 */

/**
 * Whether a claim denies, allows, obliges, excepts and compares as its quotes do. A clause that says enough by
 * itself may be taken from a sentence that goes on with "but not …"; one that holds "except" or "unless" may not
 * be taken without a limit of the claim's own.
 * @param fields column and field names that the quotes stand under: what they deny is said by them
 */
export function polaritySupported(
  claim: string,
  quotes: readonly string[],
  fields: readonly string[] = [],
): boolean {
  const stated = claim.replace(LEAD_IN, '');
  const said = clausesOf(withoutFields(stated, fields));
  const held = clausesOf(
    quotes
      .map((quote) => stripInlineMarkup(withoutFields(quote.replace(LEAD_IN, ''), fields)))
      .join(' ; '),
  );
  if (quotes.length === 0) return false;
  const { turned, agreed } = compareSigns(said, held);
  return (
    !turned &&
    !addsDenial(said, held, agreed) &&
    !dropsDenial(said, held, agreed) &&
    modalitySupported(said, held) &&
    exceptionsSupported(stated, quotes, said, held) &&
    oppositesSupported(stated, [...quotes, ...fields])
  );
}

/** "No, …" answers the question; what it denies, the claim says again. */
const LEAD_IN = /^\s*(?:unfortunately,?\s+)?(?:no|yes|not|none)\s*[,:;.\u2013\u2014-]\s+/i;

/** `Not included: theft` is said by the field; the value alone is compared. */
function withoutFields(text: string, fields: readonly string[]): string {
  let rest = text;
  for (const field of new Set(fields)) {
    if (field.trim() === '' || !text.includes(field)) continue;
    rest = rest.replace(new RegExp(`(^|[;\\n]\\s*)${escapePattern(field)}:`, 'g'), '$1');
  }
  return rest;
}
