import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseDocument, type ParsedDocument } from '../../ingest/load/parse.ts';
import { readLines } from '../read-lines.ts';
import { sourceOf } from './documents.ts';
import { groupBy } from './group.ts';
import type { PlacedCase } from './judge.ts';
import { splitOf } from './types.ts';

interface Abstract {
  readonly _id: string;
  readonly title: string;
  readonly text: string;
}

interface Rationale {
  readonly query_id: string;
  readonly corpus_id: string;
  readonly text: string;
  readonly label: 'SUPPORT' | 'CONTRADICT';
}

/**
 * SciFact's claims, each under the sentences of an abstract that experts named as its evidence, for it or
 * against it.
 * @param folder of the set; without it there are no cases
 */
export async function readSciFact(folder: string): Promise<PlacedCase[]> {
  if (!existsSync(join(folder, 'spans.jsonl'))) return [];
  const claims = new Map(
    readLines<{ _id: string; text: string }>(join(folder, 'queries.jsonl')).map(
      ({ _id, text }) => [_id, text] as const,
    ),
  );
  const abstracts = new Map(
    readLines<Abstract>(join(folder, 'corpus.jsonl')).map((line) => [line._id, line] as const),
  );
  const groups = groupBy(
    readLines<Rationale>(join(folder, 'spans.jsonl')),
    ({ query_id, corpus_id, label }) => `${query_id}-${corpus_id}-${label.toLowerCase()}`,
  );
  const cases: PlacedCase[] = [];
  for (const [id, rationales] of groups) {
    const [{ query_id = '', corpus_id = '' } = {}] = rationales;
    const [claim, abstract] = [claims.get(query_id), abstracts.get(corpus_id)];
    if (claim === undefined || abstract === undefined) continue;
    cases.push(placeClaim(id, claim, rationales, await readAbstract(abstract)));
  }
  return cases;
}

function readAbstract({ _id, title, text }: Abstract): Promise<ParsedDocument> {
  const bytes = Buffer.from(text);
  return parseDocument({ bytes, path: `${title || _id}.txt`, mediaType: 'text/plain' });
}

function placeClaim(
  id: string,
  claim: string,
  rationales: readonly Rationale[],
  document: ParsedDocument,
): PlacedCase {
  const quotes = rationales.map(({ text }) => text);
  const against = rationales[0]?.label === 'CONTRADICT';
  return {
    gateCase: {
      id: `scifact/${id}`,
      split: splitOf(id),
      origin: 'scifact',
      kind: against ? 'contradict' : null,
      rule: against ? 'contradicting rationale' : 'supporting rationale',
      documentId: `scifact/${rationales[0]?.corpus_id ?? ''}`,
      claim,
      question: null,
      quotes,
      cited: quotes,
    },
    sources: quotes.flatMap((quote) => sourceOf(document, quote) ?? []),
  };
}
