import type { EmbeddingModel } from '../core/embedding-model.ts';
import type { Embedders } from '../models/types.ts';
import type { Snapshot, Store } from '../store/types.ts';
import { ownTurn } from './take-turns.ts';
import type { Query } from './types.ts';

/** A snapshot, with the question's vector of the same model. */
export interface EmbeddedSnapshot {
  /** undefined = nothing is embedded that it could be compared with. */
  readonly vector: Float32Array | undefined;
  readonly snapshot: Snapshot;
  /** When the question had its vector, as `performance.now()` tells it. */
  readonly embeddedAt: number;
}

/**
 * Embeds a question, then opens the snapshot, which is not to be held open while an endpoint thinks. When another
 * model was put in use meanwhile, the question is embedded again.
 * @throws what `Store.snapshot` throws
 * @throws EMBEDDER_UNAVAILABLE, MODEL_…
 */
export async function openEmbedded(
  parts: { store: Pick<Store, 'modelInUse' | 'snapshot'>; embedders: Pick<Embedders, 'of'> },
  query: Query,
  signal: AbortSignal | undefined,
): Promise<EmbeddedSnapshot> {
  let model = await parts.store.modelInUse();
  for (;;) {
    const vector = await embedQuestion(parts.embedders, model, query.question, signal);
    await ownTurn();
    const embeddedAt = performance.now();
    const snapshot = await parts.store.snapshot(query);
    if (snapshot.model?.id === model?.id) return { vector, snapshot, embeddedAt };
    snapshot.close();
    model = snapshot.model;
  }
}

async function embedQuestion(
  embedders: Pick<Embedders, 'of'>,
  model: EmbeddingModel | null,
  question: string,
  signal: AbortSignal | undefined,
): Promise<Float32Array | undefined> {
  if (model === null) return undefined;
  const [vector] = await (await embedders.of(model)).embed([question], signal);
  return vector;
}
