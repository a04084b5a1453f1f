import { readdir, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { FootnoteError, type ErrorCode } from '../src/core/errors.ts';
import { isCorpusName, toDocumentId } from '../src/core/ids.ts';
import { isHidden, isLeftOut } from './left-out.ts';
import { WHOLE, type Selection } from './selection.ts';
import type { FolderObserver, IngestFailure } from './types.ts';
import { walk } from './walk.ts';

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
      if (!isLeftOut(name, false)) failures.push(failureOf(name, 'INVALID_CORPUS', detail));
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
 * Every file of a corpus that is a document and selected, by document id, sorted by path. Links are followed
 * within the corpus folder; one folder is walked once, however many links lead to it. No file is opened.
 * What `isLeftOut` names is left out.
 */
export async function planCorpus(
  corporaDir: string,
  corpus: string,
  { selection, observer }: { selection: Selection; observer: FolderObserver | null } = {
    selection: WHOLE,
    observer: null,
  },
): Promise<CorpusPlan> {
  const root = await rootOf(corporaDir, corpus);
  if (root === null) return { files: [], failures: [], unread: [] };
  let found = createFindings(observer);
  await walk(root, corpus, selection, found);
  // What a folder is called that a link leads to depends on whether it is walked under another name.
  if (found.hasLinks() && !selection.covers(corpus)) {
    found = createFindings(observer);
    await walk(root, corpus, WHOLE, found);
  }
  return {
    files: found.files().filter(({ documentId }) => selection.covers(documentId)),
    failures: found.failures.filter(({ path }) => selection.covers(path.normalize('NFC'))),
    unread: found.unreadFolders,
  };
}

function createFindings(observer: FolderObserver | null) {
  const files = new Map<string, PlannedFile>();
  const failures: IngestFailure[] = [];
  const unreadFolders: string[] = [];
  let links = 0;
  const failure = (id: string, { code, message }: FootnoteError): void =>
    void failures.push({ path: id, code, message });
  return {
    failures,
    unreadFolders,
    files: () => [...files.values()],
    hasLinks: () => links > 0,
    folder: (path: string, id: string) => observer?.folder(path, id.normalize('NFC')),
    link(id: string, target: string) {
      links++;
      observer?.link(id.normalize('NFC'), target);
    },
    file(id: string, path: string, bytes: number) {
      try {
        const documentId = toDocumentId(id);
        if (files.has(documentId)) {
          const detail = 'Another file has the same name after NFC.';
          throw new FootnoteError('INVALID_DOCUMENT_ID', {}, { detail });
        }
        files.set(documentId, { documentId, path, bytes });
      } catch (error) {
        failure(id, error as FootnoteError);
      }
    },
    failure,
    unread: (id: string) => void unreadFolders.push(`${id}/`.normalize('NFC')),
  };
}

/** The corpus folder's real path; null when there is none. @throws SYMLINK_OUTSIDE */
async function rootOf(corporaDir: string, corpus: string): Promise<string | null> {
  const names = await namesIn(corporaDir);
  const name = names.find((candidate) => candidate.normalize('NFC') === corpus);
  if (name === undefined || NOT_A_CORPUS.has(name) || isHidden(name)) return null;
  const root = await realpath(join(corporaDir, name));
  if (!root.startsWith((await realpath(corporaDir)) + sep)) {
    throw new FootnoteError('SYMLINK_OUTSIDE', { corpus });
  }
  return root;
}
