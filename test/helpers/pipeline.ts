import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compose } from '../../src/compose.ts';
import { readConfig } from '../../src/core/config.ts';
import type { Answer } from '../../src/core/model.ts';
import { plainQuery } from '../../src/retrieve/plain-query.ts';

/** The whole of it, from a file's bytes to an answer, in a folder of its own. */
export interface Pipeline {
  /** Takes in a document; what it is, its content and its name say. */
  put(documentId: string, bytes: Uint8Array): Promise<void>;
  ask(question: string): Promise<Answer>;
  close(): Promise<void>;
}

export async function openPipeline(): Promise<Pipeline> {
  const directory = mkdtempSync(join(tmpdir(), 'footnote-pipeline-'));
  const parts = await compose(
    readConfig({ DATA_DIR: directory, CORPORA_DIR: join(directory, 'none'), LOG_LEVEL: 'error' }),
  );
  return {
    async put(documentId, bytes) {
      await parts.ingester.put({ documentId, bytes, mediaType: null, ifRevision: null });
    },
    ask: (question) => parts.answerer.answer(plainQuery(question)),
    async close() {
      await parts.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
