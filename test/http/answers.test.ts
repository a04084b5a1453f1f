import { Compile } from 'typebox/compile';
import { describe, expect, it } from 'vitest';
import { FootnoteError } from '../../src/core/errors.ts';
import { AnswerNowSchema, type Answer, type CitationNow } from '../../src/core/model.ts';
import { AnswerPageSchema } from '../../src/http/responses.ts';
import { answer, fakeApp, storeOf, trace } from '../helpers/fake-parts.ts';

const everything = { asOf: null, corpora: null, filter: null, groups: null };
const store = storeOf({
  answer: async (_scope, id) => {
    if (id !== answer.id) throw new FootnoteError('ANSWER_NOT_FOUND', { id });
    return { answer, trace };
  },
  answers: async () => ({ items: [answer], nextCursor: 'next' }),
});
const now: CitationNow = {
  revision: 3,
  span: { start: 20, end: 27 },
  lines: { start: 2, end: 2 },
  page: null,
  quote: '30 days',
  href: '/v1/documents/support%2Frefunds.md/revisions/3#char=20,27',
};
const citationStatus = async (stored: Answer): Promise<Answer> => ({ ...stored, stale: true });

describe('GET /v1/answers', () => {
  it('gives a page of answers with their status as of now', async () => {
    const { app } = await fakeApp({ store, citationStatus });
    const response = await app.inject('/v1/answers');
    expect(response.json()).toEqual({ items: [{ ...answer, stale: true }], nextCursor: 'next' });
    expect(Compile(AnswerPageSchema).Errors(response.json())).toEqual([]);
  });

  it('passes on limit and cursor', async () => {
    const pages: unknown[] = [];
    const { app } = await fakeApp({
      store: storeOf({
        answers: async (scope, page) => {
          pages.push(scope, page);
          return { items: [], nextCursor: null };
        },
      }),
    });
    await app.inject('/v1/answers');
    await app.inject('/v1/answers?limit=3&cursor=a%2Fb');
    expect(pages).toEqual([
      everything,
      { limit: 20, cursor: null },
      everything,
      { limit: 3, cursor: 'a/b' },
    ]);
  });

  it.each([
    ['limit=0', '/limit'],
    ['limit=101', '/limit'],
    ['limit=ten', '/limit'],
    ['limit=1.5', '/limit'],
    ['limit=1&limit=2', '/limit'],
    ['cursor=', '/cursor'],
    ['offset=10', '/offset'],
  ])('refuses ?%s', async (query, path) => {
    const { app } = await fakeApp({ store });
    const response = await app.inject(`/v1/answers?${query}`);
    expect(response.json()).toMatchObject({
      status: 400,
      code: 'INVALID_REQUEST',
      errors: [{ path }],
    });
  });

  it('tells of a cursor that it did not make', async () => {
    const answers = () => Promise.reject(new FootnoteError('INVALID_CURSOR'));
    const { app } = await fakeApp({ store: storeOf({ answers }) });
    const response = await app.inject('/v1/answers?cursor=x');
    expect(response.json()).toMatchObject({ status: 400, code: 'INVALID_CURSOR' });
  });
});

describe('GET /v1/answers/:id', () => {
  it('gives the answer with where its words are now', async () => {
    const answerNow = async (stored: Answer) => ({
      ...stored,
      stale: true,
      citations: stored.citations.map((citation) => ({ ...citation, now })),
    });
    const { app } = await fakeApp({ store, answerNow });
    const response = await app.inject(`/v1/answers/${answer.id}`);
    expect(response.json()).toEqual(await answerNow(answer));
    expect(Compile(AnswerNowSchema).Errors(response.json())).toEqual([]);
  });

  it('gives the trace', async () => {
    const { app } = await fakeApp({ store });
    expect((await app.inject(`/v1/answers/${answer.id}/trace`)).json()).toEqual(trace);
  });

  it.each(['', '/trace'])('says when there is none: %s', async (rest) => {
    const { app } = await fakeApp({ store });
    const response = await app.inject(`/v1/answers/ans_000${rest}`);
    expect(response.json()).toMatchObject({ status: 404, code: 'ANSWER_NOT_FOUND' });
  });

  it('refuses what cannot be an id', async () => {
    const { app } = await fakeApp({ store });
    const response = await app.inject("/v1/answers/'%20or%201=1");
    expect(response.json()).toMatchObject({ status: 400, code: 'INVALID_REQUEST' });
  });
});
