import { sha256 } from '../src/core/ids.ts';
import type { ScannedFile } from './compare.ts';
import { readDocumentFile, type DocumentFile } from './read-file.ts';

/** Files that are being read, or were and are not asked for yet. Node reads four at a time. */
const AHEAD_FILES = 32;
/** Of all of them, unless a single one is larger. */
const AHEAD_BYTES = 32 * 1024 * 1024;

/** What became of reading a file; of one that did not change, the bytes are not kept. */
export type Reading = { readonly file: ScannedFile } & (
  | ({ readonly kind: 'changed'; readonly sourceSha256: string } & DocumentFile)
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'failed'; readonly error: unknown }
);

/** Reads and hashes files, several at once; they come in their order. */
export async function* readAhead(
  files: readonly ScannedFile[],
  maxDocumentBytes: number,
): AsyncGenerator<Reading> {
  const ahead: { readonly bytes: number; readonly reading: Promise<Reading> }[] = [];
  let bytesAhead = 0;
  let at = 0;
  const startNext = (): boolean => {
    const file = files[at];
    if (file === undefined || ahead.length >= AHEAD_FILES) return false;
    const bytes = Math.min(file.bytes, maxDocumentBytes);
    if (ahead.length > 0 && bytesAhead + bytes > AHEAD_BYTES) return false;
    at++;
    bytesAhead += bytes;
    ahead.push({ bytes, reading: read(file, maxDocumentBytes) });
    return true;
  };

  for (;;) {
    while (startNext());
    const next = ahead.shift();
    if (next === undefined) return;
    yield await next.reading;
    bytesAhead -= next.bytes;
  }
}

async function read(file: ScannedFile, maxDocumentBytes: number): Promise<Reading> {
  try {
    const { bytes, modifiedAtMs } = await readDocumentFile(file.path, maxDocumentBytes);
    const sourceSha256 = sha256(bytes);
    if (sourceSha256 === file.before) return { file, kind: 'unchanged' };
    return { file, kind: 'changed', sourceSha256, bytes, modifiedAtMs };
  } catch (error) {
    return { file, kind: 'failed', error };
  }
}
