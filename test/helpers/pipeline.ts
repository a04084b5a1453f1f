import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compose } from '../../src/compose.ts';
import { readConfig } from '../../src/core/config.ts';
import { EVERYTHING } from '../../src/core/everything.ts';
import type { Answer } from '../../src/core/model.ts';

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
    async ask(question) {
      const request = { ...EVERYTHING, minSeq: null, question, topK: 8, history: [] };
      for await (const event of parts.answerer.ask(request)) {
        if (event.type === 'answer') return event.answer;
      }
      throw new Error('no answer');
    },
    async close() {
      await parts.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
