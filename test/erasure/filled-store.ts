import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Query } from '../../src/retrieve/types.ts';
import { compose, type Parts } from '../../src/compose.ts';
import { readConfig, type Config } from '../../src/core/config.ts';
import type { Answer } from '../../src/core/model.ts';
import type { Job } from '../../src/store/types.ts';
import { canary, nameCanary } from './canary.ts';
import { canaryDocument } from './canary-documents.ts';
import { SHARED_ROW, type CanaryFormat } from './canary-formats.ts';
import { plainQuery } from '../../src/retrieve/plain-query.ts';

/* A data directory with all that a document can leave behind: made once, and copied where it is damaged. */

/** What stays. */
export const KEPT: Readonly<Record<string, string>> = {
  'keep/rows.jsonl': `${JSON.stringify(SHARED_ROW)}\n${JSON.stringify({ title: 'E78', remark: 'Its own remark.' })}\n`,
  'keep/hours.md': '# Hours\n\nThe library opens at eight on Mondays and closes at six.\n',
};
export const KEPT_QUESTION = 'What does the shared remark of E77 say?';

export interface Folder {
  readonly path: string;
  readonly config: Config;
  /** Writes a file of a corpus. */
  write(documentId: string, content: string | Uint8Array): void;
  remove(): void;
}

/** An empty data directory and corpora folder. */
export function makeFolder(): Folder {
  const path = mkdtempSync(join(tmpdir(), 'footnote-erasure-'));
  return folderAt(path);
}

export function folderAt(path: string): Folder {
  const corporaDir = join(path, 'corpora');
  return {
    path,
    config: readConfig({ DATA_DIR: join(path, 'data'), CORPORA_DIR: corporaDir }),
    write(documentId, content) {
      mkdirSync(join(corporaDir, documentId, '..'), { recursive: true });
      rmSync(join(corporaDir, documentId), { force: true });
      writeFileSync(join(corporaDir, documentId), content);
    },
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
}

export function documentIdOf({ extension }: Pick<CanaryFormat, 'extension'>): string {
  return `canary/${nameCanary(extension)}.${extension}`;
}

/**
 * Takes the documents in, in two revisions each: files that failed at first, then were scanned; the second
 * revision of every other one is put. Both are asked about, and the first answers go stale.
 */
export async function fill(parts: Parts, folder: Folder, formats: readonly CanaryFormat[]) {
  for (const [documentId, content] of Object.entries(KEPT)) folder.write(documentId, content);
  mkdirSync(join(folder.config.corporaDir, 'canary'));
  for (const format of formats) {
    symlinkSync('nowhere', join(folder.config.corporaDir, documentIdOf(format)));
  }
  const failed = await ingest(parts);
  const answers: Answer[] = [];
  for (const revision of [1, 2]) {
    for (const [index, format] of formats.entries()) {
      const [documentId, bytes] = [documentIdOf(format), await canaryDocument(format, revision)];
      if (revision === 1 || index % 2 === 0) folder.write(documentId, bytes);
      else await parts.ingester.put({ documentId, bytes, mediaType: null, ifRevision: 1 });
    }
    await ingest(parts);
    for (const { extension } of formats) {
      const question = `When does the ${canary(extension, revision, 'text')} shop open?`;
      answers.push(await ask(parts, question));
    }
    answers.push(await ask(parts, 'How many working penguins swim in Norway?', ['canary']));
  }
  await parts.followCommits();
  return { failed, answers, kept: await ask(parts, KEPT_QUESTION, ['keep']) };
}

export async function ask(
  { answerer }: Pick<Parts, 'answerer'>,
  question: string,
  corpora: readonly string[] | null = null,
  history: Query['history'] = [],
): Promise<Answer> {
  return answerer.answer(plainQuery(question, { corpora, history }));
}

/** Scans the corpora folder, and waits for the end of it. */
export async function ingest({ jobs, store }: Parts): Promise<Job> {
  const { id } = await jobs.startIngest({ corpus: null, atomic: false });
  await until(async () => (await store.job(id)).finishedAt !== null);
  return store.job(id);
}

/** Asks again and again until it is so. */
export async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await delay(5);
}

/** Opens what a folder holds. */
export async function openFolder({ config }: Folder): Promise<Parts> {
  return compose(config);
}
