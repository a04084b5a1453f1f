import { fold } from '../../core/analyse.ts';
import type { PlacedPassage } from '../../store/types.ts';
import {
  AMENDING_TITLE,
  fitsTitle,
  linkedDocuments,
  namesDocument,
  type NamedDocument,
} from './named-documents.ts';
import type { Reference } from './parse-references.ts';

/* Which document a text means that changes others: "clause 8.2" of an amendment is one of what it amends. */

/** How one document stands to another. */
export interface Relation {
  /** It says of itself that it changes the other. */
  readonly amends: boolean;
  /** What it calls the other, folded: `(the "First Letter")`. */
  readonly aliases: readonly string[];
}

/** What a document says of itself that changes another. */
const AMENDS =
  /\b(?:amend|var(?:y|ies|iation)\b|supplement|chang|replac|overrid|modif|extend|extension|in place of|principal)|\(the ["“*]/i;
/** What it says of those that it leaves alone. */
const LEAVES = /\b(?:stays?|remains?|unchanged|not (?:changed|affected)|unaffected)\b/i;
/** Where it says so, in UTF-16 code units. */
const INTRODUCTION_CHARACTERS = 2_500;
const ALIAS = /\((?:the|each)\s+["“*_]+([^"“”*_()]{2,40})["”*_]/g;
/** The heading of a part of a document, with what it is about. */
const PART = /^(?:part|title)\s+[\dA-Z]{1,3}[.:]?\s+(.*)$/i;

/** Whether a document is one that changes others, by its title. */
export function isAmending({ title }: NamedDocument): boolean {
  return AMENDING_TITLE.test(title);
}

/** What the beginning of `by` says of another document. */
export function relationOf(by: PlacedPassage, document: NamedDocument): Relation {
  const introduction = `${by.title}\n\n${by.revisionText.slice(0, INTRODUCTION_CHARACTERS)}`;
  if (!isAmending(by) || !namesDocument(introduction, by.documentId, document)) {
    return { amends: false, aliases: [] };
  }
  const naming = introduction
    .split(/(?<=[.;])\s|\n\s*\n/)
    .filter((sentence) => namesDocument(sentence, by.documentId, document));
  const aliases = naming
    .filter((sentence) => linkedDocuments(sentence, by.documentId).length <= 1)
    .flatMap((sentence) => [...sentence.matchAll(ALIAS)].map(([, alias = '']) => fold(alias)));
  return {
    amends: naming.some((sentence) => AMENDS.test(sentence) && !LEAVES.test(sentence)),
    aliases,
  };
}

/** Whether a passage of a document that amends several stands in the part that is about this one. */
export function isAbout({ headings }: PlacedPassage, document: NamedDocument): boolean {
  const parts = headings.flatMap((heading) => PART.exec(heading.trim())?.[1] ?? []);
  return parts.every((part) => fitsTitle(part, document));
}

/** Whether a place that `by` names is one of `document`, as far as its own words tell. */
export function isPlaceOf(
  { owner }: Pick<Reference, 'owner'>,
  by: PlacedPassage,
  document: NamedDocument,
  { amends, aliases }: Relation,
): boolean {
  const isOwn = by.documentId === document.documentId;
  if (owner === 'this') return isOwn;
  if (isOwn) return !isAmending(by) && (owner === null || fitsTitle(owner, document));
  if (owner === null) return amends && !isAmending(document) && isAbout(by, document);
  if (/^(?:that|those|these|its)$/.test(owner)) return false;
  if (owner.startsWith('[')) {
    return linkedDocuments(owner, by.documentId).includes(document.documentId);
  }
  // There is an "Amendment No. 1" to every contract.
  if (namesDocument(owner, by.documentId, document)) return amends || !isAmending(document);
  const isCalled = aliases.includes(fold(owner)) || fitsTitle(owner, document);
  return amends && isCalled && isAbout(by, document);
}

/** Whether a place that `by` names may be one in text that the amendment `quoting` puts into another. */
export function isPlaceQuotedIn(
  { owner }: Pick<Reference, 'owner'>,
  by: PlacedPassage,
  quoting: NamedDocument,
  { amends }: Relation,
): boolean {
  if (!amends || !isAbout(by, quoting)) return false;
  return (
    owner === null || !(/^(?:this|that|those|these|its)$/.test(owner) || fitsTitle(owner, quoting))
  );
}
