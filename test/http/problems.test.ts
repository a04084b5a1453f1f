import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { ERROR_CODES, FootnoteError, type ErrorCode } from '../../src/core/errors.ts';
import { PROBLEM_STATUS } from '../../src/http/problems.ts';
import { configOf, fakeApp, storeOf } from '../helpers/fake-parts.ts';

const documented = readFileSync(new URL('../../docs/errors.md', import.meta.url), 'utf8');

describe('docs/errors.md', () => {
  const rows = [
    ...documented.matchAll(/^\| `([A-Z_]+)`\s*\| (\d{3})\s*\| (.+?)\s*\| (.+?)\s*\|$/gm),
  ];

  it('explains every code once and no other', () => {
    expect(rows.map(([, code]) => code).sort()).toEqual(Object.keys(ERROR_CODES).sort());
  });

  it.each(rows.map(([, code, status]) => [code, Number(status)] as const))(
    'gives %s the status that the server answers with',
    (code, status) => {
      expect(PROBLEM_STATUS[code as ErrorCode]).toBe(status);
    },
  );
});

describe('a problem', () => {
  it('has the members of RFC 9457, a code, and the id of the request', async () => {
    const { app } = await fakeApp({
      store: storeOf({
        job: () => Promise.reject(new FootnoteError('JOB_NOT_FOUND', { id: 'job_1' })),
      }),
    });
    const response = await app.inject('/v1/jobs/job_1?');
    expect(response.statusCode).toBe(404);
    expect(response.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(response.headers['x-request-id']).toMatch(/^[\w-]+$/);
    expect(response.json()).toEqual({
      type: 'urn:footnote:problem:JOB_NOT_FOUND',
      title: ERROR_CODES.JOB_NOT_FOUND,
      status: 404,
      detail: ERROR_CODES.JOB_NOT_FOUND,
      code: 'JOB_NOT_FOUND',
      instance: '/v1/jobs/job_1',
    });
  });

  it('tells nothing of an error that nobody foresaw, which is logged with the id of the request', async () => {
    const lines: string[] = [];
    const secret = 'disk /home/ana/secret.db is on fire';
    const { app } = await fakeApp({
      config: configOf({ LOG_LEVEL: 'error' }),
      logStream: { write: (line) => lines.push(line) },
      store: storeOf({ job: () => Promise.reject(new Error(secret)) }),
    });
    const response = await app.inject({
      url: '/v1/jobs/job_1',
      headers: { 'x-request-id': 'abc-1' },
    });
    expect(response.statusCode).toBe(500);
    expect(response.json()).toMatchObject({ code: 'INTERNAL', detail: ERROR_CODES.INTERNAL });
    expect(response.body).not.toContain('ana');
    expect(response.body).not.toMatch(/\bat .*\.ts/);
    const logged = JSON.parse(lines.join('')) as { reqId: string; err: { message: string } };
    expect(logged.reqId).toBe('abc-1');
    expect(logged.err.message).toBe(secret);
  });

  it.each([
    ['an address that is not there', { url: '/v2/ask' }, 404, 'NOT_FOUND'],
    ['a document id with its slash not encoded', { url: '/v1/documents/a/b.md' }, 404, 'NOT_FOUND'],
    ['broken percent-encoding', { url: '/v1/documents/%E0%A4%A' }, 400, 'INVALID_REQUEST'],
    [
      'an id of absurd length',
      { url: `/v1/documents/${'a'.repeat(9000)}` },
      400,
      'INVALID_REQUEST',
    ],
    ['a method that the address does not take', { url: '/v1/ask' }, 405, 'METHOD_NOT_ALLOWED'],
    [
      'a method on an id',
      { url: '/v1/documents/a%2Fb', method: 'PATCH' },
      405,
      'METHOD_NOT_ALLOWED',
    ],
  ] as const)('answers %s', async (_what, request, status, code) => {
    const { app } = await fakeApp();
    const response = await app.inject(request);
    expect(response.statusCode).toBe(status);
    expect(response.json()).toMatchObject({ status, code, instance: expect.any(String) as string });
    expect(response.headers['x-request-id']).toBeDefined();
  });

  it('names the methods that an address takes', async () => {
    const { app } = await fakeApp();
    const refused = await app.inject({ method: 'POST', url: '/v1/documents/a%2Fb.md' });
    expect(refused.headers.allow).toBe('DELETE, GET, HEAD, OPTIONS, PUT');
    const asked = await app.inject({ method: 'OPTIONS', url: '/v1/documents/a%2Fb.md' });
    expect(asked.statusCode).toBe(204);
    expect(asked.headers.allow).toBe('DELETE, GET, HEAD, OPTIONS, PUT');
  });
});

describe('over a socket', () => {
  let close: (() => Promise<void>) | null = null;
  afterEach(async () => {
    await close?.();
    close = null;
  });

  async function send(bytes: string): Promise<string> {
    const { app } = await fakeApp();
    await app.listen({ port: 0, host: '127.0.0.1' });
    close = () => app.close();
    const { port } = app.server.address() as AddressInfo;
    return new Promise((resolve, reject) => {
      let received = '';
      const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
      socket.on('data', (chunk) => (received += chunk.toString()));
      socket.on('close', () => resolve(received));
      socket.on('error', reject);
    });
  }

  it('answers bytes that are no HTTP with a problem', async () => {
    const response = await send('\x16\x03\x01 hello\r\n\r\n');
    expect(response).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
    expect(response).toContain('application/problem+json');
    expect(response).toContain('"code":"INVALID_REQUEST"');
  });

  it('answers headers that are too large with a problem', async () => {
    const response = await send(
      `GET / HTTP/1.1\r\nHost: localhost\r\nX-Big: ${'a'.repeat(40_000)}\r\n\r\n`,
    );
    expect(response).toMatch(/^HTTP\/1\.1 431 /);
    expect(response).toContain('"code":"HEADERS_TOO_LARGE"');
  });

  it('answers a method that it has never heard of with a problem', async () => {
    const response = await send(
      'PROPFIND /v1/ask HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n',
    );
    expect(response).toMatch(/^HTTP\/1\.1 405 /);
    expect(response).toContain('"code":"METHOD_NOT_ALLOWED"');
  });
});
