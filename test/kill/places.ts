import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeLargeStore, makeOldStore } from './prepared-stores.ts';
import type { Kind, Place } from './messages.ts';

/* Folders for children to work in. What takes long to make is made once and copied. */

export interface Places {
  /** @param version of the schema; left out = the current one */
  make(kind: Kind, version?: number): Promise<Place>;
  remove(place: Place): void;
  removeAll(): void;
}

export function createPlaces(sizes: {
  readonly passages: number;
  readonly answers: number;
}): Places {
  const root = mkdtempSync(join(tmpdir(), 'footnote-kill-'));
  const prepared = new Map<string, Promise<string>>();
  let count = 0;

  function prepare(name: string, make: (directory: string) => Promise<void>): Promise<string> {
    const directory = join(root, name);
    const made = prepared.get(name) ?? make(directory).then(() => directory);
    prepared.set(name, made);
    return made;
  }

  async function fill(dataDir: string, kind: Kind, version: number | undefined): Promise<void> {
    if (kind === 'vacuum' || kind === 'save') {
      const large = await prepare('large', (made) => makeLargeStore(made, sizes.passages));
      cpSync(large, dataDir, { recursive: true });
    }
    if (version === undefined) return;
    const old = await prepare(`old-${version}`, (made) =>
      makeOldStore(made, version, sizes.answers),
    );
    cpSync(old, dataDir, { recursive: true });
  }

  return {
    async make(kind, version) {
      const folder = join(root, `${kind}-${count++}`);
      const dataDir = join(folder, 'data');
      const corporaDir = join(folder, 'corpora');
      mkdirSync(corporaDir, { recursive: true });
      await fill(dataDir, kind, version);
      return { dataDir, corporaDir, journal: join(folder, 'journal') };
    },
    remove: ({ corporaDir }) => rmSync(join(corporaDir, '..'), { recursive: true, force: true }),
    removeAll: () => rmSync(root, { recursive: true, force: true }),
  };
}
