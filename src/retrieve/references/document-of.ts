import type { PlacedPassage } from '../../store/types.ts';
import { isPlaceOf, relationOf } from './amendments.ts';
import type { Library } from './library.ts';
import { namesDocument, type NamedDocument } from './named-documents.ts';
import type { Reference } from './parse-references.ts';

/** How near to a reference its document is named, in UTF-16 code units. */
const NEAR = 80;

/**
 * The document that a reference is to: one that is named beside it, its own, or what its own amends; null
 * when another is meant, which the reader may not read or which is not there.
 * @param named documents that the text names
 */
export async function documentOf(
  library: Library,
  reference: Reference,
  source: PlacedPassage,
  text: string,
  named: readonly NamedDocument[],
): Promise<NamedDocument | null> {
  const beside = namesBeside(text, reference);
  const other = named.find((one) => namesDocument(beside, source.documentId, one));
  if (other !== undefined) return other;
  const near = [source, ...(await library.amendedBy(source))];
  return near.find((one) => isPlaceOf(reference, source, one, relationOf(source, one))) ?? null;
}

/** Words that may name the document of a reference: "the Terms (clause 7)", "clause 7 of our terms". */
function namesBeside(text: string, { start, end, owner }: Reference): string {
  if (owner !== null) return owner;
  const before = text.slice(Math.max(0, start - NEAR), start);
  const behind = text.slice(end, end + NEAR);
  const isOf = /^,?\s+(?:of|in|to)\s/.test(behind);
  return `${/[(,]\s*(?:see |in |under )?$/.test(before) ? before : ''}\n${isOf ? behind : ''}`;
}
