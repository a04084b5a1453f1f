import { Compile } from 'typebox/compile';
import { describe, expect, it } from 'vitest';
import { FootnoteError } from '../../src/core/errors.ts';
import { PutResponseSchema } from '../../src/http/responses.ts';
import { configOf, fakeApp, fakeParts } from '../helpers/fake-parts.ts';

const url = '/v1/documents/support%2Frefunds.md';
const text = '# Refunds\r\n14 days';

async function put(
  payload: Buffer | string | object,
  headers: Record<string, string> = {},
  env = {},
) {
  const { app, seen } = await fakeApp({ config: configOf(env) });
  return { response: await app.inject({ method: 'PUT', url, payload, headers }), seen };
}

describe('PUT /v1/documents/:id with a file', () => {
  it('takes its bytes as they are, and answers 201 for a new one', async () => {
    const bytes = Buffer.from([0xef, 0xbb, 0xbf, 0x23, 0x20, 0xff, 0x0d, 0x0a]);
    const { response, seen } = await put(bytes, {
      'content-type': 'text/markdown; charset=latin1',
    });
    expect(response.statusCode).toBe(201);
    expect(Compile(PutResponseSchema).Errors(response.json())).toEqual([]);
    expect(response.json()).toMatchObject({
      documentId: 'support/refunds.md',
      revision: 1,
      seq: 43,
    });
    expect(response.json()).not.toHaveProperty('created');
    expect(seen.uploads).toEqual([
      {
        documentId: 'support/refunds.md',
        bytes,
        mediaType: 'text/markdown; charset=latin1',
        ifRevision: null,
      },
    ]);
  });

  it('answers 200 for one that was there', async () => {
    const { deps } = fakeParts();
    const ingester = {
      ...deps.ingester,
      put: async (upload: Parameters<typeof deps.ingester.put>[0]) => ({
        ...(await deps.ingester.put(upload)),
        created: false,
        unchanged: true,
      }),
    };
    const { app } = await fakeApp({ ingester });
    const response = await app.inject({ method: 'PUT', url, payload: text });
    expect(response.statusCode).toBe(200);
    expect(response.json()).toMatchObject({
      unchanged: true,
      staleAnswers: [],
      staleAnswerCount: 0,
    });
  });

  it('names the answers that a revision has overtaken', async () => {
    const { deps } = fakeParts();
    const ingester = {
      ...deps.ingester,
      put: async (upload: Parameters<typeof deps.ingester.put>[0]) => ({
        ...(await deps.ingester.put(upload)),
        created: false,
        passages: { added: 1, reused: 3, removed: 1 },
      }),
    };
    const { app } = await fakeApp({ ingester });
    const response = await app.inject({ method: 'PUT', url, payload: text });
    expect(response.json()).toMatchObject({
      staleAnswers: ['ans_0mzk30000123456789abcdef'],
      staleAnswerCount: 1,
    });
  });

  it.each([
    ['application/pdf', 'application/pdf'],
    ['text/csv', 'text/csv'],
    ['application/x-ndjson', 'application/x-ndjson'],
    ['application/octet-stream', null],
    ['application/x-www-form-urlencoded', null],
  ])(
    'reads the type %s as %s, since some tools say one whatever they send',
    async (type, expected) => {
      const { seen } = await put(text, { 'content-type': type });
      expect(seen.uploads[0]?.mediaType).toBe(expected);
    },
  );

  it('judges by the name when no type is stated', async () => {
    const { seen } = await put(Buffer.from(text), { 'content-length': String(text.length) });
    expect(seen.uploads[0]).toMatchObject({ mediaType: null, bytes: Buffer.from(text) });
  });

  it('takes a file that became empty', async () => {
    const { response, seen } = await put('', {
      'content-type': 'text/markdown',
      'content-length': '0',
    });
    expect(response.statusCode).toBe(201);
    expect(seen.uploads[0]?.bytes).toHaveLength(0);
  });

  it('asks for the body when there is none', async () => {
    const { app, seen } = await fakeApp();
    const response = await app.inject({ method: 'PUT', url });
    expect(response.json()).toMatchObject({ status: 400, code: 'INVALID_REQUEST' });
    expect(seen.uploads).toEqual([]);
  });

  it('refuses one larger than the limit and takes one that is exactly as large', async () => {
    const headers = { 'content-type': 'text/plain' };
    const env = { MAX_DOCUMENT_BYTES: '2048' };
    const refused = await put('a'.repeat(2049), headers, env);
    expect(refused.response.json()).toMatchObject({ status: 413, code: 'DOCUMENT_TOO_LARGE' });
    expect(refused.seen.uploads).toEqual([]);
    expect((await put('a'.repeat(2048), headers, env)).response.statusCode).toBe(201);
  });

  it('refuses a form, and says where forms go', async () => {
    const { response } = await put('--x--', { 'content-type': 'multipart/form-data; boundary=x' });
    expect(response.json()).toMatchObject({ status: 415, code: 'UNSUPPORTED_MEDIA_TYPE' });
    expect(response.body).toContain('POST /v1/documents');
  });

  it('refuses a compressed body rather than storing it so', async () => {
    const { response, seen } = await put('xyz', { 'content-encoding': 'gzip' });
    expect(response.json()).toMatchObject({ status: 415, code: 'UNSUPPORTED_MEDIA_TYPE' });
    expect(seen.uploads).toEqual([]);
  });

  it.each([
    ['CORRUPT_DOCUMENT', 422],
    ['UNSUPPORTED_FORMAT', 415],
    ['PARSE_TIMEOUT', 422],
    ['REVISION_CONFLICT', 412],
  ] as const)('tells of %s', async (code, status) => {
    const { deps } = fakeParts();
    const failing = () => Promise.reject(new FootnoteError(code));
    const { app } = await fakeApp({ ingester: { ...deps.ingester, put: failing } });
    const response = await app.inject({ method: 'PUT', url, payload: text });
    expect(response.json()).toMatchObject({ status, code });
  });
});

describe('If-Match', () => {
  it.each([
    ['2', 2],
    ['"2"', 2],
    [' 12 ', 12],
    ['0', 0],
  ])('%s names revision %i', async (header, ifRevision) => {
    const { seen } = await put(text, { 'if-match': header });
    expect(seen.uploads[0]?.ifRevision).toBe(ifRevision);
  });

  it.each(['*', '1, 2', '"a"', 'W/"2"', '-1', '', '1e3'])(
    '%j is refused, not ignored',
    async (header) => {
      const { response, seen } = await put(text, { 'if-match': header });
      expect(response.json()).toMatchObject({ status: 400, errors: [{ path: '/if-match' }] });
      expect(seen.uploads).toEqual([]);
    },
  );
});

describe('PUT /v1/documents/:id with an envelope', () => {
  it('takes the text with what its bytes cannot say', async () => {
    const { response, seen } = await put({
      text,
      mediaType: 'text/markdown',
      title: 'Refunds',
      metadata: { plan: 'Plus', years: [2025, 2026], old: null },
      readers: ['staff'],
    });
    expect(response.statusCode).toBe(201);
    expect(seen.uploads).toEqual([
      {
        documentId: 'support/refunds.md',
        bytes: Buffer.from(text),
        mediaType: 'text/markdown; charset=utf-8',
        title: 'Refunds',
        metadata: { plan: 'Plus', years: [2025, 2026], old: null },
        readers: ['staff'],
        ifRevision: null,
      },
    ]);
  });

  it('leaves out what was not said', async () => {
    const { seen } = await put({ text: '' });
    expect(seen.uploads).toEqual([
      {
        documentId: 'support/refunds.md',
        bytes: Buffer.alloc(0),
        mediaType: null,
        ifRevision: null,
      },
    ]);
  });

  it('measures the document rather than the escapes around it', async () => {
    const env = { MAX_DOCUMENT_BYTES: '1024' };
    expect((await put({ text: '\n'.repeat(1024) }, {}, env)).response.statusCode).toBe(201);
    const refused = await put({ text: 'é'.repeat(513) }, {}, env);
    expect(refused.response.json()).toMatchObject({ status: 413, code: 'DOCUMENT_TOO_LARGE' });
  });

  it.each([
    ['no text', { title: 'a' }, '/text'],
    ['text that is none', { text: 5 }, '/text'],
    ['an unknown field', { text, author: 'a' }, '/author'],
    ['a type with parameters', { text, mediaType: 'text/plain; charset=x' }, '/mediaType'],
    ['a blank title', { text, title: ' ' }, '/title'],
    ['nested metadata', { text, metadata: { a: { b: 1 } } }, '/metadata/a'],
    ['nested metadata under an odd name', { text, metadata: { 'a\nb': {} } }, '/metadata/a\nb'],
    ['readers that are no list', { text, readers: 'staff' }, '/readers'],
  ])('refuses %s', async (_what, envelope, path) => {
    const { response, seen } = await put(envelope);
    expect(response.json()).toMatchObject({ status: 400, code: 'INVALID_REQUEST' });
    expect(response.json<{ errors: { path: string }[] }>().errors.map((e) => e.path)).toContain(
      path,
    );
    expect(seen.uploads).toEqual([]);
  });

  it('refuses JSON that is no UTF-8 rather than storing replacement characters', async () => {
    const latin1 = Buffer.from('{"text":"Größe"}', 'latin1');
    const { response } = await put(latin1, { 'content-type': 'application/json' });
    expect(response.json()).toMatchObject({ status: 400, code: 'MALFORMED_JSON' });
  });

  it('refuses a list, which is a JSON file sent as it is', async () => {
    const { response } = await put('[1]', { 'content-type': 'application/json' });
    expect(response.json()).toMatchObject({ status: 400, code: 'INVALID_REQUEST' });
  });
});
