import { describe, expect, it } from 'vitest';
import type { Readiness } from '../../src/http/plugins/readiness.ts';
import { configOf, fakeApp } from '../helpers/fake-parts.ts';

const ask = { method: 'POST', url: '/v1/ask', payload: { question: 'Hi?' } } as const;

describe('while it is not ready', () => {
  const starting: Readiness = { ready: false, code: 'NOT_READY', reason: 'Reading 3 of 20 files.' };

  it('says so at every address of the API, and when to try again', async () => {
    const { app, seen } = await fakeApp({ readiness: () => starting });
    const response = await app.inject(ask);
    expect(response.statusCode).toBe(503);
    expect(response.headers['retry-after']).toBe('1');
    expect(response.json()).toMatchObject({ code: 'NOT_READY', detail: starting.reason });
    expect(seen.asked).toEqual([]);
  });

  it('is healthy, not ready, and shows its documentation', async () => {
    const { app } = await fakeApp({ readiness: () => starting });
    expect((await app.inject('/healthz')).json()).toEqual({ status: 'ok' });
    const ready = await app.inject('/readyz');
    expect([ready.statusCode, ready.json<{ code: string }>().code]).toEqual([503, 'NOT_READY']);
    expect((await app.inject('/docs')).statusCode).toBe(200);
  });

  it('says what is missing when a model cannot be asked', async () => {
    const unwell = {
      ok: false,
      code: 'MODEL_UNREACHABLE',
      reason: 'Nothing answers at the endpoint.',
    } as const;
    const modelHealth = () => Promise.resolve(unwell);
    const { app } = await fakeApp({ modelHealth });
    const response = await app.inject('/readyz');
    expect(response.statusCode).toBe(503);
    expect(response.json()).toMatchObject({
      code: 'NOT_READY',
      detail: 'MODEL_UNREACHABLE: Nothing answers at the endpoint.',
    });
    // What needs no model is served all the same.
    expect((await app.inject('/healthz')).statusCode).toBe(200);
    const standIn = await fakeApp({
      modelHealth,
      config: configOf({ GENERATOR_FALLBACK: 'extractive' }),
    });
    const { code, reason } = unwell;
    expect((await standIn.app.inject('/readyz')).json()).toEqual({
      status: 'ready',
      degraded: { code, reason },
    });
  });

  it('turns ready without being made again', async () => {
    let now: Readiness = starting;
    const { app } = await fakeApp({ readiness: () => now });
    expect((await app.inject('/readyz')).statusCode).toBe(503);
    now = { ready: true };
    expect((await app.inject('/readyz')).json()).toEqual({ status: 'ready', degraded: null });
    expect((await app.inject(ask)).statusCode).toBe(200);
  });

  it('says that it is closing when it is', async () => {
    const closing: Readiness = { ready: false, code: 'SHUTTING_DOWN', reason: 'Closing.' };
    const { app } = await fakeApp({ readiness: () => closing });
    expect((await app.inject(ask)).json()).toMatchObject({ status: 503, code: 'SHUTTING_DOWN' });
  });
});

describe('pages of other sites', () => {
  it.each(['evil.example', 'evil.example:3000', '127.0.0.1.evil.example', 'localhost.evil:1'])(
    'are refused under the host name %j that points at this machine',
    async (host) => {
      const { app } = await fakeApp();
      const response = await app.inject({ ...ask, headers: { host } });
      expect(response.json()).toMatchObject({ status: 421, code: 'MISDIRECTED_HOST' });
    },
  );

  it.each(['localhost', 'LOCALHOST:3000', '127.0.0.1:8080', '[::1]:3000', 'localhost.'])(
    'leave this machine’s own names alone: %s',
    async (host) => {
      const { app } = await fakeApp();
      expect((await app.inject({ ...ask, headers: { host } })).statusCode).toBe(200);
    },
  );

  it('does not ask for a host name when it is served to others knowingly', async () => {
    const config = configOf({ HOST: '0.0.0.0', ALLOW_ANONYMOUS: 'true' });
    const { app } = await fakeApp({ config });
    const headers = { host: 'docs.example' };
    expect((await app.inject({ ...ask, headers })).statusCode).toBe(200);
  });

  it.each([
    [{ 'sec-fetch-site': 'cross-site' }],
    [{ 'sec-fetch-site': 'same-site' }],
    [{ origin: 'https://evil.example' }],
    [{ origin: 'http://localhost:9999' }],
    [{ origin: 'null' }],
  ])('may not write: %j', async (headers) => {
    const { app, seen } = await fakeApp();
    const response = await app.inject({ method: 'POST', url: '/v1/ingest', headers });
    expect(response.json()).toMatchObject({ status: 403, code: 'FOREIGN_ORIGIN' });
    expect(seen.jobs).toEqual([]);
  });

  it.each([
    [{ 'sec-fetch-site': 'same-origin', origin: 'http://localhost:3000' }],
    [{ host: 'localhost:3000', origin: 'http://localhost:3000' }],
    [{}],
  ])('are not what sends %j', async (headers) => {
    const { app } = await fakeApp();
    const response = await app.inject({ method: 'POST', url: '/v1/ingest', headers });
    expect(response.statusCode).toBe(202);
  });

  it('get no CORS header', async () => {
    const { app } = await fakeApp();
    const response = await app.inject({
      url: '/healthz',
      headers: { origin: 'https://evil.example' },
    });
    expect(
      Object.keys(response.headers).filter((name) => name.startsWith('access-control')),
    ).toEqual([]);
  });
});

describe('every response', () => {
  it('carries the security headers, with a policy that lets nothing of others in', async () => {
    const { app } = await fakeApp();
    for (const url of ['/docs', '/healthz', '/nowhere']) {
      const { headers } = await app.inject(url);
      expect(headers['content-security-policy']).toContain("default-src 'none';script-src 'self'");
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['strict-transport-security']).toBeUndefined();
    }
  });

  it('carries an id of its own unless the caller gave a plain one', async () => {
    const { app } = await fakeApp();
    const idFor = async (given: string) =>
      (await app.inject({ url: '/healthz', headers: { 'x-request-id': given } })).headers[
        'x-request-id'
      ];
    expect(await idFor('trace-7')).toBe('trace-7');
    expect(await idFor('a b\tc')).toMatch(/^[\da-f-]{36}$/);
    expect(await idFor('x'.repeat(65))).toMatch(/^[\da-f-]{36}$/);
  });
});

describe('the limit on requests', () => {
  it('is off by default', async () => {
    const { app } = await fakeApp();
    expect((await app.inject(ask)).headers['x-ratelimit-limit']).toBeUndefined();
  });

  it('refuses what is too much, and says when to come again', async () => {
    const { app } = await fakeApp({ config: configOf({ RATE_LIMIT_PER_MINUTE: '2' }) });
    await app.inject(ask);
    await app.inject(ask);
    const refused = await app.inject(ask);
    expect(refused.json()).toMatchObject({ status: 429, code: 'TOO_MANY_REQUESTS' });
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect((await app.inject('/healthz')).statusCode).toBe(200);
  });
});

describe('the way in', () => {
  it('leads from / to the documentation, whose scripts are all files of this server', async () => {
    const { app } = await fakeApp();
    const root = await app.inject('/');
    expect([root.statusCode, root.headers.location]).toEqual([302, '/docs']);
    const page = (await app.inject('/docs')).body;
    const scripts = [...page.matchAll(/<script([^>]*)>([^<]*)/g)];
    expect(scripts.length).toBeGreaterThan(0);
    for (const [, attributes, inline] of scripts) {
      const source = /src="([^"]+)"/.exec(attributes!)?.[1];
      expect([source?.startsWith('/docs/static/'), inline!.trim()]).toEqual([true, '']);
      expect((await app.inject(source!)).statusCode).toBe(200);
    }
  });

  it('answers HEAD as GET without the body', async () => {
    const { app } = await fakeApp();
    const head = await app.inject({ method: 'HEAD', url: '/healthz' });
    expect([head.statusCode, head.body]).toEqual([200, '']);
  });
});
