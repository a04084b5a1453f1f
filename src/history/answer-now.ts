import { hrefOf } from '../core/ids.ts';
import type { Answer, AnswerNow, Citation, CitationNow } from '../core/model.ts';
import { createLineIndex } from '../core/text.ts';
import type { RevisionPassages, Scope, Store } from '../store/types.ts';
import type { createCitationStatus } from './status.ts';
import { whereaboutsOf } from './whereabouts.ts';

/**
 * The answer with the status of its citations, and where the words of each are in the document's current
 * revision, or which words took their place.
 */
export function createAnswerNow(parts: {
  store: Pick<Store, 'document' | 'revision' | 'revisionPassages'>;
  citationStatus: ReturnType<typeof createCitationStatus>;
}) {
  const { store, citationStatus } = parts;
  return async function answerNow(answer: Answer, scope: Scope): Promise<AnswerNow> {
    const passages = createPassagesReader(store, scope);
    const { citations, ...rest } = await citationStatus(answer, scope);
    const placed: AnswerNow['citations'] = [];
    for (const citation of citations) {
      placed.push({ ...citation, now: await placeNow(store, passages, citation, scope) });
    }
    return { ...rest, citations: placed };
  };
}

type PassagesReader = (documentId: string, revision: number) => Promise<RevisionPassages>;

/** Many citations are of the same document. */
function createPassagesReader(
  store: Pick<Store, 'revisionPassages'>,
  scope: Scope,
): PassagesReader {
  const known = new Map<string, Promise<RevisionPassages>>();
  return (documentId, revision) => {
    const key = `${revision} ${documentId}`;
    const passages = known.get(key) ?? store.revisionPassages(scope, documentId, revision);
    known.set(key, passages);
    return passages;
  };
}

async function placeNow(
  store: Pick<Store, 'document' | 'revision'>,
  passages: PassagesReader,
  citation: Citation,
  scope: Scope,
): Promise<CitationNow | null> {
  const { documentId, status } = citation;
  if (status === 'deleted' || status === 'erased') return null;
  const { revision } = await store.document(scope, documentId);
  const current = await passages(documentId, revision);
  const place = whereaboutsOf(citation, await passages(documentId, citation.revision), current);
  if (place === null) return null;
  const { span, quote } = place;
  const { pages } = await store.revision(scope, documentId, revision);
  return {
    revision,
    span,
    lines: createLineIndex(current.text).linesOf(span),
    page: pages.find(({ end }) => span.start < end)?.page ?? null,
    quote,
    href: hrefOf(documentId, revision, span.start, span.end),
  };
}
