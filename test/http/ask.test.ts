import { request as httpRequest } from 'node:http';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { AddressInfo } from 'node:net';
import { Compile } from 'typebox/compile';
import { describe, expect, it } from 'vitest';
import { FootnoteError } from '../../src/core/errors.ts';
import { AnswerSchema } from '../../src/core/model.ts';
import type { Problem } from '../../src/http/problems.ts';
import { SearchResponseSchema } from '../../src/http/responses.ts';
import { serve } from '../helpers/event-stream.ts';
import { answer, answererOf, fakeApp, hit } from '../helpers/fake-parts.ts';

const question = 'How long do refunds take?';

async function ask(payload: object | string, headers = { 'content-type': 'application/json' }) {
  const { app, seen } = await fakeApp();
  return { response: await app.inject({ method: 'POST', url: '/v1/ask', payload, headers }), seen };
}

describe('POST /v1/ask', () => {
  it('answers a question that comes with nothing else, with the defaults', async () => {
    const { response, seen } = await ask({ question });
    expect(response.statusCode).toBe(200);
    expect(Compile(AnswerSchema).Errors(response.json())).toEqual([]);
    expect(response.json()).toMatchObject({ question, status: 'answered', snapshot: { seq: 42 } });
    expect(seen.asked).toEqual([
      {
        question,
        corpora: null,
        filter: null,
        asOf: null,
        minSeq: null,
        topK: 8,
        groups: null,
        history: [],
        day: new Date().toISOString().slice(0, 10),
      },
    ]);
  });

  it('passes on all that may be asked for', async () => {
    const body = {
      question,
      corpora: ['support', 'legal'],
      topK: 50,
      filter: { plan: 'Plus', year: { gte: 2020, lt: 2026 }, region: { in: ['EU', 'UK'] } },
      minSeq: 7,
      history: [
        { role: 'user', content: 'Hi' },
        { role: 'assistant', content: 'Hello' },
      ],
    };
    const { response, seen } = await ask({ ...body, asOf: '2026-03-01T12:00:00+02:00' });
    expect(response.statusCode).toBe(200);
    expect(seen.asked[0]).toMatchObject({ ...body, asOf: '2026-03-01T10:00:00.000Z' });
  });

  it('takes a seq as the time to ask of', async () => {
    expect((await ask({ question, asOf: 12 })).seen.asked[0]?.asOf).toBe(12);
  });

  it('takes the longest question there may be, counted in characters rather than bytes', async () => {
    expect((await ask({ question: '愛'.repeat(2000) })).response.statusCode).toBe(200);
    expect((await ask({ question: '😀'.repeat(2000) })).response.statusCode).toBe(200);
  });

  it('mends a lone surrogate, which no database could keep', async () => {
    const { response, seen } = await ask('{"question":"ab\\ud800cd"}');
    expect(response.statusCode).toBe(200);
    expect(seen.asked[0]?.question).toBe('ab\ufffdcd');
  });

  it.each([
    ['an unknown field', { question, topk: 3 }, '/topk'],
    ['a stream that is neither wanted nor not', { question, stream: 'false' }, '/stream'],
    ['no question', {}, '/question'],
    ['an empty question', { question: '' }, '/question'],
    ['a blank question', { question: ' \n\t\u3000' }, '/question'],
    ['a question that is too long', { question: 'a'.repeat(2001) }, '/question'],
    ['a question that is no text', { question: 5 }, '/question'],
    ['topK below its range', { question, topK: 0 }, '/topK'],
    ['topK above its range', { question, topK: 51 }, '/topK'],
    ['topK that is not whole', { question, topK: 1.5 }, '/topK'],
    ['a number written as text', { question, topK: '5' }, '/topK'],
    ['null where nothing is meant', { question, topK: null }, '/topK'],
    ['too many corpora', { question, corpora: Array(33).fill('a') }, '/corpora'],
    ['no corpora', { question, corpora: [] }, '/corpora'],
    ['a corpus that is no text', { question, corpora: [1] }, '/corpora/0'],
    ['a negative seq', { question, asOf: -1 }, '/asOf'],
    ['a time that is none', { question, asOf: 'yesterday' }, '/asOf'],
    ['a day that there never was', { question, asOf: '2026-02-30' }, '/asOf'],
    ['a time without a zone', { question, asOf: '2026-03-01T12:00:00' }, '/asOf'],
    ['a filter that is a list', { question, filter: [] }, '/filter'],
    ['an unknown comparison', { question, filter: { a: { near: 1 } } }, '/filter/a'],
    [
      'an unknown comparison of an odd field',
      { question, filter: { 'a\nb': { x: 1 } } },
      '/filter/a\nb',
    ],
    ['a comparison with nothing', { question, filter: { a: {} } }, '/filter/a'],
    [
      'history that is too long',
      { question, history: Array(21).fill({ role: 'user', content: 'a' }) },
      '/history',
    ],
    [
      'a role that is none',
      { question, history: [{ role: 'system', content: 'a' }] },
      '/history/0/role',
    ],
  ])('refuses %s', async (_what, body, path) => {
    const { response, seen } = await ask(body);
    expect(response.statusCode).toBe(400);
    const problem = response.json<Problem>();
    expect(problem.code).toBe('INVALID_REQUEST');
    expect(problem.errors?.map((error) => error.path)).toContain(path);
    expect(problem.detail).toContain(path.slice(1));
    expect(seen.asked).toEqual([]);
  });

  it('names each place that is wrong once', async () => {
    const { response } = await ask({ question: '', topK: 99, filter: { a: { near: 1 } }, x: 1 });
    const paths = response.json<Problem>().errors!.map((error) => error.path);
    expect(new Set(paths).size).toBe(paths.length);
    expect(paths).toEqual(expect.arrayContaining(['/question', '/topK', '/x']));
  });

  it.each([
    ['broken JSON', '{"question": ', 'application/json', 400, 'MALFORMED_JSON'],
    ['no JSON at all', '', 'application/json', 400, 'MALFORMED_JSON'],
    ['JSON that is no object', '"Hi?"', 'application/json', 400, 'INVALID_REQUEST'],
    [
      'a poisoned prototype',
      '{"question":"a","__proto__":{"x":1}}',
      'application/json',
      400,
      'MALFORMED_JSON',
    ],
    ['plain text', question, 'text/plain', 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['a form', 'question=a', 'application/x-www-form-urlencoded', 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['a type that is none', '{}', 'nonsense', 415, 'UNSUPPORTED_MEDIA_TYPE'],
    [
      'too large a body',
      JSON.stringify({ question: 'a'.repeat(600_000) }),
      'application/json',
      413,
      'PAYLOAD_TOO_LARGE',
    ],
  ])('refuses %s', async (_what, payload, type, status, code) => {
    const { response } = await ask(payload, { 'content-type': type });
    expect(response.json()).toMatchObject({ status, code });
    expect(response.statusCode).toBe(status);
  });

  it('refuses a compressed body', async () => {
    const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip' };
    expect((await ask({ question }, headers)).response.statusCode).toBe(415);
  });

  it('asks for a body when there is none', async () => {
    const { app } = await fakeApp();
    const response = await app.inject({ method: 'POST', url: '/v1/ask' });
    expect(response.json()).toMatchObject({ status: 400, code: 'INVALID_REQUEST' });
  });

  it.each([
    ['SEQ_NOT_REACHED', 409],
    ['INVALID_CORPUS', 400],
    ['AS_OF_IN_FUTURE', 400],
  ] as const)('tells of %s with its status', async (code, status) => {
    const answerer = answererOf(async function* () {
      yield { type: 'retrieval', hits: [] };
      throw new FootnoteError(code);
    });
    const { app } = await fakeApp({ answerer });
    const response = await app.inject({ method: 'POST', url: '/v1/ask', payload: { question } });
    expect(response.json()).toMatchObject({ status, code });
  });

  it('goes on with the work while the caller waits', async () => {
    let wasAborted: boolean | undefined;
    const answerer = answererOf(async function* (_request, signal) {
      // Long after the request has been read.
      for (let turn = 0; turn < 20; turn++) await nextTurn();
      wasAborted = signal?.aborted;
      yield { type: 'answer', answer };
    });
    const { app } = await fakeApp({ answerer });
    const response = await fetch(`${await serve(app)}/v1/ask`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ question }),
    });
    expect(response.status).toBe(200);
    expect(wasAborted).toBe(false);
    await app.close();
  });

  it('ends the work when the caller goes away', async () => {
    let aborted: () => void = () => {};
    let began: () => void = () => {};
    const isAborted = new Promise<void>((resolve) => (aborted = resolve));
    const hasBegun = new Promise<void>((resolve) => (began = resolve));
    const answerer = answererOf(async function* (_request, signal) {
      signal?.addEventListener('abort', aborted);
      began();
      await isAborted;
      yield { type: 'answer', answer };
    });
    const { app } = await fakeApp({ answerer });
    await app.listen({ port: 0, host: '127.0.0.1' });
    const { port } = app.server.address() as AddressInfo;
    const headers = { 'content-type': 'application/json' };
    const call = httpRequest({ port, host: '127.0.0.1', path: '/v1/ask', method: 'POST', headers });
    call.on('error', () => {});
    call.end(JSON.stringify({ question }));
    await hasBegun;
    call.destroy();
    await isAborted;
    await app.close();
  });
});

describe('POST /v1/search', () => {
  it('gives the hits with seq and trace', async () => {
    const { app, seen } = await fakeApp();
    const payload = { question, topK: 3 };
    const response = await app.inject({ method: 'POST', url: '/v1/search', payload });
    expect(response.json()).toEqual({ seq: 42, hits: [hit], trace: { lexical: [] } });
    expect(Compile(SearchResponseSchema).Errors(response.json())).toEqual([]);
    expect(seen.searched[0]).toMatchObject({ question, topK: 3, groups: null });
  });

  it('takes the earlier turns of a conversation, in the form in which a question does', async () => {
    const { app, seen } = await fakeApp();
    const search = (history: unknown) =>
      app.inject({ method: 'POST', url: '/v1/search', payload: { question, history } });
    const turns = [{ role: 'user', content: 'Hi' }];
    expect((await search(turns)).statusCode).toBe(200);
    expect(seen.searched).toHaveLength(1);
    const refused = await search([{ role: 'system', content: 'Hi' }]);
    expect(refused.json()).toMatchObject({ status: 400, errors: [{ path: '/history/0/role' }] });
  });

  it('does not take what only an answer could use', async () => {
    const { app } = await fakeApp();
    const payload = { question, stream: false };
    const response = await app.inject({ method: 'POST', url: '/v1/search', payload });
    expect(response.json()).toMatchObject({ status: 400, errors: [{ path: '/stream' }] });
  });
});
