import { EVERYTHING } from '../src/core/everything.ts';
import { asFootnoteError } from '../src/core/errors.ts';
import { corpusOf, sha256 } from '../src/core/ids.ts';
import type { Embedders } from '../src/models/types.ts';
import type { DocumentChange, SourceChange, Store } from '../src/store/types.ts';
import {
  commitEach,
  sourceOf,
  tallyRevision,
  type ScanCommits,
  type ScannedDraft,
} from './commit-each.ts';
import { embedDrafts } from './embed.ts';
import type { Tally } from './tally.ts';

type TogetherStore = Pick<
  Store,
  'commit' | 'recordSource' | 'sources' | 'document' | 'embeddedAlready' | 'modelInUse'
>;

/** Someone else has changed a document, or looked at its file, since it was compared. */
const OVERTAKEN = new Set(['SOURCE_CONFLICT', 'DOCUMENT_ERASED', 'DOCUMENT_NOT_FOUND']);
const REPEATED = new Set(['PASSAGE_CONFLICT', 'EMBEDDER_CONFLICT']);

/**
 * One commit for all that changed, at the end: until then the store is as it was. `finish` throws what the
 * commit throws; then nothing is in.
 * @param parts.embedders remember what they made, so that nothing is embedded for the second time at the end
 */
export function commitTogether(
  parts: { store: TogetherStore; embedders: Pick<Embedders, 'of'> },
  tally: Tally,
): ScanCommits {
  const { store } = parts;
  const vanished = new Map<string, SourceChange>();
  const drafts = new Map<string, ScannedDraft>();

  /** @returns whether there was anything to forget */
  const forget = (documentId: string): boolean => {
    const wasDraft = drafts.delete(documentId);
    if (wasDraft) tally.left(documentId);
    return vanished.delete(documentId) || wasDraft;
  };

  const commitAll = async (): Promise<Map<string, unknown>> => {
    const { there, gone } = await partDeleted(store, [...vanished.values()]);
    const revised = [...drafts.values()];
    const { model, vectors } = await embedDrafts(parts, revised);
    const changes = [
      ...there.map((source): DocumentChange => {
        const { documentId } = source;
        return { kind: 'delete', documentId, ifRevision: null, source };
      }),
      ...revised.map((draft, index): DocumentChange => {
        const embedded = vectors[index] ?? [];
        const source = sourceOf(draft);
        return { kind: 'revise', draft, model, embedded, ifRevision: null, source };
      }),
    ];
    if (changes.length > 0) {
      const receipts = (await store.commit(changes)).changes;
      there.forEach(() => tally.deleted());
      revised.forEach((draft, index) =>
        tallyRevision(tally, draft, receipts[there.length + index]),
      );
    }
    vanished.clear();
    drafts.clear();
    const each = commitEach(store, tally);
    for (const source of gone) await each.remove(source);
    return each.finish();
  };

  return {
    remove(source) {
      vanished.set(source.documentId, source);
      return Promise.resolve();
    },
    revise(draft) {
      drafts.set(draft.documentId, draft);
      return Promise.resolve();
    },
    async finish() {
      try {
        return await commitAll().catch((error: unknown) => {
          // What was erased in between is embedded again, from what the embedder remembers; or all, by another.
          if (REPEATED.has(asFootnoteError(error).code)) return commitAll();
          throw error;
        });
      } catch (error) {
        const { code, details } = asFootnoteError(error);
        if (!OVERTAKEN.has(code)) throw error;
        const sources = [...vanished.values(), ...[...drafts.values()].map(sourceOf)];
        const ids = new Set([String(details['documentId']), ...(await overtaken(store, sources))]);
        const known = [...ids].filter(forget);
        // Without what it names the next attempt would fail like this one.
        if (known.length === 0) throw error;
        return new Map(known.map((id) => [id, error]));
      }
    },
  };
}

/** Documents that someone deleted before their files went away need no second deletion. */
async function partDeleted(
  store: TogetherStore,
  vanished: readonly SourceChange[],
): Promise<{ there: SourceChange[]; gone: SourceChange[] }> {
  const parted: { there: SourceChange[]; gone: SourceChange[] } = { there: [], gone: [] };
  for (const source of vanished) {
    const { status } = await store.document(EVERYTHING, source.documentId);
    parted[status === 'current' ? 'there' : 'gone'].push(source);
  }
  return parted;
}

/** All whose files another scan has looked at since, so that one more attempt is enough for them. */
async function overtaken(
  store: TogetherStore,
  sources: readonly SourceChange[],
): Promise<string[]> {
  const known = new Map<string, string | null>();
  for (const corpus of new Set(sources.map(({ documentId }) => corpusOf(documentId)))) {
    for (const source of await store.sources(corpus)) {
      known.set(source.documentSha256, source.sha256);
    }
  }
  return sources
    .filter(({ documentId, before, sha256: found }) => {
      const now = known.get(sha256(documentId));
      return now !== before && now !== found;
    })
    .map(({ documentId }) => documentId);
}
