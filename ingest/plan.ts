import { readdir, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { FootnoteError, type ErrorCode } from '../src/core/errors.ts';
import { isCorpusName, toDocumentId } from '../src/core/ids.ts';
import { notRegular, unreadable } from './read-file.ts';
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
const CORPUS_NAMES = 'A corpus is named with letters, digits, ".", "_" and "-", without spaces.';
const NEVER_INGESTED = new Set(['questions.jsonl', 'README.md']);

function isHidden(name: string): boolean {
  return name.startsWith('_') || name.startsWith('.');
}

/**
 * The corpora in a folder: its subfolders, but for `updates` and names that begin with `_` or `.`, sorted. A
 * file beside them is a failure, so that nobody wonders where it went.
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
    if (!folder?.isDirectory()) {
      const detail = 'A file is no corpus: put it into a folder.';
      if (!NEVER_INGESTED.has(name)) failures.push(failureOf(name, 'INVALID_CORPUS', detail));
      continue;
    }
    if (isCorpusName(name.normalize('NFC'))) corpora.push(name.normalize('NFC'));
    else failures.push(failureOf(name, 'INVALID_CORPUS', CORPUS_NAMES));
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
 * corpus folder; one folder is walked once, however many links lead to it. No file is opened.
 */
export async function planCorpus(corporaDir: string, corpus: string): Promise<CorpusPlan> {
  const root = await rootOf(corporaDir, corpus);
  const found = createFindings();
  if (root !== null) await walk(root, corpus, found);
  return { ...found, files: [...found.files.values()] };
}

interface Findings {
  readonly files: Map<string, PlannedFile>;
  readonly failures: IngestFailure[];
  readonly unread: string[];
}

function createFindings(): Findings {
  return { files: new Map(), failures: [], unread: [] };
}

function addFile({ files }: Findings, id: string, path: string, bytes: number): void {
  const documentId = toDocumentId(id);
  if (files.has(documentId)) {
    const detail = 'Another file has the same name after NFC.';
    throw new FootnoteError('INVALID_DOCUMENT_ID', {}, { detail });
  }
  files.set(documentId, { documentId, path, bytes });
}

async function walk(root: string, corpus: string, found: Findings): Promise<void> {
  const links: { path: string; id: string }[] = [];
  const walked = new Set<string>();
  const fail = (id: string, error: unknown): void => {
    const { code, message } = reasonOf(error, id);
    found.failures.push({ path: id, code, message });
  };

  const visit = async (path: string, id: string): Promise<void> => {
    const real = await realpath(path);
    if (real !== root && !real.startsWith(root + sep)) throw new FootnoteError('SYMLINK_OUTSIDE');
    const status = await stat(real);
    if (status.isDirectory() && real !== path) return void links.push({ path: real, id });
    if (status.isDirectory()) return folder(real, id);
    if (!status.isFile()) throw notRegular();
    addFile(found, id, real, status.size);
  };

  const folder = async (path: string, id: string): Promise<void> => {
    if (walked.has(path)) return;
    walked.add(path);
    const names = await readdir(path).catch((error: unknown) => fail(id, error));
    if (!names) return void found.unread.push(`${id}/`.normalize('NFC'));
    for (const name of names.sort()) {
      if (isHidden(name) || NEVER_INGESTED.has(name)) continue;
      const ownId = `${id}/${name}`;
      await visit(join(path, name), ownId).catch((error: unknown) => fail(ownId, error));
    }
  };

  await folder(root, corpus);
  // Last, so that what lies in a folder is named after the folder, whatever links to it there are.
  for (const { path, id } of links) await folder(path, id);
}

/** Names that are no UTF-8 reach us with U+FFFD for what is not, and name nothing then. */
function reasonOf(error: unknown, id: string): FootnoteError {
  if (error instanceof FootnoteError) return error;
  if (!id.includes('\ufffd')) return unreadable(error);
  const detail = 'The name of the file is not valid UTF-8. Rename it.';
  return new FootnoteError('INVALID_DOCUMENT_ID', {}, { detail, cause: error });
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
