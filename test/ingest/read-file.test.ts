import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readDocumentFile } from '../../ingest/read-file.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'footnote-read-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('readDocumentFile', () => {
  it('reads a file that is as large as it may be, and none that is larger', async () => {
    const path = join(folder, 'a.txt');
    await writeFile(path, 'x'.repeat(3_000_000));
    expect(await readDocumentFile(path, 3_000_000)).toHaveLength(3_000_000);
    await expect(readDocumentFile(path, 2_999_999)).rejects.toMatchObject({
      code: 'DOCUMENT_TOO_LARGE',
      details: { maxBytes: 2_999_999 },
    });
    await writeFile(path, '');
    expect(await readDocumentFile(path, 10)).toHaveLength(0);
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
