import { parseReferences } from '../../../src/retrieve/references/parse-references.ts';
import { createLibrary } from '../../../src/retrieve/references/library.ts';
import { findOverrides } from '../../../src/retrieve/references/overrides.ts';
import type { Scope } from '../../../src/store/types.ts';
import { openCorpusInTime, type CorpusInTime } from '../../helpers/corpus-in-time.ts';
import { withSnapshot } from '../../helpers/documents.ts';

/** What overrides a unit, in words: the old text, the new one, and whether nothing is left of the old. */
export interface Told {
  readonly old: string;
  readonly by: string;
  readonly says: string;
  readonly whole: boolean;
}

/** A corpus of the given documents, by their paths: `water/agreement.md`. */
export async function openWorld(
  documents: Readonly<Record<string, string>>,
): Promise<CorpusInTime> {
  const world = await openCorpusInTime();
  for (const [id, text] of Object.entries(documents)) await world.put(id, text);
  return world;
}

/** Everything that overrides the passages of a document, in its order. */
export async function overridesOf(
  { parts }: CorpusInTime,
  documentId: string,
  scope: Partial<Scope> = {},
): Promise<Told[]> {
  return withSnapshot(parts.store, scope, async (snapshot) => {
    const passages = await snapshot.passagesOf(documentId, 400);
    const overrides = await findOverrides(snapshot, createLibrary(snapshot), passages);
    return overrides.map(({ passage, unit, by, units, whole }) => {
      const old = passages[passage];
      return {
        old: textAt(old?.revisionText, old?.units[unit]),
        by: by.documentId,
        says: units.map((i) => textAt(by.revisionText, by.units[i])).join(' '),
        whole,
      };
    });
  });
}

export function textAt(text = '', span?: { readonly start: number; readonly end: number }): string {
  return span === undefined ? '' : text.slice(span.start, span.end);
}

/** Places that a text names, as "main 9.2.b", with what they stand in and whose they are. */
export function placesIn(text: string): string[] {
  return parseReferences(text).map(({ address, within, owner }) => {
    const inside = within.map(({ series, path }) => ` in ${series} ${path.join('.')}`).join('');
    return `${address.series} ${address.path.join('.')}${inside}${owner === null ? '' : ` of ${owner}`}`;
  });
}
