import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createIngester } from '../../ingest/ingest.ts';
import { createParser } from '../../ingest/load/parser.ts';
import type { Ingester } from '../../ingest/types.ts';
import { compose, type Parts } from '../../src/compose.ts';
import { readConfig } from '../../src/core/config.ts';
import type { Answer } from '../../src/core/model.ts';
import { createPlainTexts, type PlainTexts } from './plain-texts.ts';
import { recordEmbedding, type EmbeddingRecord } from './record-embedding.ts';

/** The pipeline over a store of its own, which is empty. */
export interface ReplayStore {
  readonly parts: Parts;
  /** Takes documents in as `parts.ingester` does; what it embeds is in `embedding`. */
  readonly ingester: Ingester;
  /** Of documents alone: questions go to the model past it. */
  readonly embedding: EmbeddingRecord;
  /** The same documents beside the pipeline. */
  readonly texts: PlainTexts;
  /** Every answer that was given, oldest first. */
  readonly answers: Answer[];
  /** Also deletes what it wrote. */
  close(): Promise<void>;
}

export async function openReplayStore(): Promise<ReplayStore> {
  const directory = mkdtempSync(join(tmpdir(), 'footnote-history-'));
  const remove = (): void => rmSync(directory, { recursive: true, force: true });
  // A run that breaks off leaves nothing behind either.
  process.once('exit', remove);
  const corporaDir = join(directory, 'no-corpora');
  const config = readConfig({
    ...process.env,
    DATA_DIR: directory,
    CORPORA_DIR: corporaDir,
    LOG_LEVEL: 'warn',
  });
  const { maxDocumentBytes, parseTimeoutMs: timeoutMs, parseMemoryMb: memoryMb } = config;
  const parts = await compose(config);
  const embedder = await parts.embedders.configured();
  const embedding = recordEmbedding(embedder);
  const ingester = createIngester({
    store: parts.store,
    embedders: { of: () => Promise.resolve({ ...embedder, ...embedding.embedder }) },
    parser: createParser({ timeoutMs, memoryMb }),
    corporaDir,
    maxDocumentBytes,
  });
  return {
    parts,
    ingester,
    embedding,
    texts: createPlainTexts(),
    answers: [],
    async close() {
      await ingester.close();
      await parts.close();
      remove();
      process.off('exit', remove);
    },
  };
}
