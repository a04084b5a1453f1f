import type { Dirent } from 'node:fs';
import { lstat, readdir, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { FootnoteError } from '../src/core/errors.ts';
import { isLeftOut } from './left-out.ts';
import { notRegular, unreadable } from './read-file.ts';
import type { Selection } from './selection.ts';

/** Entries of a folder that are looked at at once. */
const BATCH_ENTRIES = 64;

/** What a walk comes upon, in the order of names. Ids are as the names stand on disk. */
export interface Walker {
  /** Before the folder is listed. */
  folder(path: string, id: string): void;
  /** @param path where the file really lies, links followed */
  file(id: string, path: string, bytes: number): void;
  /** A link within the corpus. @param target where it leads in the end */
  link(id: string, target: string): void;
  failure(id: string, error: FootnoteError): void;
  /** What is in such a folder is not known; `failure` told why. */
  unread(id: string): void;
}

type Entry =
  | { readonly kind: 'file' | 'folder'; readonly path: string; readonly bytes: number }
  | { readonly kind: 'failure'; readonly error: FootnoteError }
  | { readonly kind: 'gone' };

/**
 * Walks a corpus folder as far as a selection reaches. Links are followed within it; one folder is walked
 * once, however many links lead to it. No file is opened.
 * @param root real path
 */
export async function walk(
  root: string,
  corpus: string,
  selection: Selection,
  walker: Walker,
): Promise<void> {
  const links: { path: string; id: string }[] = [];
  const walked = new Set<string>();

  const take = async (entry: Entry, path: string, id: string): Promise<void> => {
    if (entry.kind === 'gone') return;
    if (entry.kind === 'failure') return walker.failure(id, entry.error);
    const isLink = entry.path !== path;
    if (isLink) walker.link(id, entry.path);
    if (entry.kind === 'file') return walker.file(id, entry.path, entry.bytes);
    if (isLink) links.push({ path: entry.path, id });
    else await folder(entry.path, id);
  };

  const folder = async (path: string, id: string): Promise<void> => {
    if (walked.has(path)) return;
    walked.add(path);
    walker.folder(path, id);
    const listed = await entriesOf(path, id, selection).catch((error: unknown) => {
      if (isGone(error, id)) return [];
      walker.failure(id, reasonOf(error, id));
      walker.unread(id);
      return [];
    });
    for (let at = 0; at < listed.length; at += BATCH_ENTRIES) {
      const batch = listed.slice(at, at + BATCH_ENTRIES);
      const looks = batch.map((entry) =>
        look(root, join(path, entry.name), `${id}/${entry.name}`, entry),
      );
      const entries = await Promise.all(looks);
      for (const [index, entry] of entries.entries()) {
        const name = batch[index]?.name ?? '';
        await take(entry, join(path, name), `${id}/${name}`);
      }
    }
  };

  await folder(root, corpus);
  // Last, so that what lies in a folder is named after the folder, whatever links to it there are.
  for (const { path, id } of links) await folder(path, id);
}

async function entriesOf(path: string, id: string, selection: Selection): Promise<Dirent[]> {
  const entries = await readdir(path, { withFileTypes: true });
  return entries
    .filter((entry) => !isLeftOut(entry.name, entry.isDirectory()))
    .filter(({ name }) => selection.reaches(`${id}/${name}`.normalize('NFC')))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

async function look(root: string, path: string, id: string, entry: Dirent): Promise<Entry> {
  try {
    // What is no link lies in a folder whose real path is known, so that its own is, too.
    if (entry.isDirectory()) return { kind: 'folder', path, bytes: 0 };
    if (entry.isFile()) return { kind: 'file', path, bytes: (await lstat(path)).size };
    const real = await realpath(path);
    if (real !== root && !real.startsWith(root + sep)) throw new FootnoteError('SYMLINK_OUTSIDE');
    const status = await stat(real);
    if (!status.isFile() && !status.isDirectory()) throw notRegular();
    return { kind: status.isFile() ? 'file' : 'folder', path: real, bytes: status.size };
  } catch (error) {
    if (!entry.isSymbolicLink() && isGone(error, id)) return { kind: 'gone' };
    return { kind: 'failure', error: reasonOf(error, id) };
  }
}

/** Went away since its folder was listed. */
function isGone(error: unknown, id: string): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT' && isUtf8(id);
}

/** Names that are no UTF-8 reach us with U+FFFD for what is not, and name nothing then. */
function isUtf8(id: string): boolean {
  return !id.includes('\ufffd');
}

function reasonOf(error: unknown, id: string): FootnoteError {
  if (error instanceof FootnoteError) return error;
  if (isUtf8(id)) return unreadable(error);
  const detail = 'The name of the file is not valid UTF-8. Rename it.';
  return new FootnoteError('INVALID_DOCUMENT_ID', {}, { detail, cause: error });
}
