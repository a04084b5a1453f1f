import { execFileSync } from 'node:child_process';
import { appendFileSync, existsSync, utimesSync, writeFileSync } from 'node:fs';
import {
  mkdir,
  mkdtemp,
  open,
  rm,
  symlink,
  utimes,
  writeFile,
  type FileHandle,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readDocumentFile } from '../../ingest/read-file.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'footnote-read-'));
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(folder, { recursive: true, force: true });
});

/** Does something after each read from any file. @returns how many there were */
async function afterEachRead(path: string, happens: (time: number) => void): Promise<() => number> {
  const handle = await open(path);
  const prototype = Object.getPrototypeOf(handle) as FileHandle;
  await handle.close();
  // eslint-disable-next-line @typescript-eslint/unbound-method
  const read = prototype.read;
  let reads = 0;
  vi.spyOn(prototype, 'read').mockImplementation(async function (this: FileHandle, ...parameters) {
    const result = await read.apply(this, parameters);
    happens(++reads);
    return result;
  });
  return () => reads;
}

describe('readDocumentFile', () => {
  it('reads a file that is as large as it may be, and none that is larger', async () => {
    const path = join(folder, 'a.txt');
    await writeFile(path, 'x'.repeat(3_000_000));
    expect((await readDocumentFile(path, 3_000_000)).bytes).toHaveLength(3_000_000);
    await expect(readDocumentFile(path, 2_999_999)).rejects.toMatchObject({
      code: 'DOCUMENT_TOO_LARGE',
      details: { maxBytes: 2_999_999 },
    });
    await writeFile(path, '');
    expect((await readDocumentFile(path, 10)).bytes).toHaveLength(0);
  });

  it.skipIf(!existsSync('/proc/self/status'))(
    'stops where a file is longer than it said it was (as in /proc, where there is one)',
    async () => {
      await expect(readDocumentFile('/proc/self/status', 100)).rejects.toMatchObject({
        code: 'DOCUMENT_TOO_LARGE',
        details: { maxBytes: 100 },
      });
    },
  );

  it.skipIf(!existsSync('/proc/self/status'))(
    'reads to its end a file that says it is empty (as those in /proc do)',
    async () => {
      const { bytes } = await readDocumentFile('/proc/self/status', 1_000_000);
      expect(bytes.toString()).toMatch(/^Name:[^]*\nnonvoluntary_ctxt_switches:\t\d+\n$/);
    },
  );

  it('tells when the file was last changed', async () => {
    const path = join(folder, 'a.txt');
    await writeFile(path, 'x');
    await utimes(path, 1, 86_400);
    expect(await readDocumentFile(path, 10)).toMatchObject({ modifiedAtMs: 86_400_000 });
  });

  it('reads again what changed while it was read, though its size stayed the same', async () => {
    const path = join(folder, 'a.txt');
    await writeFile(path, 'old old old');
    const times = await afterEachRead(path, (time) => {
      if (time > 1) return;
      writeFileSync(path, 'new new new');
      utimesSync(path, 1, 86_400);
    });
    expect((await readDocumentFile(path, 100)).bytes.toString()).toBe('new new new');
    expect(times()).toBe(2);
  });

  it('gives up on a file that grows and grows, and says that it is being written', async () => {
    const path = join(folder, 'a.txt');
    await writeFile(path, 'x');
    const times = await afterEachRead(path, () => appendFileSync(path, 'x'));
    await expect(readDocumentFile(path, 100)).rejects.toMatchObject({
      code: 'UNREADABLE_FILE',
      message: 'The file is being written. Once that is done, it can be read.',
    });
    expect(times()).toBeGreaterThan(1);
  });

  it('opens no pipe, no folder and no link, and says why', async () => {
    const pipe = join(folder, 'pipe.md');
    execFileSync('mkfifo', [pipe]);
    await expect(readDocumentFile(pipe, 10)).rejects.toMatchObject({
      code: 'UNREADABLE_FILE',
      message: 'It is no regular file.',
    });
    await mkdir(join(folder, 'sub.md'));
    await expect(readDocumentFile(join(folder, 'sub.md'), 10)).rejects.toMatchObject({
      code: 'UNREADABLE_FILE',
    });
    await writeFile(join(folder, 'a.md'), 'x');
    await symlink(join(folder, 'a.md'), join(folder, 'link.md'));
    await expect(readDocumentFile(join(folder, 'link.md'), 10)).rejects.toMatchObject({
      code: 'UNREADABLE_FILE',
    });
    await expect(readDocumentFile(join(folder, 'gone.md'), 10)).rejects.toMatchObject({
      code: 'UNREADABLE_FILE',
      message: 'It is gone, or a symbolic link that leads nowhere.',
    });
  });
});
