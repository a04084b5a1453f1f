import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { contentTerms } from '../../src/core/analyse.ts';
import type { VerifySource } from '../../src/verify/types.ts';
import { lettersOf } from '../history/value.ts';
import { readLines } from '../read-lines.ts';
import { createDocuments, sourceOf, type Documents } from './documents.ts';
import type { PlacedCase } from './judge.ts';
import { splitOf, type GateCase } from './types.ts';

interface EditLine {
  readonly _id: string;
  readonly doc_v2: string;
  readonly heading: string;
  readonly old_sentence: string;
  readonly new_sentence: string;
  readonly old_value: string;
  readonly kind: string;
}

/**
 * Sentences of real documents before and after an edit. What stood there before is no longer so, where a
 * value differs: a claim that the sentence of today must not support. Today's sentence supports itself.
 * @param folder with a folder for each data set; what is not there gives no cases
 */
export async function readRealEdits(folder: string): Promise<PlacedCase[]> {
  const sets = existsSync(folder) ? readdirSync(folder).sort() : [];
  const cases: PlacedCase[] = [];
  for (const set of sets.filter((name) => existsSync(join(folder, name, 'edits.jsonl')))) {
    const documents = createDocuments(join(folder, set, 'v2'));
    for (const line of readLines<EditLine>(join(folder, set, 'edits.jsonl'))) {
      const source = await sourceOfEdit(line, join(folder, set, 'v2'), documents);
      cases.push(...casesOf(set, line, source));
    }
  }
  return cases;
}

/** The sentence in its document; alone under its heading where the data cut it otherwise than it stands. */
async function sourceOfEdit(
  { doc_v2: path, heading, new_sentence: sentence }: EditLine,
  folder: string,
  documents: Documents,
): Promise<VerifySource> {
  const known = existsSync(join(folder, path));
  const placed = known ? sourceOf(await documents.document(path), sentence) : null;
  return (
    placed ?? {
      revisionText: sentence,
      mediaType: 'text/markdown',
      span: { start: 0, end: sentence.length },
      record: null,
      context: [heading],
      fields: [],
    }
  );
}

function casesOf(set: string, line: EditLine, source: VerifySource): PlacedCase[] {
  const { _id, doc_v2, kind, old_sentence, new_sentence } = line;
  const shared = {
    split: splitOf(_id),
    origin: 'edit',
    rule: kind,
    documentId: `${set}/${doc_v2}`,
    question: null,
    quotes: [new_sentence],
    cited: [new_sentence],
  } as const;
  const after: GateCase = { ...shared, id: `${set}/${_id}-new`, kind: null, claim: new_sentence };
  const before: GateCase = {
    ...shared,
    id: `${set}/${_id}-old`,
    kind: 'edit',
    claim: old_sentence,
  };
  const cases = valueDiffers(line) ? [before, after] : [after];
  return cases.map((gateCase) => ({ gateCase, sources: [source] }));
}

/**
 * A number or a name of the old value stands nowhere in the new sentence. Wording alone is no value, nor is
 * a heading or a letter that clung to the sentence before ("NWe may").
 */
function valueDiffers({
  kind,
  old_value: value,
  old_sentence: before,
  new_sentence: sentence,
}: EditLine): boolean {
  if (kind === 'wording' || lettersOf(before).endsWith(lettersOf(sentence))) return false;
  const still = new Set(contentTerms(sentence));
  const tellers = value.match(/\S*[\p{Lu}\p{N}]\S*/gu) ?? [];
  return tellers.some((word) => contentTerms(word).some((term) => !still.has(term)));
}
