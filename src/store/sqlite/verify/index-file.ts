import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Type, type Static } from 'typebox';
import { isIndexFile, loadIndexFile, POINTER_FILE, type SavedIndex } from '../dense-file.ts';
import { jsonReader } from './rows.ts';

const PointerSchema = Type.Object({
  model: Type.String(),
  dimensions: Type.Integer(),
  coveredId: Type.Integer(),
  file: Type.String(),
  sha256: Type.String(),
});
const readPointer = jsonReader(PointerSchema);

/** The dense index as its files have it; null where there is none. */
export interface IndexFiles {
  /** undefined = it is not well-formed. */
  readonly pointer: Static<typeof PointerSchema> | undefined | null;
  /** The SHA-256 of the file that the pointer names; null = it is not there. */
  readonly sha256: string | null;
  /** null when the store would not use it. */
  readonly saved: SavedIndex | null;
  /** Names of the index's files that the pointer does not name. */
  readonly leftover: readonly string[];
  /** Whether the pointer has been replaced or taken away since it was read. */
  hasChanged(): Promise<boolean>;
}

/**
 * Reads the files of the dense index. A running store may replace them meanwhile: then they are read again,
 * so that what is returned belongs together.
 */
export async function readIndexFiles(directory: string): Promise<IndexFiles> {
  for (;;) {
    const text = await readText(join(directory, POINTER_FILE));
    const files = await readFiles(directory, text === null ? null : readPointer(text));
    const hasChanged = async () => (await readText(join(directory, POINTER_FILE))) !== text;
    if (!(await hasChanged())) return { ...files, hasChanged };
  }
}

async function readFiles(
  directory: string,
  pointer: IndexFiles['pointer'],
): Promise<Omit<IndexFiles, 'hasChanged'>> {
  const names = (await readdir(directory)).filter((name) => isIndexFile(name));
  const leftover = names.filter((name) => name !== POINTER_FILE && name !== pointer?.file);
  // A name that is none of the index's may lead anywhere.
  if (!pointer || !isIndexFile(pointer.file) || !names.includes(pointer.file)) {
    return { pointer, sha256: null, saved: null, leftover };
  }
  const { model, dimensions } = pointer;
  return {
    pointer,
    sha256: await sha256OfFile(join(directory, pointer.file)),
    saved: await loadIndexFile({ directory, model, dimensions }),
    leftover,
  };
}

/** null when the file is not there. */
async function readText(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** null when the file is not there any more. */
async function sha256OfFile(path: string): Promise<string | null> {
  const hash = createHash('sha256');
  try {
    for await (const bytes of createReadStream(path)) hash.update(bytes as Buffer);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  return hash.digest('hex');
}
