import { readdir, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { FootnoteError, type ErrorCode } from '../src/core/errors.ts';
import { isCorpusName, toDocumentId } from '../src/core/ids.ts';
import type { IngestFailure } from './types.ts';

/** A file that is a document. */
export interface PlannedFile {
  readonly documentId: string;
  /** Where it really lies, links followed. */
  readonly path: string;
  readonly bytes: number;
}

/** What a corpus folder holds. Files that failed are there all the same: they are not deleted. */
export interface CorpusPlan {
  readonly files: readonly PlannedFile[];
  readonly failures: readonly IngestFailure[];
  /** Id prefixes of folders that could not be read: what is in them is not known to be gone. */
  readonly unread: readonly string[];
}

const NOT_A_CORPUS = new Set(['updates']);
const NEVER_INGESTED = new Set(['questions.jsonl', 'README.md']);

function isHidden(name: string): boolean {
  return name.startsWith('_') || name.startsWith('.');
}

/**
 * The corpora in a folder: its subfolders, but for `updates` and names that begin with `_` or `.`, sorted.
 * @throws UNREADABLE_FILE when the folder is not there, so that nothing is taken for deleted
 */
export async function listCorpora(
  corporaDir: string,
): Promise<{ corpora: string[]; failures: IngestFailure[] }> {
  const corpora: string[] = [];
  const failures: IngestFailure[] = [];
  for (const name of await namesIn(corporaDir)) {
    if (NOT_A_CORPUS.has(name) || isHidden(name)) continue;
    const folder = await stat(join(corporaDir, name)).catch(() => null);
    if (!folder?.isDirectory()) continue;
    if (isCorpusName(name.normalize('NFC'))) corpora.push(name.normalize('NFC'));
    else failures.push(failureOf(name, 'INVALID_CORPUS', 'The folder name cannot name a corpus.'));
  }
  return { corpora, failures };
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).sort();
  } catch (error) {
    const detail = `The folder ${folder} cannot be read.`;
    throw new FootnoteError('UNREADABLE_FILE', { folder }, { cause: error, detail });
  }
}

function failureOf(path: string, code: ErrorCode, detail?: string): IngestFailure {
  return { path, code, message: new FootnoteError(code, {}, detail ? { detail } : {}).message };
}

/**
 * Every file of a corpus that is a document, by document id, sorted by path. Links are followed within the
 * corpus folder; one folder is walked once, however many links lead to it.
 */
export async function planCorpus(corporaDir: string, corpus: string): Promise<CorpusPlan> {
  const files = new Map<string, PlannedFile>();
  const failures: IngestFailure[] = [];
  const unread: string[] = [];
  const walked = new Set<string>();
  const fail = (path: string, code: ErrorCode, detail?: string): void => {
    failures.push(failureOf(path, code, detail));
  };

  const root = await rootOf(corporaDir, corpus);
  if (root === null) return { files: [], failures: [], unread: [] };
  const inside = (path: string): boolean => path === root || path.startsWith(root + sep);

  const visit = async (path: string, id: string): Promise<void> => {
    const real = await realpath(path).catch(() => null);
    const found = real === null ? null : await stat(real).catch(() => null);
    if (real === null || found === null) return fail(id, 'UNREADABLE_FILE');
    if (!inside(real)) return fail(id, 'SYMLINK_OUTSIDE');
    if (found.isDirectory()) return walk(real, id);
    if (!found.isFile()) return fail(id, 'UNREADABLE_FILE', 'It is no regular file.');
    add(id, real, found.size);
  };

  const add = (id: string, path: string, bytes: number): void => {
    const documentId = idOf(id);
    if (documentId === null) return fail(id, 'INVALID_DOCUMENT_ID');
    if (files.has(documentId)) {
      return fail(id, 'INVALID_DOCUMENT_ID', 'Another file has the same name after NFC.');
    }
    files.set(documentId, { documentId, path, bytes });
  };

  const walk = async (folder: string, id: string): Promise<void> => {
    if (walked.has(folder)) return;
    walked.add(folder);
    const names = await readdir(folder).catch(() => null);
    if (names === null) {
      unread.push(`${id}/`.normalize('NFC'));
      return fail(id, 'UNREADABLE_FILE');
    }
    for (const name of names.sort()) {
      if (isHidden(name) || NEVER_INGESTED.has(name)) continue;
      await visit(join(folder, name), `${id}/${name}`);
    }
  };

  await walk(root, corpus);
  return { files: [...files.values()], failures, unread };
}

/** The corpus folder's real path; null when there is none. @throws SYMLINK_OUTSIDE */
async function rootOf(corporaDir: string, corpus: string): Promise<string | null> {
  const names = await namesIn(corporaDir);
  const name = names.find((candidate) => candidate.normalize('NFC') === corpus);
  if (name === undefined || NOT_A_CORPUS.has(name)) return null;
  const root = await realpath(join(corporaDir, name));
  if (!root.startsWith((await realpath(corporaDir)) + sep)) {
    throw new FootnoteError('SYMLINK_OUTSIDE', { corpus });
  }
  return root;
}

function idOf(raw: string): string | null {
  try {
    return toDocumentId(raw);
  } catch {
    return null;
  }
}
