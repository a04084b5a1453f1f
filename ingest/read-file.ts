import { constants, open, type FileHandle } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { documentTooLarge, FootnoteError } from '../src/core/errors.ts';

const CHUNK_BYTES = 1024 * 1024;
/** Opening does not wait for the other end of a pipe, and follows no link: both may have come in between. */
const FLAGS = constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW;
/** Before a file that changed while it was read is read again. */
const WAITS_MS = [10, 40, 150];

/** A file as it was between two writes. */
export interface DocumentFile {
  readonly bytes: Buffer;
  /** Milliseconds since 1970. */
  readonly modifiedAtMs: number;
}

/**
 * Reads a regular file, again if its size or time changed meanwhile. What has become larger since it was
 * looked at is read no further than it may be.
 * @throws DOCUMENT_TOO_LARGE
 * @throws UNREADABLE_FILE also when it is being written all the time
 */
export async function readDocumentFile(path: string, maxBytes: number): Promise<DocumentFile> {
  let handle: FileHandle | null = null;
  try {
    handle = await open(path, FLAGS);
    for (const waitMs of [...WAITS_MS, null]) {
      const file = await readOnce(handle, maxBytes);
      if (file !== null) return file;
      if (waitMs !== null) await delay(waitMs);
    }
    const detail = 'The file is being written. Once that is done, it can be read.';
    throw new FootnoteError('UNREADABLE_FILE', {}, { detail });
  } catch (error) {
    throw error instanceof FootnoteError ? error : unreadable(error);
  } finally {
    await handle?.close();
  }
}

/** null when the file changed under our hands. */
async function readOnce(handle: FileHandle, maxBytes: number): Promise<DocumentFile | null> {
  const before = await handle.stat();
  if (!before.isFile()) throw notRegular();
  refuseLarger(before.size, maxBytes);
  const bytes = await readToEnd(handle, before.size, maxBytes);
  refuseLarger(bytes.length, maxBytes);
  const after = await handle.stat();
  const still = before.size === after.size && before.mtimeMs === after.mtimeMs;
  return still ? { bytes, modifiedAtMs: after.mtimeMs } : null;
}

/** Up to one byte more than may be, so that one byte too many is seen. */
async function readToEnd(handle: FileHandle, size: number, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  // One byte more than the file has: when it does not come, this was the end.
  let wanted = size + 1;
  for (;;) {
    const chunk = Buffer.allocUnsafe(Math.min(wanted, maxBytes + 1 - length));
    const { bytesRead } = await handle.read(chunk, 0, chunk.length, length);
    chunks.push(chunk.subarray(0, bytesRead));
    length += bytesRead;
    const short = bytesRead < chunk.length;
    if (bytesRead === 0 || (short && length >= size) || length > maxBytes) break;
    wanted = CHUNK_BYTES;
  }
  const [only] = chunks;
  return chunks.length === 1 && only ? only : Buffer.concat(chunks);
}

function refuseLarger(bytes: number, maxBytes: number): void {
  if (bytes > maxBytes) throw documentTooLarge(maxBytes);
}

/** A pipe, a socket, a device. */
export function notRegular(): FootnoteError {
  return new FootnoteError('UNREADABLE_FILE', {}, { detail: 'It is no regular file.' });
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'You have no permission to read it.',
  EPERM: 'You have no permission to read it.',
  ELOOP: 'The symbolic link leads in a circle.',
  ENOENT: 'It is gone, or a symbolic link that leads nowhere.',
};

/** What the system says, in words that tell what to do. */
export function unreadable(error: unknown): FootnoteError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const detail = REASONS[code] ?? `The file cannot be read${code && ` (${code})`}.`;
  return new FootnoteError('UNREADABLE_FILE', { code }, { detail, cause: error });
}
