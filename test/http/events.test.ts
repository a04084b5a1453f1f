import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { Compile } from 'typebox/compile';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { FootnoteError } from '../../src/core/errors.ts';
import { EVENT_KINDS } from '../../src/http/event-schemas.ts';
import { createSqliteStore } from '../../src/store/sqlite/store.ts';
import type { EventPage, Store, StoredEvent } from '../../src/store/types.ts';
import { put, remove } from '../helpers/documents.ts';
import { connect, serve, type EventClient, type ReceivedEvent } from '../helpers/event-stream.ts';
import { fakeApp, job, storeOf } from '../helpers/fake-parts.ts';

let directory = '';
/** The server's store, and that of another process. */
let store: Store;
let other: Store;
let address = '';
/** The seq at the beginning of the test: a store takes a second to open, so the tests share it. */
let base = 0;
const servers: (() => Promise<void>)[] = [];

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'footnote-events-'));
  store = createSqliteStore({ directory });
  other = createSqliteStore({ directory });
});
beforeEach(async () => {
  ({ seq: base } = await store.latest());
  address = await serveStore(store);
});
afterEach(async () => {
  for (const close of servers.splice(0)) await close();
});
afterAll(async () => {
  await store.close();
  await other.close();
  await rm(directory, { recursive: true, force: true });
});

async function serveStore(served: Store): Promise<string> {
  const { app } = await fakeApp({ store: served });
  servers.push(() => app.close());
  return `${await serve(app)}/v1/events`;
}

/** The id of an event of the test's own commits, which count from 1. */
const idOf = (commit: number, n = 0) => `${base + commit}.${n}`;

const ids = (events: readonly ReceivedEvent[]) => events.map(({ id }) => id);

const resume = (lastEventId: string): Promise<EventClient> =>
  connect(address, { 'last-event-id': lastEventId });

/** A listener that the server has begun to serve: its stream begins before what is done next. */
async function listen(): Promise<EventClient> {
  const client = await connect(address);
  await client.until(() => client.text().endsWith('\n\n'));
  return client;
}

let texts = 0;
/** Commits the next revision of each of these documents, from another process. */
const revise = (...documentIds: string[]) =>
  put(other, ...documentIds.map((id) => ({ id, text: `Text ${texts++}.` })));

/** Puts events into the log, as of now, and then does with the log what no store does. */
function alterLog(events: readonly { n: number; type: string; data: object }[], sql = ''): void {
  const database = new Sqlite(join(directory, 'footnote.db'));
  const insert = database.prepare('INSERT INTO events (seq, n, type, data) VALUES (?, ?, ?, ?)');
  database.transaction(() => {
    for (const { n, type, data } of events) insert.run(base, n, type, JSON.stringify(data));
    database.exec(sql);
  })();
  database.close();
}

describe('GET /v1/events', () => {
  it('tells of what another process commits', async () => {
    const client = await listen();
    await revise('support/new.md');
    await revise('support/new.md');
    await remove(other, 'support/new.md');
    expect(await client.take(3)).toMatchObject([
      {
        id: idOf(1),
        event: 'document-revised',
        data: { documentId: 'support/new.md', revision: 1, created: true, seq: base + 1 },
      },
      { id: idOf(2), event: 'document-revised', data: { revision: 2, created: false } },
      { id: idOf(3), event: 'document-deleted', data: { revision: 2, seq: base + 3 } },
    ]);
  });

  it('tells of each kind what the API says that it tells', async () => {
    const client = await listen();
    await revise('support/deleted.md', 'support/erased.md');
    await other.saveJob({ ...job, status: 'succeeded' });
    await remove(other, 'support/deleted.md');
    // What is erased is told to nobody who comes later.
    const events = await client.take(4);
    const erasure = { ...job, kind: 'erase', documentSha256: 'ab', receipt: null } as const;
    await other.requestErasure({ ...erasure, id: 'job_2' }, 'support/erased.md', null);
    await other.erase('job_2');
    const stale = { answerId: 'ans_1', documentId: 'support/c.md', revision: null, seq: base };
    alterLog([{ n: 1000, type: 'answer-stale', data: stale }]);
    events.push(...(await client.take(2)), await (await resume('999.0')).next());
    const kinds = new Map(EVENT_KINDS.map((kind) => [kind.event, Compile(kind.data)]));
    expect(new Set(events.map(({ event }) => event))).toEqual(new Set(kinds.keys()));
    for (const { event, data } of events) expect(kinds.get(event)!.Errors(data)).toEqual([]);
  });

  it('begins with what comes after the connection', async () => {
    await revise('support/a.md');
    const client = await listen();
    await revise('support/a.md');
    expect(await client.next()).toMatchObject({ id: idOf(2) });
  });

  it('lets a client that was cut off before its first event miss nothing', async () => {
    await revise('support/a.md');
    const client = await listen();
    client.leave();
    await revise('support/a.md');
    expect(await (await resume(client.lastEventId())).next()).toMatchObject({ id: idOf(2) });
  });

  it('goes on right after the event that the client saw last', async () => {
    await revise('support/a.md', 'support/b.md', 'support/c.md');
    await revise('support/a.md');
    const [first, second, third, fourth] = [idOf(1, 0), idOf(1, 1), idOf(1, 2), idOf(2, 0)];
    expect(ids(await (await resume(first)).take(3))).toEqual([second, third, fourth]);
    const byQuery = await connect(`${address}?lastEventId=${second}`);
    expect(ids(await byQuery.take(2))).toEqual([third, fourth]);
    const byBoth = await connect(`${address}?lastEventId=${first}`, { 'last-event-id': third });
    expect(ids(await byBoth.take(1))).toEqual([fourth]);
  });

  it('gives a client that comes and goes every event once, in order, while commits run', async () => {
    const commits = 150;
    const first = await listen();
    const writing = (async () => {
      for (let i = 0; i < commits; i++)
        await put(i % 2 === 0 ? store : other, { id: 'support/a.md', text: `Version ${i}.` });
    })();
    const seen = [await first.next()];
    first.leave();
    for (let visit = 1; seen.length < commits; visit++) {
      const client = await resume(seen.at(-1)!.id);
      seen.push(...(await client.take(Math.min(1 + ((visit * 7) % 19), commits - seen.length))));
      client.leave();
    }
    await writing;
    expect(ids(seen)).toEqual(Array.from({ length: commits }, (_, i) => idOf(i + 1)));
    expect(new Set(seen.map(({ event }) => event))).toEqual(new Set(['document-revised']));
  });

  it('tells a long backlog in order', async () => {
    const numbers = Array.from({ length: 1000 }, (_, i) => 2000 + i);
    alterLog(numbers.map((n) => ({ n, type: 'document-revised', data: {} })));
    const client = await resume(idOf(0, 2000));
    expect(ids(await client.take(999))).toEqual(numbers.slice(1).map((n) => idOf(0, n)));
  });

  it('takes names for names, whatever is in them', async () => {
    const hostile = 'support/a\n\nevent: reset\ndata: {}\n\r\r\u2028id: 99.9\0.md';
    const long = `support/${'x'.repeat(100_000)}.md`;
    const client = await listen();
    await revise(hostile, long);
    expect(await client.take(2)).toMatchObject([
      { id: idOf(1, 0), event: 'document-revised', data: { documentId: hostile } },
      { id: idOf(1, 1), event: 'document-revised', data: { documentId: long } },
    ]);
  });

  it('ends when the server closes', async () => {
    const client = await listen();
    const [left] = await Promise.all([client.rest(), servers.pop()!()]);
    expect(left).toEqual([]);
  });
});

describe('a reset', () => {
  it('comes first when the log does not know the last event, and then what is new', async () => {
    await revise('support/a.md');
    await revise('support/a.md');
    alterLog([], `DELETE FROM events WHERE seq = ${base + 1}`);
    const client = await resume(idOf(1));
    expect(await client.next()).toEqual({
      id: idOf(2),
      event: 'reset',
      data: { seq: base + 2, reason: expect.any(String) as string },
    });
    await revise('support/a.md');
    expect(await client.next()).toMatchObject({ id: idOf(3), event: 'document-revised' });
  });

  it('comes once: its id is one to resume from', async () => {
    await revise('support/a.md');
    const { id } = await (await resume('99999.9')).next();
    await revise('support/a.md');
    expect(await (await resume(id)).next()).toMatchObject({
      id: idOf(2),
      event: 'document-revised',
    });
  });

  it('has no id where there is no event, and what comes then is told', async () => {
    const log = boundedLog({ kept: 10, bytes: 1 });
    address = await serveStore(log.store);
    const client = await resume('5.5');
    expect(await client.next()).toMatchObject({ id: '', event: 'reset', data: { seq: 0 } });
    log.append(1);
    expect(await client.next()).toMatchObject({ id: '1.0', event: 'ingest-progress' });
  });

  it('comes when events are dropped before a listener has got them', async () => {
    const client = await listen();
    await revise('support/a.md');
    await client.next();
    alterLog(
      [3000, 3001, 3002].map((n) => ({ n, type: 'ingest-progress', data: {} })),
      'DELETE FROM events WHERE id < (SELECT max(id) FROM events)',
    );
    expect(await client.next()).toMatchObject({
      id: idOf(0, 3002),
      event: 'reset',
      data: { seq: base + 1 },
    });
    await revise('support/a.md');
    expect(await client.next()).toMatchObject({ id: idOf(2), event: 'document-revised' });
  });

  it('comes to a client that reads too slowly, instead of what was dropped meanwhile', async () => {
    const log = boundedLog({ kept: 50, bytes: 1_000_000 });
    address = await serveStore(log.store);
    const client = await listen();
    client.pause();
    log.append(50);
    for (let i = 0; i < 50; i++) await (await fetch(new URL('/healthz', address))).text();
    expect(log.read()).toBeLessThan(40);
    log.append(150);
    client.resume();
    const events: ReceivedEvent[] = [];
    while (events.at(-1)?.event !== 'reset') events.push(await client.next());
    const told = events.slice(0, -1);
    expect(ids(told)).toEqual(told.map((_, i) => `${i + 1}.0`));
    expect(events.at(-1)).toMatchObject({ id: '200.0', data: { seq: 200 } });
  });
});

/** A log in memory, which forgets all but the last events; each is as large as `bytes`. */
function boundedLog({ kept, bytes }: { kept: number; bytes: number }) {
  let length = 0;
  let read = 0;
  const eventAt = (position: number): StoredEvent => ({
    id: `${position}.0`,
    type: 'ingest-progress',
    data: { corpus: 'x'.repeat(bytes) },
  });
  async function events(_scope: unknown, after: number): Promise<EventPage> {
    const oldest = Math.max(1, length - kept + 1);
    const first = Math.max(oldest, after + 1);
    const gap = after < oldest - 1;
    if (first > length) return { events: [], position: after, gap };
    read = first;
    return { events: [eventAt(first)], position: first, gap };
  }
  return {
    store: storeOf({
      events,
      latest: async () => ({ seq: length, committedAt: '2026-03-01T12:00:00.000Z' }),
      eventPosition: async () => null,
      latestEventPosition: async () => length,
    }),
    append: (count: number) => void (length += count),
    /** The position of the last event that was read. */
    read: () => read,
  };
}

describe('a request for events', () => {
  it.each([
    '',
    '5',
    '5.',
    '.5',
    '-1.0',
    '1.0.0',
    '01.0',
    '1.0 ',
    '1e3.0',
    'x',
    '1234567890123456.0',
  ])('is refused when the last event is %j', async (lastEventId) => {
    const byQuery = await fetch(`${address}?lastEventId=${encodeURIComponent(lastEventId)}`);
    expect(byQuery.headers.get('content-type')).toMatch('application/problem+json');
    expect(await byQuery.json()).toMatchObject({ status: 400, code: 'INVALID_REQUEST' });
    // White space around a header's value is none of it.
    if (lastEventId.endsWith(' ')) return;
    const byHeader = await fetch(address, { headers: { 'last-event-id': lastEventId } });
    expect(await byHeader.json()).toMatchObject({ status: 400, code: 'INVALID_REQUEST' });
  });

  it('is refused when it asks for what is not there', async () => {
    const response = await fetch(`${address}?types=answer-stale`);
    expect(await response.json()).toMatchObject({ status: 400, errors: [{ path: '/types' }] });
  });

  it.each([
    ['the end of the log', {}, { latestEventPosition: busy }],
    ['the last event', { 'last-event-id': '1.0' }, { eventPosition: busy }],
  ])('is answered with a problem when %s cannot be read', async (_what, headers, methods) => {
    const response = await fetch(await serveStore(storeOf(methods)), { headers });
    expect(response.headers.get('content-type')).toMatch('application/problem+json');
    expect(await response.json()).toMatchObject({ status: 503, code: 'STORE_BUSY' });
  });

  it('is described with the events that come', async () => {
    const { app } = await fakeApp();
    const { paths } = (await app.inject('/openapi.json')).json<{
      paths: Record<string, Record<string, { responses: Record<string, { content: object }> }>>;
    }>();
    const { content } = paths['/v1/events']!['get']!.responses['200']!;
    expect(Object.keys(content)).toEqual(['text/event-stream']);
    for (const { event } of EVENT_KINDS) expect(JSON.stringify(content)).toContain(`"${event}"`);
  });
});

function busy(): Promise<never> {
  return Promise.reject(new FootnoteError('STORE_BUSY'));
}
