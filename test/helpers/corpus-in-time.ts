import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compose, type Parts } from '../../src/compose.ts';
import { readConfig } from '../../src/core/config.ts';
import type { Answer } from '../../src/core/model.ts';
import type { Query } from '../../src/retrieve/types.ts';
import type { PutResult } from '../../ingest/types.ts';
import { plainQuery } from '../../src/retrieve/plain-query.ts';

/** The whole of it in a folder of its own, with short words for what is done to documents over time. */
export interface CorpusInTime {
  readonly parts: Parts;
  readonly directory: string;
  /** Takes in a document; what it is, its content and its name say. */
  put(documentId: string, content: string | Uint8Array): Promise<PutResult>;
  ask(question: string, query?: Partial<Query>): Promise<Answer>;
  /** Erases, and waits until nothing is left. */
  erase(documentId: string): Promise<void>;
  /** Another process's view: parts of their own on the same folder, closed with the rest. */
  another(): Promise<CorpusInTime>;
  close(): Promise<void>;
}

export async function openCorpusInTime(settings: NodeJS.ProcessEnv = {}): Promise<CorpusInTime> {
  const root = mkdtempSync(join(tmpdir(), 'footnote-time-'));
  const opened: Parts[] = [];
  const open = async (): Promise<CorpusInTime> => {
    const parts = await compose(
      readConfig({
        DATA_DIR: join(root, 'data'),
        CORPORA_DIR: join(root, 'corpora'),
        LOG_LEVEL: 'error',
        ...settings,
      }),
    );
    opened.push(parts);
    return {
      parts,
      directory: root,
      put: (documentId, content) =>
        parts.ingester.put({
          documentId,
          bytes: Buffer.from(content),
          mediaType: null,
          ifRevision: null,
        }),
      ask: (question, query) => parts.answerer.answer(plainQuery(question, query)),
      async erase(documentId) {
        const { finished } = await parts.jobs.startErasure(documentId, null);
        if ((await finished) === null) throw new Error('the erasure did not finish');
      },
      another: open,
      async close() {
        for (const one of opened.splice(0)) await one.close();
        rmSync(root, { recursive: true, force: true });
      },
    };
  };
  return open();
}
