import { describe, expect, it } from 'vitest';
import { FootnoteError } from '../../src/core/errors.ts';
import type { Problem } from '../../src/http/problems.ts';
import { configOf, fakeApp, fakeParts } from '../helpers/fake-parts.ts';

interface Part {
  readonly name: string;
  readonly filename?: string;
  readonly type?: string;
  readonly content: string;
}

const corpus: Part = { name: 'corpus', content: 'support' };
const file = (filename: string, content = '# Hi', type = 'text/markdown'): Part => ({
  name: 'files',
  filename,
  type,
  content,
});

function formOf(parts: readonly Part[]): string {
  const encoded = parts.map(({ name, filename, type, content }) => {
    const named = filename === undefined ? '' : `; filename="${filename}"`;
    const typed = type === undefined ? '' : `\r\nContent-Type: ${type}`;
    return `--XX\r\nContent-Disposition: form-data; name="${name}"${named}${typed}\r\n\r\n${content}\r\n`;
  });
  return `${encoded.join('')}--XX--\r\n`;
}

async function upload(payload: string | readonly Part[], deps: Parameters<typeof fakeApp>[0] = {}) {
  const { app, seen } = await fakeApp(deps);
  const response = await app.inject({
    method: 'POST',
    url: '/v1/documents',
    headers: { 'content-type': 'multipart/form-data; boundary=XX' },
    payload: typeof payload === 'string' ? payload : formOf(payload),
  });
  return { response, seen };
}

describe('POST /v1/documents', () => {
  it('takes in the files one by one, folders and all', async () => {
    const { response, seen } = await upload([
      corpus,
      file('refunds.md', '# Refunds'),
      file('plans/2026/prices.csv', 'plan,price', 'text/csv'),
      file('data.bin', 'x', 'application/octet-stream'),
    ]);
    expect(response.statusCode).toBe(200);
    expect(response.json()).toEqual({
      results: [
        { documentId: 'support/refunds.md', ok: true, encoding: 'utf-8' },
        { documentId: 'support/plans/2026/prices.csv', ok: true, encoding: 'utf-8' },
        { documentId: 'support/data.bin', ok: true, encoding: 'utf-8' },
      ],
    });
    expect(
      seen.uploads.map((u) => [u.documentId, Buffer.from(u.bytes).toString(), u.mediaType]),
    ).toEqual([
      ['support/refunds.md', '# Refunds', 'text/markdown'],
      ['support/plans/2026/prices.csv', 'plan,price', 'text/csv'],
      ['support/data.bin', 'x', null],
    ]);
  });

  it.each(['Größe.md', '愛/😀.md', 'a b+c%20d;e.md', "it's.md"])(
    'keeps the name %s',
    async (name) => {
      const { seen } = await upload([corpus, file(name)]);
      expect(seen.uploads.map((u) => u.documentId)).toEqual([`support/${name}`]);
    },
  );

  it('reports a file that cannot be read, and takes in the others', async () => {
    const { deps, seen } = fakeParts({ config: configOf({ MAX_DOCUMENT_BYTES: '1024' }) });
    const put: typeof deps.ingester.put = async (given) => {
      if (given.documentId.endsWith('.exe')) throw new FootnoteError('UNSUPPORTED_FORMAT');
      return deps.ingester.put(given);
    };
    const { response } = await upload(
      [corpus, file('a.exe'), file('../b.md'), file('c.md', 'c'.repeat(1025)), file('d.md')],
      { config: deps.config, ingester: { ...deps.ingester, put } },
    );
    const { results } = response.json<{
      results: { documentId: string; ok: boolean; problem?: Problem }[];
    }>();
    expect(results.map(({ documentId, ok, problem }) => [documentId, ok, problem?.code])).toEqual([
      ['support/a.exe', false, 'UNSUPPORTED_FORMAT'],
      ['support/../b.md', false, 'INVALID_DOCUMENT_ID'],
      ['support/c.md', false, 'DOCUMENT_TOO_LARGE'],
      ['support/d.md', true, undefined],
    ]);
    expect(seen.uploads.map((u) => u.documentId)).toEqual(['support/d.md']);
  });

  it('tells nothing of an error that nobody foresaw', async () => {
    const { deps } = fakeParts();
    const put = () => Promise.reject(new Error('secret of the disk'));
    const { response } = await upload([corpus, file('a.md')], {
      ingester: { ...deps.ingester, put },
    });
    expect(response.json()).toMatchObject({
      results: [{ ok: false, problem: { code: 'INTERNAL' } }],
    });
    expect(response.body).not.toContain('secret');
  });

  it.each([
    ['no corpus', [file('a.md')]],
    ['the corpus after the files', [file('a.md'), corpus]],
    ['a corpus twice', [corpus, corpus, file('a.md')]],
    ['a corpus that cannot be one', [{ name: 'corpus', content: '../x' }, file('a.md')]],
    ['a corpus that is a file', [{ ...file('a.md'), name: 'corpus' }]],
    ['no files', [corpus]],
    ['files that are no files', [corpus, { name: 'files', content: 'a' }]],
    ['an unknown part', [corpus, { ...file('a.md'), name: 'file' }]],
    ['a name of the prototype', [{ name: 'constructor', content: 'a' }, file('a.md')]],
  ])('refuses a form with %s', async (_what, parts) => {
    const { response, seen } = await upload(parts);
    expect([400, 413]).toContain(response.statusCode);
    expect(response.json<Problem>().code).toMatch(/^(INVALID_REQUEST|PAYLOAD_TOO_LARGE)$/);
    expect(seen.uploads).toEqual([]);
  });

  it.each([
    ['breaks off', formOf([corpus, file('a.md')]).slice(0, -20)],
    ['breaks off in its first part', formOf([corpus]).slice(0, 30)],
    ['has no parts', 'nothing of the kind'],
    ['is empty', ''],
  ])('refuses a form that %s', async (_what, payload) => {
    const { response } = await upload(payload);
    expect(response.json()).toMatchObject({ status: 400, code: 'INVALID_REQUEST' });
  });

  it('refuses anything but a form', async () => {
    const { app } = await fakeApp();
    const response = await app.inject({
      method: 'POST',
      url: '/v1/documents',
      payload: { corpus: 'a' },
    });
    expect(response.json()).toMatchObject({ status: 415, code: 'UNSUPPORTED_MEDIA_TYPE' });
  });
});
