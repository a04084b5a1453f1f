import { fold } from '../../core/analyse.ts';
import type { PlacedPassage } from '../../store/types.ts';
import { covers } from './addresses.ts';
import { isAbout, isPlaceOf, isPlaceQuotedIn, type Relation } from './amendments.ts';
import { closestUnits, meetsTopic } from './closest-units.ts';
import { coreTitle, namesDocument, plain } from './named-documents.ts';
import type { PlacedStatement } from './overriding-passages.ts';
import type { Reference } from './parse-references.ts';
import { isUnderHeading, type AddressedPassage, type UnitAddress } from './unit-addresses.ts';
import { holdsWords, rowName, textOf } from './unit-text.ts';

/** "Articles 3 to 10 do not apply" is said of too much to be told with each of them. */
const MAX_EXCEPTED = 4;

/** The units of a passage that a statement is about, in order. */
export function meantUnits(
  addressedPassage: AddressedPassage,
  statement: PlacedStatement,
  relation: Relation,
): readonly number[] {
  const { passage, addresses } = addressedPassage;
  const placed = placedUnits(addressedPassage, statement, relation);
  const { replaced, extent, isException, nth } = statement;
  if (placed.length === 0) return placed;
  if (replaced.length > 0) return placed.filter((i) => holdsWords(textOf(passage, i), replaced));
  if (extent === 'part' && !isException) return closestUnits(passage, statement, placed);
  return nth === null ? placed : nthOf(passage, placed, addresses, nth);
}

function placedUnits(
  { passage, addresses, quotable, firstAt, numbers }: AddressedPassage,
  statement: PlacedStatement,
  relation: Relation,
): readonly number[] {
  const { by, lines } = statement;
  if (statement.references.length > 0 && statement.sections.length === 0) {
    const near = statement.references.filter(({ address }) => numbers.has(address.path[0] ?? ''));
    if (near.length === 0) return [];
    if (statement.isException && statement.references.length > MAX_EXCEPTED) return [];
    const places = near.map((one) => placeTest(passage, one, by, relation));
    // An exception is told where its place begins: it would burden all of an article.
    const units = statement.isException
      ? near.flatMap(({ address }) => firstAt.get(address.path.join('.')) ?? [])
      : quotable;
    return units.filter((i) => places.some((isThere) => isThere(addresses[i] ?? null)));
  }
  if (by.documentId === passage.documentId || !isNamed(passage, statement, relation)) return [];
  const sections = sectionsOf(passage, statement);
  const inSection = passage.headings.some((heading) => sections.includes(fold(heading)));
  if (sections.length > 0) return inSection ? quotable : [];
  if (lines.length > 0) return quotable.filter((i) => lines.includes(rowName(passage, i)));
  if (!namesDocument(statement.words, by.documentId, passage)) return [];
  return quotable.filter((i) => meetsTopic(passage, i, statement.topic));
}

/** Tells of the address of a unit whether a reference is to it. */
function placeTest(
  passage: PlacedPassage,
  reference: Reference,
  by: PlacedPassage,
  relation: Relation,
): (address: UnitAddress | null) => boolean {
  const isWithin = reference.within.every((one) => isUnderHeading(passage, one));
  const isMeant = isWithin && isPlaceOf(reference, by, passage, relation);
  const isBelow = isMeant && isUnderHeading(passage, reference.address);
  const isQuoted = isPlaceQuotedIn(reference, by, passage, relation);
  return (address) => {
    const isThere = address !== null && covers(reference.address, address);
    return address?.quoted === true ? isThere && isQuoted : isBelow || (isThere && isMeant);
  };
}

/** Whether a statement without numbers is about a document: it names it, or all of its text is about it. */
function isNamed(passage: PlacedPassage, statement: PlacedStatement, relation: Relation): boolean {
  const { by, context, names, sections } = statement;
  if (namesDocument(context, by.documentId, passage)) return true;
  const pages = names.filter((name) => !sections.includes(name));
  const isElsewhere = sections.length > 0 && pages.length > 0;
  return relation.amends && isAbout(by, passage) && !isElsewhere;
}

/** Names of sections among those of a statement: what is not the document's own title. */
function sectionsOf(
  { title }: PlacedPassage,
  { names, sections }: PlacedStatement,
): readonly string[] {
  if (sections.length > 0) return sections;
  const own = [plain(title), plain(coreTitle(title))];
  return names.filter((name) => !own.includes(plain(name)));
}

/** "The second sentence of clause 4.4", if the clause begins in this passage. */
function nthOf(
  passage: PlacedPassage,
  units: readonly number[],
  addresses: readonly (UnitAddress | null)[],
  nth: number,
): number[] {
  const [first] = units;
  if (first === undefined) return [];
  const begins = addresses[first - 1]?.path.join('.') !== addresses[first]?.path.join('.');
  const unit = units[nth];
  const isFirst = first > 0 ? begins : /^\W*[A-Z]?\d/.test(textOf(passage, first));
  return isFirst && unit !== undefined ? [unit] : [];
}
