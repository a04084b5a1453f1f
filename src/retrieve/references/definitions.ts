import { fold } from '../../core/analyse.ts';
import { readSpan } from '../../core/read-span.ts';
import type { PlacedPassage } from '../../store/types.ts';
import type { Place } from './place.ts';

/* Terms that a document uses with a capital, and defines: `"Season" means 1 May to 30 September`. */

/** Where a document defines its terms, by the term as it is defined, folded. */
export type Definitions = ReadonlyMap<string, Place>;

/** A document that defines any term says so in one of these ways. */
const DEFINES = /["”’'*_]+,? (?:means|has the meaning)\b/;
/** A sentence or entry that defines a term: `"Season" means …`, `**Working Day** is …`. */
const DEFINITION =
  /^[\s>(a-z0-9.)-]{0,20}["“‘'*_]{1,4}(?:the )?([^"“”‘*_]{2,60}?)["”’'*_]{1,4},? (?:means|is|are|has the meaning|includes)\b/i;
/** Where in a unit a definition begins, in UTF-16 code units. */
const DEFINITION_CHARACTERS = 120;

/** The definitions of a document; of a term that is defined twice the first passage. */
export function definitionsIn(document: readonly PlacedPassage[]): Definitions {
  const definitions = new Map<string, Place>();
  // A document that defines no term with these words uses the others for anything.
  if (!DEFINES.test(document[0]?.revisionText ?? '')) return definitions;
  for (const passage of document) {
    if (!/["”’'*_],? (?:means|is|are|has the meaning|includes)\b/.test(passage.text)) continue;
    passage.units.forEach(({ start, end }, i) => {
      const head = { start, end: Math.min(end, start + DEFINITION_CHARACTERS) };
      const term = DEFINITION.exec(readSpan(passage, head))?.[1];
      if (term === undefined) return;
      const known = definitions.get(fold(term));
      if (known === undefined) definitions.set(fold(term), { passage, units: [i] });
      else if (known.passage === passage)
        definitions.set(fold(term), { passage, units: [...known.units, i] });
    });
  }
  return definitions;
}

/** Where a term is defined, in the singular or the plural; null when it is not. */
export function definitionOf(definitions: Definitions, term: string): Place | null {
  const singular = term.replace(/s$/, '');
  return definitions.get(term) ?? definitions.get(singular) ?? definitions.get(`${term}s`) ?? null;
}

/** The words with a capital within a text, and those that it begins with: what may be defined terms. */
export function definedTerms(text: string): string[] {
  const inside = text.replace(/^\W*\p{Lu}\p{L}+\s/u, (first) => first.toLowerCase());
  const capitals = inside.match(/\b\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+){0,3}/gu) ?? [];
  const first = /^\W*((?:the )?\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+){0,3})/u.exec(text)?.[1];
  const terms = [...capitals, ...(first === undefined ? [] : [first])];
  return [...new Set(terms.map((term) => fold(term).replace(/^the /, '')))];
}
