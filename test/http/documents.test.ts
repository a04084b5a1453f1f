import { Compile } from 'typebox/compile';
import { describe, expect, it } from 'vitest';
import { FootnoteError } from '../../src/core/errors.ts';
import {
  CorporaResponseSchema,
  DocumentPageSchema,
  DocumentSchema,
  RevisionSchema,
} from '../../src/http/responses.ts';
import type { DocumentSummary, RevisionContent, Scope } from '../../src/store/types.ts';
import { fakeApp, storeOf } from '../helpers/fake-parts.ts';

const everything = { asOf: null, corpora: null, filter: null, groups: null };

const summary: DocumentSummary = {
  documentId: 'support/refunds.md',
  corpus: 'support',
  status: 'current',
  title: 'Refunds',
  mediaType: 'text/markdown',
  metadata: { plan: 'Plus', regions: ['EU', 'UK'] },
  readers: null,
  revision: 1,
  passages: 3,
  characters: 16,
  ingestedAt: '2026-03-01T12:00:00.000Z',
};

const revision: RevisionContent = {
  documentId: summary.documentId,
  mediaType: summary.mediaType,
  encoding: 'windows-1252',
  metadata: summary.metadata,
  revision: 1,
  sha256: 'ab'.repeat(32),
  sourceSha256: 'cd'.repeat(32),
  title: 'Refunds',
  characters: 16,
  passages: 3,
  fromSeq: 1,
  toSeq: null,
  committedAt: summary.ingestedAt,
  retained: true,
  text: '# Refunds\r\n14 days',
  headings: [{ level: 1, text: 'Refunds', start: 0, end: 9 }],
  pages: [],
};

describe('GET /v1/corpora', () => {
  it('gives the corpora and how much is in them', async () => {
    const corpora = [
      { corpus: 'support', documents: 20, passages: 150, characters: 60_000, lastIngestedAt: null },
    ];
    const { app } = await fakeApp({ store: storeOf({ corpora: async () => corpora }) });
    const response = await app.inject('/v1/corpora');
    expect(response.json()).toEqual({ items: corpora, nextCursor: null });
    expect(Compile(CorporaResponseSchema).Errors(response.json())).toEqual([]);
  });
});

describe('GET /v1/documents', () => {
  function storeWithSupport(scopes: Scope[]) {
    return storeOf({
      corpora: async (scope) =>
        [
          { corpus: 'support', documents: 1, passages: 3, characters: 16, lastIngestedAt: null },
        ].filter(({ corpus }) => scope.corpora?.includes(corpus)),
      documents: async (scope) => {
        scopes.push(scope);
        return { items: [summary], nextCursor: null };
      },
    });
  }

  it('gives those of all corpora, or of one', async () => {
    const scopes: Scope[] = [];
    const { app } = await fakeApp({ store: storeWithSupport(scopes) });
    const response = await app.inject('/v1/documents');
    expect(response.json()).toEqual({ items: [summary], nextCursor: null });
    expect(Compile(DocumentPageSchema).Errors(response.json())).toEqual([]);
    expect((await app.inject('/v1/documents?corpus=support&limit=5')).statusCode).toBe(200);
    expect(scopes).toEqual([everything, { ...everything, corpora: ['support'] }]);
  });

  it('says that there is no corpus of a name, rather than that it is empty', async () => {
    const { app } = await fakeApp({ store: storeWithSupport([]) });
    const response = await app.inject('/v1/documents?corpus=suport');
    expect(response.json()).toMatchObject({ status: 400, code: 'INVALID_CORPUS' });
  });
});

describe('GET /v1/documents/:id', () => {
  it('gives a document with its revisions', async () => {
    const { text: _text, headings: _headings, pages: _pages, ...short } = revision;
    const { documentId: _id, mediaType: _type, metadata: _metadata, ...listed } = short;
    const document = async () => ({ ...summary, revisions: [listed] });
    const { app } = await fakeApp({ store: storeOf({ document }) });
    const response = await app.inject('/v1/documents/support%2Frefunds.md');
    expect(response.json()).toEqual({ ...summary, revisions: [listed] });
    expect(Compile(DocumentSchema).Errors(response.json())).toEqual([]);
  });

  it('shows a deleted document as deleted', async () => {
    const document = async () => ({ ...summary, status: 'deleted' as const, revisions: [] });
    const { app } = await fakeApp({ store: storeOf({ document }) });
    const response = await app.inject('/v1/documents/support%2Frefunds.md');
    expect([response.statusCode, response.json<DocumentSummary>().status]).toEqual([
      200,
      'deleted',
    ]);
  });

  it.each([
    'support/a b.md',
    'support/100%.md',
    'support/a%2Fb.md',
    'support/what?#now&then=;.md',
    'support/sub/folder/plus+plus.md',
    'support/Größe/愛/😀.md',
    'support/it\'s (new) [1] "x".md',
    `support/${'愛'.repeat(504)}`,
  ])('finds %s however odd its characters', async (documentId) => {
    const asked: string[] = [];
    const { app } = await fakeApp({
      store: storeOf({
        document: async (_scope, id) => {
          asked.push(id);
          return { ...summary, revisions: [] };
        },
      }),
    });
    const response = await app.inject(`/v1/documents/${encodeURIComponent(documentId)}`);
    expect(response.statusCode).toBe(200);
    expect(asked).toEqual([documentId]);
  });

  it('takes an id in any Unicode form for the same document', async () => {
    const asked: string[] = [];
    const document = async (_scope: Scope, id: string) => {
      asked.push(id);
      return { ...summary, revisions: [] };
    };
    const { app } = await fakeApp({ store: storeOf({ document }) });
    await app.inject(`/v1/documents/${encodeURIComponent('support/Gro\u0308ße.md')}`);
    expect(asked).toEqual(['support/Größe.md']);
  });

  it.each([
    'nocorpus',
    '../secret',
    'support/../../etc/passwd',
    'support//a',
    '/a',
    'a\\b/c',
    'a/\0',
  ])('refuses the id %j', async (documentId) => {
    const { app } = await fakeApp();
    const response = await app.inject(`/v1/documents/${encodeURIComponent(documentId)}`);
    expect(response.json()).toMatchObject({ status: 400, code: 'INVALID_DOCUMENT_ID' });
  });

  it('says when there is none', async () => {
    const document = () => Promise.reject(new FootnoteError('DOCUMENT_NOT_FOUND'));
    const { app } = await fakeApp({ store: storeOf({ document }) });
    const response = await app.inject('/v1/documents/a%2Fb');
    expect(response.json()).toMatchObject({ status: 404, code: 'DOCUMENT_NOT_FOUND' });
  });
});

describe('GET /v1/documents/:id/revisions/:n', () => {
  it('gives the canonical text with its line ends as they are', async () => {
    const { app } = await fakeApp({ store: storeOf({ revision: async () => revision }) });
    const response = await app.inject('/v1/documents/support%2Frefunds.md/revisions/1');
    expect(response.json()).toEqual(revision);
    expect(Compile(RevisionSchema).Errors(response.json())).toEqual([]);
  });

  it.each(['0', '-1', 'one', '1.5', '1e99'])('refuses the number %s', async (n) => {
    const { app } = await fakeApp();
    const response = await app.inject(`/v1/documents/a%2Fb/revisions/${n}`);
    expect(response.json()).toMatchObject({ status: 400, errors: [{ path: '/n' }] });
  });
});
