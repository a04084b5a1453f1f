import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { violationOf } from '../eval/bench/freshness-check.ts';
import { inventDocuments, type EditableDocument } from '../eval/bench/freshness-documents.ts';
import { compose, type Parts } from '../src/compose.ts';
import { readConfig } from '../src/core/config.ts';
import type { Answer } from '../src/core/model.ts';
import { plainQuery } from '../src/retrieve/plain-query.ts';

const GENERATIONS = 5;
const READERS = 2;
/** Some hundred questions in a process that has other tests beside it. */
const SLOW = { timeout: 60_000 };
const documents = inventDocuments({ corpus: 'edited', count: 20, bytes: 2_000 });

let folder = '';
let parts: Parts;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'footnote-readers-'));
  const env = { DATA_DIR: join(folder, 'data'), CORPORA_DIR: join(folder, 'none') };
  parts = await compose(readConfig({ ...env, LOG_LEVEL: 'error' }));
});
afterEach(async () => {
  await parts.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Makes the document's value the number of its revision. */
async function put(document: EditableDocument, generation: number): Promise<number> {
  const bytes = Buffer.from(document.render(generation));
  const { documentId } = document;
  const upload = { documentId, bytes, mediaType: null, ifRevision: null };
  const { revision, seq } = await parts.ingester.put(upload);
  expect(revision).toBe(generation);
  return seq;
}

async function ask({ question }: EditableDocument, minSeq: number | null): Promise<Answer> {
  return parts.answerer.answer(plainQuery(question, { minSeq }));
}

describe('readers while documents are revised', () => {
  it.each([
    ['that ask for what was written', true],
    ['that ask for whatever is there', false],
  ])('%s find one revision of each, none that was over', SLOW, async (_which, withMinSeq) => {
    const known = new Map<EditableDocument, number>();
    let seq = 0;
    let written = false;
    const write = async (generation: number): Promise<void> => {
      for (const document of documents) {
        seq = await put(document, generation);
        known.set(document, generation);
      }
    };
    await write(1);

    const read = async (reader: number): Promise<number> => {
      let asked = 0;
      // Also after the last write, so that every document is asked about at its end.
      for (let left = documents.length; left > 0; left -= written ? 1 : 0) {
        const document = documents[(reader * 5 + asked++) % documents.length] as EditableDocument;
        // In process a question waits for nothing; what the parsing process sends would never be read.
        await setImmediate();
        const oldest = known.get(document) ?? 0;
        const answer = await ask(document, withMinSeq ? seq : null);
        expect([document.documentId, violationOf(answer, document, oldest)]).toEqual([
          document.documentId,
          null,
        ]);
      }
      return asked;
    };
    const writeAll = async (): Promise<void> => {
      for (let generation = 2; generation <= GENERATIONS; generation++) await write(generation);
    };
    const [, ...asked] = await Promise.all([
      writeAll().finally(() => (written = true)),
      ...Array.from({ length: READERS }, (_, reader) => read(reader)),
    ]);
    // They did ask in between, not only when all was over.
    expect(Math.min(...asked)).toBeGreaterThan(documents.length);
    const last = await ask(documents[0] as EditableDocument, null);
    expect(violationOf(last, documents[0] as EditableDocument, GENERATIONS)).toBeNull();
  });
});
