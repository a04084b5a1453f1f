import { chmod, mkdir, mkdtemp, rename, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createIngester } from '../../ingest/ingest.ts';
import { createParser } from '../../ingest/load/parser.ts';
import type { Ingester, IngestReport } from '../../ingest/types.ts';
import type { ModelEmbedder } from '../../src/models/types.ts';
import type { IngestJob, Store } from '../../src/store/types.ts';
import { createSqliteStore } from '../../src/store/sqlite/store.ts';

const everything = { asOf: null, corpora: null, filter: null, groups: null };
const hostile = new URL('../helpers/hostile-parse-process.ts', import.meta.url);

let folder: string;
let store: Store;
let ingester: Ingester;
let embeddedTexts: string[];

/** Vectors by length; it notes what it was asked for. */
const embedder: ModelEmbedder = {
  id: 'test-2',
  driver: 'openai',
  name: 'test',
  dimensions: 2,
  async embed(texts) {
    embeddedTexts.push(...texts);
    if (texts.some((text) => text.includes('UNEMBEDDABLE'))) throw new Error('refused');
    return texts.map(() => Float32Array.of(0.6, 0.8));
  },
};

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'footnote-ingest-'));
  embeddedTexts = [];
  await mkdir(join(folder, 'corpora'));
  store = createSqliteStore({ directory: join(folder, 'data') });
  ingester = createIngester({
    store,
    embedders: { of: () => Promise.resolve(embedder) },
    parser: createParser({ timeoutMs: 2000, memoryMb: 128 }, hostile),
    corporaDir: join(folder, 'corpora'),
    maxDocumentBytes: 100_000,
  });
});

afterEach(async () => {
  await ingester.close();
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

const pathOf = (name: string): string => join(folder, 'corpora', name);

async function write(name: string, text: string | Uint8Array): Promise<void> {
  await mkdir(dirname(pathOf(name)), { recursive: true });
  await writeFile(pathOf(name), text);
}

const scan = (corpus: string | null = null): Promise<IngestReport> => ingester.scan({ corpus });

async function titles(): Promise<Record<string, string>> {
  const { items } = await store.documents(everything, { limit: 100, cursor: null });
  return Object.fromEntries(items.map(({ documentId, title }) => [documentId, title]));
}

const failed = ({ failures }: IngestReport): string[][] =>
  failures.map(({ path, code }) => [path, code]);

describe('scan', () => {
  it('takes in every corpus and leaves out what is not for ingesting', async () => {
    await write('support/refunds.md', '# Refunds\n\nWithin 14 days.');
    await write('support/deep/er/note.txt', 'A note.');
    await write('legal/terms.csv', 'name,days\nReturn,14');
    for (const name of ['questions.jsonl', 'README.md', '_draft.md', '.hidden.md', '_old/a.md']) {
      await write(`support/${name}`, 'Never.');
    }
    await write('updates/a.md', 'Never.');
    await write('_scratch/a.md', 'Never.');
    await write('loose.md', 'Never.');
    const report = await scan();
    expect(failed(report)).toEqual([['loose.md', 'INVALID_CORPUS']]);
    expect(report).toMatchObject({ filesTotal: 4, revised: 3, passages: 3, embedded: 3, seq: 3 });
    expect(await titles()).toEqual({
      'support/refunds.md': 'Refunds',
      'support/deep/er/note.txt': 'note',
      'legal/terms.csv': 'terms',
    });
  });

  it('does nothing when nothing changed, whatever time and size say', async () => {
    await write('support/a.md', 'Seven.');
    await scan();
    await utimes(pathOf('support/a.md'), new Date(0), new Date(0));
    expect(await scan()).toMatchObject({ unchanged: 1, revised: 0, embedded: 0, seq: 1 });
    const before = new Date(0);
    await write('support/a.md', 'Eight.');
    await utimes(pathOf('support/a.md'), before, before);
    expect(await scan()).toMatchObject({ unchanged: 0, revised: 1, seq: 2 });
  });

  it('re-embeds only the paragraph that was edited', async () => {
    const paragraphs = Array.from(
      { length: 12 },
      (_, n) =>
        `Paragraph ${n} tells of rule ${n}. ${'It holds for everyone who rides. '.repeat(6)}`,
    );
    await write('support/a.md', `# Rules\n\n${paragraphs.join('\n\n')}`);
    await scan();
    embeddedTexts = [];
    paragraphs[5] = `Paragraph 5 was edited. ${'It holds for no one any more. '.repeat(6)}`;
    await write('support/a.md', `# Rules\n\n${paragraphs.join('\n\n')}`);
    expect(await scan()).toMatchObject({ revised: 1, embedded: 1 });
    expect(embeddedTexts).toEqual([expect.stringContaining('Paragraph 5 was edited.')]);
  });

  it('embeds a text once, however many documents hold it', async () => {
    await write('support/a.txt', 'The same words.');
    await write('support/b.txt', 'The same words.');
    expect(await scan()).toMatchObject({ revised: 2, passages: 2, embedded: 1 });
  });

  it('deletes what vanished, and only what was a file', async () => {
    await write('support/a.md', 'A.');
    await write('support/b.md', 'B.');
    await write('legal/c.md', 'C.');
    await scan();
    await ingester.put({
      documentId: 'support/uploaded.txt',
      bytes: Buffer.from('By API.'),
      mediaType: null,
      ifRevision: null,
    });
    await rm(pathOf('support/a.md'));
    await rm(pathOf('legal'), { recursive: true });
    expect(await scan()).toMatchObject({ deleted: 2, unchanged: 1 });
    expect(Object.keys(await titles()).sort()).toEqual(['support/b.md', 'support/uploaded.txt']);
    await write('support/a.md', 'A.');
    expect(await scan()).toMatchObject({ revised: 1, deleted: 0 });
  });

  it('does not bring back a document that was deleted over the API while its file stays', async () => {
    await write('support/a.md', 'A.');
    await scan();
    await ingester.remove('support/a.md', null);
    expect(await scan()).toMatchObject({ unchanged: 1, revised: 0 });
    await rm(pathOf('support/a.md'));
    expect(await scan()).toMatchObject({ deleted: 0, failures: [] });
  });

  it('reports every bad file with its reason and takes in the rest', async () => {
    await write('support/good.md', 'Good.');
    await write('support/hang.md', 'x');
    await write('support/binary.md', Buffer.from([0x25, 0x50, 0x44, 0x46, 0x2d, 0x31]));
    await write('support/latin1.txt', Buffer.from([0x63, 0x61, 0x66, 0xe9]));
    await write('support/front.md', '---\ntitle: [a]\n---\nText.');
    await write('support/large.txt', 'x'.repeat(100_001));
    await write('support/picture.exe', 'x');
    await write('support/unembeddable.txt', 'UNEMBEDDABLE');
    await write('bad name!/a.md', 'x');
    await writeFile(join(folder, 'secret.md'), 'Secret.');
    await symlink(join(folder, 'secret.md'), pathOf('support/link.md'));
    await symlink(join(folder, 'nowhere'), pathOf('support/dangling.md'));
    await symlink(pathOf('support'), pathOf('support/cycle'));
    const report = await scan();
    expect(failed(report).sort()).toEqual([
      ['bad name!', 'INVALID_CORPUS'],
      ['support/binary.md', 'CORRUPT_DOCUMENT'],
      ['support/dangling.md', 'UNREADABLE_FILE'],
      ['support/front.md', 'INVALID_FRONT_MATTER'],
      ['support/hang.md', 'PARSE_TIMEOUT'],
      ['support/large.txt', 'DOCUMENT_TOO_LARGE'],
      ['support/latin1.txt', 'INVALID_ENCODING'],
      ['support/link.md', 'SYMLINK_OUTSIDE'],
      ['support/picture.exe', 'UNSUPPORTED_FORMAT'],
      ['support/unembeddable.txt', 'INTERNAL'],
    ]);
    expect(await titles()).toEqual({ 'support/good.md': 'good' });
  });

  it('keeps the last good revision of a file that went bad, and reports it again', async () => {
    await write('support/a.md', '# Good\n\nText.');
    await scan();
    await write('support/a.md', '---\ntitle: [a]\n---\nText.');
    for (let times = 0; times < 2; times++) {
      expect(failed(await scan())).toEqual([['support/a.md', 'INVALID_FRONT_MATTER']]);
    }
    expect(await titles()).toEqual({ 'support/a.md': 'Good' });
  });

  it('deletes nothing when the corpora folder is not there', async () => {
    await write('support/a.md', 'A.');
    await scan();
    await rename(join(folder, 'corpora'), join(folder, 'elsewhere'));
    await expect(scan()).rejects.toMatchObject({ code: 'UNREADABLE_FILE' });
    expect(Object.keys(await titles())).toEqual(['support/a.md']);
  });

  it.skipIf(process.getuid?.() === 0)(
    'deletes nothing of a folder that cannot be read (not as root, who can read all)',
    async () => {
      await write('support/inner/a.md', 'A.');
      await scan();
      await chmod(pathOf('support/inner'), 0);
      const report = await scan();
      await chmod(pathOf('support/inner'), 0o755);
      expect(failed(report)).toEqual([['support/inner', 'UNREADABLE_FILE']]);
      expect(report.deleted).toBe(0);
    },
  );

  it('names documents in NFC and reports a second file of the same name', async () => {
    await write('support/caf\u00e9.md', 'One.');
    await write('support/cafe\u0301.md', 'Two.');
    const report = await scan();
    expect(Object.keys(await titles())).toEqual(['support/caf\u00e9.md']);
    expect(failed(report)).toEqual([[expect.any(String), 'INVALID_DOCUMENT_ID']]);
  });

  it('scans one corpus when asked, and knows which there are', async () => {
    await write('support/a.md', 'A.');
    await write('legal/b.md', 'B.');
    expect(await scan('legal')).toMatchObject({ revised: 1 });
    await expect(scan('media')).rejects.toMatchObject({ code: 'INVALID_CORPUS' });
  });

  it('says how far it is, up to the end', async () => {
    for (let n = 0; n < 40; n++) await write(`support/${n}.md`, `Document ${n}.`);
    const seen: IngestJob['progress'][] = [];
    await ingester.scan({ corpus: null, onProgress: (progress) => seen.push(progress) });
    expect(seen.at(-1)).toMatchObject({
      filesTotal: 40,
      filesDone: 40,
      passages: 40,
      remainingMs: 0,
    });
    const done = seen.map(({ filesDone }) => filesDone);
    expect(done).toEqual(done.toSorted((a, b) => a - b));
  });

  it('stops at its next file when it is told to', async () => {
    for (let n = 0; n < 40; n++) await write(`support/${n}.md`, `Document ${n}.`);
    const stop = new AbortController();
    const report = await ingester.scan({
      corpus: null,
      signal: stop.signal,
      onProgress: ({ filesDone }) => filesDone > 3 && stop.abort(),
    });
    expect(report.revised).toBeGreaterThan(3);
    expect(report.revised).toBeLessThan(40);
    expect(await scan()).toMatchObject({ revised: 40 - report.revised });
  });
});

describe('put', () => {
  const upload = (text: string) => ({
    documentId: 'support/a.md',
    bytes: Buffer.from(text),
    mediaType: 'text/markdown; charset=utf-8',
    ifRevision: null,
  });

  it('makes a revision, then nothing for the same bytes', async () => {
    const first = await ingester.put(upload('# A\n\nText.'));
    expect(first).toMatchObject({
      created: true,
      revision: 1,
      seq: 1,
      unchanged: false,
      embedded: 1,
    });
    const again = await ingester.put(upload('# A\n\nText.'));
    expect(again).toMatchObject({
      created: false,
      revision: 1,
      seq: 1,
      unchanged: true,
      embedded: 0,
    });
  });

  it('tells the encoding, and takes the same bytes in another one for a revision', async () => {
    const bytes = Buffer.from('Déjà vu, crème brûlée.', 'latin1');
    const put = (charset: string) =>
      ingester.put({ ...upload(''), bytes, mediaType: `text/plain; charset=${charset}` });
    expect(await put('latin1')).toMatchObject({ revision: 1, encoding: 'windows-1252' });
    expect(await put('latin1')).toMatchObject({ unchanged: true, encoding: 'windows-1252' });
    expect(await put('koi8-r')).toMatchObject({ revision: 2, encoding: 'koi8-r' });
    const revision = await store.revision(everything, 'support/a.md', 2);
    expect(revision).toMatchObject({ encoding: 'koi8-r', text: 'DИjЮ vu, crХme brШlИe.' });
    await expect(put('utf-8')).rejects.toMatchObject({ code: 'INVALID_ENCODING' });
  });

  it('takes what the caller says over what the document says', async () => {
    const said = { title: 'Said', metadata: { by: 'caller' }, readers: ['staff'] };
    await ingester.put({ ...upload('---\ntitle: Stated\nreaders: [all]\n---\nText.'), ...said });
    expect(await store.document(everything, 'support/a.md')).toMatchObject(said);
  });

  it('refuses what is too large, what has an odd id, and what is not at the expected revision', async () => {
    await expect(ingester.put(upload('x'.repeat(100_001)))).rejects.toMatchObject({
      code: 'DOCUMENT_TOO_LARGE',
    });
    await expect(
      ingester.put({ ...upload('x'), documentId: 'support/../x' }),
    ).rejects.toMatchObject({
      code: 'INVALID_DOCUMENT_ID',
    });
    await expect(ingester.put({ ...upload('x'), ifRevision: 4 })).rejects.toMatchObject({
      code: 'REVISION_CONFLICT',
    });
  });
});
