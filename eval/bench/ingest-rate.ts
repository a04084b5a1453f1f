import { createIngester } from '../../ingest/ingest.ts';
import { createParser } from '../../ingest/load/parser.ts';
import type { Config } from '../../src/core/config.ts';
import { EVERYTHING } from '../../src/core/everything.ts';
import { createEmbeddedEmbedder } from '../../src/models/embedded.ts';
import type { ModelEmbedder } from '../../src/models/types.ts';
import { createSqliteStore } from '../../src/store/sqlite/store.ts';
import type { Store } from '../../src/store/types.ts';

export interface IngestRate {
  /** Distinct passages, as the store then counts them. */
  readonly passages: number;
  readonly seconds: number;
  readonly passagesPerSecond: number;
  readonly megabytesPerSecond: number;
  /**
   * Where the time of the main thread went, as shares of the whole. Files are read and cut in a thread of
   * their own meanwhile: `waiting` is what was waited for it, and what reading folders takes.
   */
  readonly shares: { readonly embed: number; readonly commit: number; readonly waiting: number };
  /** A second scan with nothing changed. */
  readonly unchangedScanMs: number;
}

/**
 * Ingests the corpora folder into an empty data directory, in this process, with the embedded drivers.
 * @param bytes how much there is in the folder
 */
export async function measureIngest(
  config: Config,
  bytes: number,
  signal: AbortSignal,
): Promise<IngestRate> {
  const spent = { embedMs: 0, commitMs: 0 };
  const embedder = timedEmbedder(createEmbeddedEmbedder(), spent);
  const store = createSqliteStore({ directory: config.dataDir });
  const ingester = createIngester({
    store: timedStore(store, spent),
    embedders: { of: () => Promise.resolve(embedder) },
    parser: createParser({ timeoutMs: config.parseTimeoutMs, memoryMb: config.parseMemoryMb }),
    corporaDir: config.corporaDir,
    maxDocumentBytes: config.maxDocumentBytes,
  });
  try {
    const { durationMs, failures } = await ingester.scan({ corpus: null, signal });
    signal.throwIfAborted();
    const [failure] = failures;
    if (failure !== undefined) {
      throw new Error(`${failures.length} files failed; ${failure.path}: ${failure.message}`);
    }
    const seconds = durationMs / 1000;
    const { embedMs, commitMs } = spent;
    const again = await ingester.scan({ corpus: null, signal });
    const passages = await countPassages(store);
    return {
      passages,
      seconds,
      passagesPerSecond: passages / seconds,
      megabytesPerSecond: bytes / 1e6 / seconds,
      shares: {
        embed: embedMs / durationMs,
        commit: commitMs / durationMs,
        waiting: 1 - (embedMs + commitMs) / durationMs,
      },
      unchangedScanMs: again.durationMs,
    };
  } finally {
    await ingester.close();
    await store.close();
  }
}

async function countPassages(store: Store): Promise<number> {
  const snapshot = await store.snapshot(EVERYTHING);
  snapshot.close();
  return snapshot.passageCount;
}

function timedEmbedder(embedder: ModelEmbedder, spent: { embedMs: number }): ModelEmbedder {
  return {
    ...embedder,
    async embed(texts, signal) {
      const startedAt = performance.now();
      const vectors = await embedder.embed(texts, signal);
      spent.embedMs += performance.now() - startedAt;
      return vectors;
    },
  };
}

function timedStore(store: Store, spent: { commitMs: number }): Store {
  return {
    ...store,
    async commit(changes) {
      const startedAt = performance.now();
      const receipt = await store.commit(changes);
      spent.commitMs += performance.now() - startedAt;
      return receipt;
    },
  };
}
