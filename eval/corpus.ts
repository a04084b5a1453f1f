import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { CHUNKER } from '../ingest/chunk.ts';
import type { IngestFailure } from '../ingest/types.ts';
import { compose, type Parts } from '../src/compose.ts';
import { ANALYSER } from '../src/core/analyse.ts';
import { readConfig } from '../src/core/config.ts';
import { EVERYTHING } from '../src/core/everything.ts';
import type { RetrievalSet } from './datasets.ts';

/** A corpus ingested through the whole pipeline, ready to be asked. */
export interface EvalCorpus {
  readonly name: string;
  readonly parts: Parts;
  /** Files that could not be taken in. */
  readonly failures: readonly IngestFailure[];
  /** Also deletes the data directory that the answers went to. */
  close(): Promise<void>;
}

/** The metadata field by which a question can be asked of one document of a retrieval set. */
export const DOCUMENT_FIELD = 'document';

/**
 * A folder of retrieval data, each record a document of plain text with its title. It is ingested once
 * and kept in `DATA_DIR/eval`, where anything can be deleted; asked is a copy, so that neither answers
 * nor calibrations of an earlier run are left in it.
 */
export async function openRetrievalCorpus(set: RetrievalSet): Promise<EvalCorpus> {
  const { dataDir, embeddingModel } = readConfig(process.env);
  const key = createHash('sha256')
    .update(readFileSync(join(set.folder, 'corpus.jsonl')))
    .update(`${CHUNKER} ${ANALYSER} ${embeddingModel ?? 'embedded'} ${DOCUMENT_FIELD}`)
    .digest('hex')
    .slice(0, 16);
  const kept = join(dataDir, 'eval', `${set.name}-${key}`);
  if (!existsSync(kept)) await ingestSet(set, kept);
  const directory = createDirectory();
  cpSync(kept, directory, { recursive: true });
  return openCorpus(set.name, directory, join(directory, 'no-corpora'));
}

/** A corpus of this project, by its questions.jsonl; always ingested anew. */
export async function openQuestionCorpus(questionsPath: string): Promise<EvalCorpus> {
  const folder = dirname(questionsPath);
  const corpus = await openCorpus(basename(folder), createDirectory(), dirname(folder));
  const { failures } = await corpus.parts.ingester.scan({ corpus: corpus.name });
  return { ...corpus, failures };
}

function createDirectory(): string {
  return mkdtempSync(join(tmpdir(), 'footnote-eval-'));
}

async function openCorpus(
  name: string,
  directory: string,
  corporaDir: string,
): Promise<EvalCorpus> {
  const remove = (): void => rmSync(directory, { recursive: true, force: true });
  // A run that breaks off leaves nothing behind either.
  process.once('exit', remove);
  const parts = await openParts(directory, corporaDir);
  return {
    name,
    parts,
    failures: [],
    async close() {
      await parts.close();
      remove();
      process.off('exit', remove);
    },
  };
}

function openParts(directory: string, corporaDir: string): Promise<Parts> {
  return compose(
    readConfig({ ...process.env, DATA_DIR: directory, CORPORA_DIR: corporaDir, LOG_LEVEL: 'warn' }),
  );
}

/** Takes the name only when complete, so that what is there is whole. */
async function ingestSet(set: RetrievalSet, kept: string): Promise<void> {
  mkdirSync(dirname(kept), { recursive: true });
  const building = mkdtempSync(join(dirname(kept), 'building-'));
  try {
    const parts = await openParts(building, join(building, 'no-corpora'));
    try {
      for (const document of set.documents) await putDocument(parts, document);
    } finally {
      await parts.close();
    }
    renameSync(building, kept);
  } finally {
    rmSync(building, { recursive: true, force: true });
  }
}

/** @throws when the canonical text is not the set's own: its spans would then point elsewhere */
async function putDocument(
  { ingester, store }: Parts,
  { id, title, text }: RetrievalSet['documents'][number],
): Promise<void> {
  const { revision } = await ingester.put({
    documentId: id,
    bytes: Buffer.from(text),
    mediaType: 'text/plain',
    metadata: { [DOCUMENT_FIELD]: id },
    ...(title === '' ? {} : { title }),
    ifRevision: null,
  });
  const stored = await store.revision(EVERYTHING, id, revision);
  if (stored.text !== text) throw new Error(`The canonical text of ${id} is not its own.`);
}
