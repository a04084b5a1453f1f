import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readConfig, type Config } from '../../src/core/config.ts';
import type { Client } from './freshness-client.ts';
import { inventDocuments, type EditableDocument } from './freshness-documents.ts';
import type { EditedCorpus } from './freshness-result.ts';
import { writeMaterial } from './material.ts';
import { say } from './progress.ts';
import type { Bench } from './result.ts';
import type { ServerProcess } from './server-process.ts';

const EDITED_CORPUS = 'edited';
const DOCUMENT_BYTES = 10_000;

/** A document and what its fact says now. */
export interface Subject {
  readonly document: EditableDocument;
  value: number;
}

/** Files that a server can be started on, among them the documents that are then edited. */
export interface EditedCorpora {
  readonly config: Config;
  readonly subjects: readonly Subject[];
  readonly size: EditedCorpus;
}

/** Material of other kinds and documents to edit, each with `valueOf` its place among them. */
export async function writeCorpora(
  { folder, options, signal }: Pick<Bench, 'folder' | 'options' | 'signal'>,
  valueOf: (at: number) => number,
): Promise<EditedCorpora> {
  const { passages: wanted, documents: count, madeUp } = options;
  say(`${wanted} passages, ${count} documents: writing files`);
  const config = readConfig({
    DATA_DIR: join(folder, 'data'),
    CORPORA_DIR: join(folder, 'corpora'),
  });
  const material = { passages: wanted, questions: 1, madeUp };
  const { sources } = await writeMaterial(config.corporaDir, material, signal);
  const documents = inventDocuments({ corpus: EDITED_CORPUS, count, bytes: DOCUMENT_BYTES });
  const subjects = documents.map((document, at) => ({ document, value: valueOf(at) }));
  writeSubjects(config, subjects);
  const passages = Object.values(sources).reduce((sum, some) => sum + some, 0);
  return { config, subjects, size: { passages, documents: count } };
}

/** Writes the documents to files as they are now. */
export function writeSubjects({ corporaDir }: Config, subjects: readonly Subject[]): void {
  for (const { document, value } of subjects) {
    const path = join(corporaDir, document.documentId);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, document.render(value));
  }
}

/** The documents over and over. */
export function subjectAt(subjects: readonly Subject[], at: number): Subject {
  const subject = subjects[at % subjects.length];
  if (subject === undefined) throw new Error('There are no documents to edit.');
  return subject;
}

/**
 * Lets the server build its dense graph, which it begins with the first question and which takes a core that
 * what is measured would have: how long after the start of the process it was done, in milliseconds.
 */
export async function buildGraph(
  server: ServerProcess,
  client: Client,
  subjects: readonly Subject[],
): Promise<number> {
  await client.ask(subjectAt(subjects, 0).document.question, null);
  return server.atRestMs();
}
