import { watch, type FSWatcher } from 'node:fs';
import { basename, dirname, join, sep } from 'node:path';
import { FootnoteError } from '../src/core/errors.ts';
import { isHidden } from './left-out.ts';
import type { FolderObserver } from './types.ts';

/** Folders that a scan came upon, watched from then on. */
export interface WatchedFolders extends FolderObserver {
  /** Watches nothing any more; folders may be added again. */
  close(): void;
}

interface WatchedFolder {
  readonly watcher: FSWatcher;
  /** A folder that a link leads to has more than one. */
  readonly ids: Set<string>;
}

/** The folder went away or may not be listed: the scan that is about to list it sees that itself. */
const SEEN_BY_SCAN = new Set(['ENOENT', 'ENOTDIR', 'EACCES', 'EPERM']);

const LIMITS: Readonly<Record<string, string>> = {
  ENOSPC: 'The system watches no more: raise fs.inotify.max_user_watches (sysctl).',
  EMFILE:
    'Too much is open: raise fs.inotify.max_user_instances (sysctl), or the limit of open files.',
};

/**
 * Watches folders one by one: a scan names them, each before it lists it, so that nothing can be put into
 * a new folder unseen, and so that what is hidden or outside is not watched and what links lead to is.
 * @param onTouched gets the id of what changed, came or went: a file, a folder, a corpus; '' = everything
 * @param onUnwatched gets the reason why a folder cannot be watched
 */
export function watchFolders(handlers: {
  readonly onTouched: (id: string) => void;
  readonly onUnwatched: (error: FootnoteError) => void;
}): WatchedFolders {
  const { onTouched, onUnwatched } = handlers;
  const folders = new Map<string, WatchedFolder>();
  /** Corpora with links: there one file's change may be another's, so that they are looked at as a whole. */
  const linked = new Set<string>();

  const touched = (folderId: string, name: string): void => {
    const id = (folderId === '' ? name : `${folderId}/${name}`).normalize('NFC');
    const corpus = id.split('/')[0] ?? id;
    if (linked.has(corpus)) onTouched(corpus);
    else if (!isHidden(name)) onTouched(id);
  };

  /** Stops watching what is, or was, at a path and below it. */
  const forget = (path: string): void => {
    for (const [folder, { watcher }] of folders) {
      if (folder !== path && !folder.startsWith(path + sep)) continue;
      folders.delete(folder);
      watcher.close();
    }
  };

  const onEvent = (path: string, kind: string, name: string | null): void => {
    const ids = [...(folders.get(path)?.ids ?? [])];
    // A folder that was deleted or moved says so by its own name. One in its place is not watched yet.
    if (name === null || (kind === 'rename' && name === basename(path))) {
      forget(path);
      ids.forEach(onTouched);
    }
    if (name === null) return;
    if (kind === 'rename') forget(join(path, name));
    ids.forEach((id) => touched(id, name));
  };

  const folder = (path: string, id: string): void => {
    const known = folders.get(path);
    if (known) return void known.ids.add(id);
    try {
      const watcher = watch(path, (kind, name) => onEvent(path, kind, name));
      watcher.on('error', () => onEvent(path, 'rename', null));
      folders.set(path, { watcher, ids: new Set([id]) });
    } catch (error) {
      const { code = '' } = error as NodeJS.ErrnoException;
      if (!SEEN_BY_SCAN.has(code)) onUnwatched(notWatched(path, code, error));
    }
  };

  return {
    folder,
    link(id, target) {
      const corpus = id.split('/')[0] ?? id;
      linked.add(corpus);
      // What is linked to may lie in a folder that is not walked, as its name is hidden.
      folder(dirname(target), corpus);
    },
    close() {
      for (const { watcher } of folders.values()) watcher.close();
      folders.clear();
    },
  };
}

function notWatched(folder: string, code: string, cause: unknown): FootnoteError {
  const reason = LIMITS[code] ?? `The system says ${code || 'nothing'}.`;
  const detail = `The folder ${folder} cannot be watched. ${reason} Until then it is read every minute.`;
  return new FootnoteError('UNREADABLE_FILE', { folder, code }, { detail, cause });
}
