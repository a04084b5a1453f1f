import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { planCorpus } from '../../ingest/plan.ts';
import { selectionOf } from '../../ingest/selection.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'footnote-plan-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const pathOf = (name: string): string => join(folder, 'support', name);

async function write(name: string): Promise<void> {
  await mkdir(dirname(pathOf(name)), { recursive: true });
  await writeFile(pathOf(name), 'x');
}

/** Ids of what is there, and for what cannot be: its path, code and reason. */
async function planned() {
  const { files, failures } = await planCorpus(folder, 'support');
  return {
    ids: files.map(({ documentId }) => documentId),
    failures: failures.map(({ path, code, message }) => [path, code, message]),
  };
}

describe('planCorpus', () => {
  it('takes names with anything in them that an id may hold, in NFC', async () => {
    const names = [
      'a b.md',
      `'quoted' "twice".md`,
      '$(rm -rf *).md',
      '-rf.md',
      'caf\u00e9.md',
      '日本語.md',
      `${'é'.repeat(126)}.md`,
      'notes.md/inner.md',
      '%2e%2e.md',
      '….md',
    ];
    for (const name of names) await write(name);
    await write('nfd/u\u0308.md');
    const { ids, failures } = await planned();
    expect(failures).toEqual([]);
    expect(ids.sort()).toEqual([...names, 'nfd/ü.md'].map((name) => `support/${name}`).sort());
  });

  it('reports names that no id can hold', async () => {
    for (const name of ['line\nbreak.md', 'bell\x07.md', 'back\\slash.md', 'escape\x1b[2J.md'])
      await write(name);
    await write(`${'deep/'.repeat(110)}a.md`);
    const { ids, failures } = await planned();
    expect(ids).toEqual([]);
    expect(failures.map(([, code]) => code)).toEqual(Array(5).fill('INVALID_DOCUMENT_ID'));
    expect(failures.map(([path]) => path)).toContain('support/line\nbreak.md');
  });

  it.skipIf(process.platform !== 'linux')(
    'reports names that are no UTF-8 (which only Linux takes)',
    async () => {
      await mkdir(pathOf(''), { recursive: true });
      const latin1 = Buffer.concat([Buffer.from(`${pathOf('')}/caf`), Buffer.from([0xe9, 0x2e])]);
      await writeFile(latin1, 'x');
      await mkdir(Buffer.concat([latin1, Buffer.from('d')]));
      await write('valid \ufffd.md');
      expect(await planned()).toEqual({
        ids: ['support/valid \ufffd.md'],
        failures: ['support/caf\ufffd.', 'support/caf\ufffd.d'].map((path) => [
          path,
          'INVALID_DOCUMENT_ID',
          'The name of the file is not valid UTF-8. Rename it.',
        ]),
      });
    },
  );

  it('follows links within the corpus, walks a folder once, and reports all other links', async () => {
    await write('real/a.md');
    await symlink('real', pathOf('alias'));
    await symlink('..', pathOf('real/up'));
    await symlink('real/a.md', pathOf('b.md'));
    await symlink('self.md', pathOf('self.md'));
    await symlink('nowhere.md', pathOf('dangling.md'));
    await symlink('/etc', pathOf('etc'));
    await writeFile(join(folder, 'outside.md'), 'x');
    await symlink('../outside.md', pathOf('outside.md'));
    const { ids, failures } = await planned();
    // Although the link to its folder comes first in the alphabet.
    expect(ids.sort()).toEqual(['support/b.md', 'support/real/a.md']);
    expect(failures.map(([path, code]) => [path, code]).sort()).toEqual([
      ['support/dangling.md', 'UNREADABLE_FILE'],
      ['support/etc', 'SYMLINK_OUTSIDE'],
      ['support/outside.md', 'SYMLINK_OUTSIDE'],
      ['support/self.md', 'UNREADABLE_FILE'],
    ]);
    expect(failures.flat()).toContain('The symbolic link leads in a circle.');
  });

  it('leaves out, without a word, what editors and copying tools put there for a moment', async () => {
    const moments = [
      'a.md~',
      '~$a.docx',
      'a.md.swp',
      'A.MD.SWX',
      '4913',
      '#a.md#',
      '.#a.md',
      '.a.md.swp',
      '.a.md.x7Yz12',
      'a.md.tmp',
      'a.pdf.part',
      'a.pdf.crdownload',
      'a.md___jb_tmp___',
      'a.md___jb_old___',
      'a.md.sb-1a2b3c4d-AbCdEf',
    ];
    const documents = [
      'a.md',
      '4913.md',
      '#hash.md',
      'tmp.md',
      'a.part.md',
      'deep/4913/b.md',
      'x.tmp/c.md',
    ];
    for (const name of [...moments, ...documents]) await write(name);
    const { ids, failures } = await planned();
    expect(failures).toEqual([]);
    expect(ids.sort()).toEqual(documents.map((name) => `support/${name}`).sort());
  });

  it('reports pipes, sockets and devices', async () => {
    await mkdir(pathOf(''), { recursive: true });
    execFileSync('mkfifo', [pathOf('pipe.md')]);
    const server = createServer().listen(pathOf('socket.md'));
    await new Promise((resolve) => server.once('listening', resolve));
    const { ids, failures } = await planned();
    server.close();
    expect(ids).toEqual([]);
    expect(failures).toEqual(
      ['support/pipe.md', 'support/socket.md'].map((path) => [
        path,
        'UNREADABLE_FILE',
        'It is no regular file.',
      ]),
    );
  });
});

describe('planCorpus of a selection', () => {
  /** What is planned, and which folders were listed for it. */
  async function selected(...ids: string[]) {
    const folders: string[] = [];
    const observer = { folder: (_: string, id: string) => void folders.push(id), link: () => {} };
    const plan = await planCorpus(folder, 'support', { selection: selectionOf(ids), observer });
    return { ids: plan.files.map(({ documentId }) => documentId), folders, plan };
  }

  it('looks only at what is selected, and lists only the folders on the way', async () => {
    for (const name of ['a.md', 'b/c.md', 'b/d/e.md', 'b/d/f.md', 'b/g/h.md', 'b-2/i.md']) {
      await write(name);
    }
    expect(await selected('support/b/d')).toMatchObject({
      ids: ['support/b/d/e.md', 'support/b/d/f.md'],
      folders: ['support', 'support/b', 'support/b/d'],
    });
    expect(await selected('support/a.md', 'support/b/c.md')).toMatchObject({
      ids: ['support/a.md', 'support/b/c.md'],
      folders: ['support', 'support/b'],
    });
    expect((await selected('support')).ids).toHaveLength(6);
    expect((await selected('support/gone.md', 'support/gone/a.md')).ids).toEqual([]);
  });

  it('knows names in NFC, and of two that are the same the one that a whole scan takes', async () => {
    await write('cafe\u0301.md');
    await write('caf\u00e9.md');
    const { ids, plan } = await selected('support/caf\u00e9.md');
    expect(ids).toEqual(['support/caf\u00e9.md']);
    expect(plan.failures.map(({ code }) => code)).toEqual(['INVALID_DOCUMENT_ID']);
  });

  it('names what lies behind a link as a whole scan does, also when only the link is selected', async () => {
    await write('real/a.md');
    await symlink('real', pathOf('alias'));
    await write('_hidden/b.md');
    await symlink('_hidden', pathOf('shown'));
    expect((await selected('support/alias')).ids).toEqual([]);
    expect((await selected('support/shown')).ids).toEqual(['support/shown/b.md']);
  });
});
