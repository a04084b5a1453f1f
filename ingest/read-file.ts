import { constants, open, type FileHandle } from 'node:fs/promises';
import { documentTooLarge, FootnoteError } from '../src/core/errors.ts';

const CHUNK_BYTES = 1024 * 1024;
/** Opening does not wait for the other end of a pipe, and follows no link: both may have come in between. */
const FLAGS = constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW;

/**
 * The bytes of a regular file. What has become larger since it was looked at is read no further than it
 * may be.
 * @throws DOCUMENT_TOO_LARGE, UNREADABLE_FILE
 */
export async function readDocumentFile(path: string, maxBytes: number): Promise<Buffer> {
  let handle: FileHandle | null = null;
  try {
    handle = await open(path, FLAGS);
    return await readUpTo(handle, maxBytes);
  } catch (error) {
    throw error instanceof FootnoteError ? error : unreadable(error);
  } finally {
    await handle?.close();
  }
}

async function readUpTo(handle: FileHandle, maxBytes: number): Promise<Buffer> {
  const found = await handle.stat();
  if (!found.isFile()) throw notRegular();
  refuseLarger(found.size, maxBytes);
  const chunks: Buffer[] = [];
  let bytes = 0;
  const options = { end: maxBytes, highWaterMark: CHUNK_BYTES, autoClose: false };
  for await (const chunk of handle.createReadStream(options) as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    bytes += chunk.length;
  }
  // `end` is inclusive, so that one byte too many is seen.
  refuseLarger(bytes, maxBytes);
  return Buffer.concat(chunks);
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
