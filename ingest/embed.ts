import { setImmediate } from 'node:timers/promises';
import { sha256 } from '../src/core/ids.ts';
import { embeddedText } from '../src/core/passage-text.ts';
import { modelRecord, type EmbeddingModel } from '../src/core/embedding-model.ts';
import type { Embedders } from '../src/models/types.ts';
import type { EmbeddedText, RevisionDraft, Store } from '../src/store/types.ts';

/** Texts for one call of the model. */
const BATCH_TEXTS = 64;

/** The vectors of drafts, in their order, and how many texts went through the model for them. */
export interface Embedded {
  /** What made them: the model in use, or the one that is to be it. */
  readonly model: EmbeddingModel;
  readonly vectors: readonly (readonly EmbeddedText[])[];
  readonly embedded: number;
}

/**
 * Embeds what the store holds no vector of the model in use for, each text once however often it stands in the
 * drafts.
 * @throws INVALID_VECTOR, EMBEDDER_UNAVAILABLE, and what the model throws; nothing is kept of it then
 */
export async function embedDrafts(
  deps: {
    store: Pick<Store, 'embeddedAlready' | 'modelInUse'>;
    embedders: Pick<Embedders, 'of'>;
  },
  drafts: readonly RevisionDraft[],
  signal?: AbortSignal,
): Promise<Embedded> {
  const wanted = drafts.map(textsOf);
  const texts = new Map(wanted.flatMap((draft) => [...draft]));
  const embedder = await deps.embedders.of(await deps.store.modelInUse());
  const known = await deps.store.embeddedAlready(embedder.id, [...texts.keys()]);
  const unknown = [...texts].filter(([hash]) => !known.has(hash));
  const vectors = new Map<string, Float32Array>();
  for (let at = 0; at < unknown.length; at += BATCH_TEXTS) {
    const batch = unknown.slice(at, at + BATCH_TEXTS);
    const made = await embedder.embed(
      batch.map(([, text]) => text),
      signal,
    );
    batch.forEach(([hash], index) => {
      const vector = made[index];
      if (vector !== undefined) vectors.set(hash, vector);
    });
    // The embedded model works in this thread: questions get their turn between two batches.
    await setImmediate();
  }
  return {
    model: modelRecord(embedder),
    embedded: vectors.size,
    vectors: wanted.map((draft) =>
      [...draft.keys()].flatMap((hash) => {
        const vector = vectors.get(hash);
        return vector === undefined ? [] : [{ sha256: hash, vector }];
      }),
    ),
  };
}

/** The texts of a draft that are embedded, by their SHA-256. */
function textsOf({ title, titleStated, passages }: RevisionDraft): Map<string, string> {
  return new Map(
    passages.map(({ headings, text }) => {
      const embedded = embeddedText({ title, titleStated, headings, text });
      return [sha256(embedded), embedded];
    }),
  );
}
