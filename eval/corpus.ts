import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { CHUNKER } from '../ingest/chunk.ts';
import { compose, type Parts } from '../src/compose.ts';
import { ANALYSER } from '../src/core/analyse.ts';
import { readConfig } from '../src/core/config.ts';
import type { RetrievalSet } from './datasets.ts';

/** Where evaluated corpora are kept between runs; anything in it can be deleted. */
const CACHE = resolve(import.meta.dirname, '../.data/eval');
const COMPLETE = 'complete.json';

/** A corpus ingested through the whole pipeline, ready to be asked. */
export interface EvalCorpus {
  readonly name: string;
  readonly parts: Parts;
  close(): Promise<void>;
}

async function open(directory: string, corporaDir: string): Promise<Parts> {
  return compose(
    readConfig({ ...process.env, DATA_DIR: directory, CORPORA_DIR: corporaDir, LOG_LEVEL: 'warn' }),
  );
}

/** A folder of retrieval data, each record a document of plain text with its title. */
export async function openRetrievalCorpus(set: RetrievalSet): Promise<EvalCorpus> {
  const key = createHash('sha256')
    .update(readFileSync(join(set.folder, 'corpus.jsonl')))
    .update(`${CHUNKER} ${ANALYSER} ${process.env['EMBEDDING_MODEL'] ?? 'embedded'}`)
    .digest('hex')
    .slice(0, 16);
  const directory = join(CACHE, `${set.name}-${key}`);
  const complete = existsSync(join(directory, COMPLETE));
  if (!complete) rmSync(directory, { recursive: true, force: true });
  const parts = await open(directory, join(directory, 'no-corpora'));
  if (!complete) {
    const startedAt = performance.now();
    for (const document of set.documents) {
      await parts.ingester.put({
        documentId: documentIdOf(set.name, document.id),
        bytes: Buffer.from(document.text),
        mediaType: 'text/plain',
        ...(document.title === '' ? {} : { title: document.title }),
        ifRevision: null,
      });
    }
    const durationMs = Math.round(performance.now() - startedAt);
    writeFileSync(
      join(directory, COMPLETE),
      JSON.stringify({ documents: set.documents.length, durationMs }),
    );
  }
  return { name: set.name, parts, close: () => parts.close() };
}

/** A corpus of this project, by its questions.jsonl; always ingested anew. */
export async function openQuestionCorpus(questionsPath: string): Promise<EvalCorpus> {
  const folder = dirname(questionsPath);
  const directory = join(CACHE, `corpus-${basename(folder)}`);
  rmSync(directory, { recursive: true, force: true });
  const parts = await open(directory, dirname(folder));
  await parts.ingester.scan({ corpus: basename(folder) });
  return { name: basename(folder), parts, close: () => parts.close() };
}

/** Ids of data sets hold characters that document ids do not: those are percent-encoded. */
export function documentIdOf(corpus: string, id: string): string {
  return `${corpus}/${id.replace(/[\\\p{Cc}]|\.\.|\/\/+/gu, encodeURIComponent)}`;
}
