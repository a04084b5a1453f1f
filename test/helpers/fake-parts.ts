import type { FastifyInstance } from 'fastify';
import type { PutResult, Upload } from '../../ingest/types.ts';
import { readConfig, type Config } from '../../src/core/config.ts';
import type { Answerer } from '../../src/answer.ts';
import { FootnoteError } from '../../src/core/errors.ts';
import type { Answer, Hit } from '../../src/core/model.ts';
import type { Trace } from '../../src/core/trace.ts';
import { createApp } from '../../src/http/app.ts';
import type { AppDeps } from '../../src/http/deps.ts';
import type { Query, Retrieval } from '../../src/retrieve/types.ts';
import type { EraseJob, IngestJob, Store } from '../../src/store/types.ts';

/* Stand-ins for what the HTTP API is given, which answer with fixed values and note what they were asked. */

const place = {
  documentId: 'support/refunds.md',
  corpus: 'support',
  title: 'Refunds',
  revision: 2,
  revisionSha256: 'ab'.repeat(32),
  ingestedAt: '2026-03-01T12:00:00.000Z',
  span: { start: 812, end: 860 },
  lines: { start: 40, end: 41 },
  page: null,
  headings: ['Refunds', 'How long it takes'],
  href: '/v1/documents/support%2Frefunds.md/revisions/2#char=812,860',
};
const ranking = { rank: 1, score: 0.5, lexical: { rank: 1, score: 9.2 }, dense: null };

export const hit: Hit = {
  ...place,
  ...ranking,
  text: 'Refunds take 14 days.',
  metadata: { plan: ['a'] },
};

export const answer: Answer = {
  id: 'ans_0mzk30000123456789abcdef',
  question: 'How long do refunds take?',
  status: 'answered',
  abstention: null,
  text: 'Refunds take 14 days. [1]',
  claims: [
    {
      text: 'Refunds take 14 days.',
      span: { start: 0, end: 21 },
      verdict: 'supported',
      checks: { verbatim: true, numbers: true, negation: true, names: true, coverage: 1 },
      citations: [1],
    },
  ],
  citations: [
    {
      number: 1,
      ...place,
      quote: 'Refunds take 14 days.',
      prefix: '',
      suffix: '',
      retrieval: ranking,
      status: 'current',
    },
  ],
  snapshot: { seq: 42, asOf: null },
  stale: false,
  models: { embedder: 'embedded-1', generator: 'extractive' },
  incomplete: false,
  fallback: null,
  usage: { promptTokens: 0, completionTokens: 0 },
  timings: { retrieveMs: 3, generateMs: 1, verifyMs: 1, totalMs: 5 },
  offsetUnit: 'utf16',
  createdAt: '2026-03-01T12:00:00.000Z',
};

export const trace: Trace = {
  question: answer.question,
  seq: 42,
  retrieval: { candidates: [] },
  generation: {},
  verification: {},
  timings: { retrieveMs: 3 },
};

export const job: IngestJob = {
  id: 'job_0mzk30000123456789abcdef',
  kind: 'ingest',
  corpus: null,
  status: 'running',
  startedAt: '2026-03-01T12:00:00.000Z',
  finishedAt: null,
  progress: {
    filesTotal: 20,
    filesDone: 3,
    filesFailed: 0,
    passages: 40,
    embedded: 40,
    passagesPerSecond: 1200,
    remainingMs: 500,
  },
  failures: [],
  seq: null,
};

const compared = (revision: number) => ({
  revision,
  sha256: 'ab'.repeat(32),
  title: 'Refunds',
  committedAt: '2026-03-01T12:00:00.000Z',
});
const diff = { counts: { added: 0, removed: 0, changed: 0, moved: 0, unchanged: 3 }, changes: [] };

export const eraseJob: EraseJob = {
  id: 'job_0mzk30000fedcba9876543210',
  kind: 'erase',
  status: 'succeeded',
  startedAt: '2026-03-01T12:00:00.000Z',
  finishedAt: '2026-03-01T12:00:01.000Z',
  failures: [],
  seq: 45,
  documentSha256: 'ab'.repeat(32),
  receipt: {
    documentSha256: 'ab'.repeat(32),
    seq: 45,
    erasedAt: '2026-03-01T12:00:00.500Z',
    revisions: [{ revision: 1, sha256: 'cd'.repeat(32), sourceSha256: 'ef'.repeat(32) }],
    removed: { passages: 3, embeddings: 3, terms: 12, answers: 1, events: 2 },
    sharedPassages: 1,
    fileInCorpora: true,
  },
};

const putResult: Omit<PutResult, 'documentId'> = {
  created: true,
  revision: 1,
  seq: 43,
  unchanged: false,
  encoding: 'utf-8',
  passages: { added: 3, reused: 0, removed: 0 },
  embedded: 3,
  timings: { loadMs: 1, embedMs: 1, commitMs: 1, totalMs: 3 },
};

/** What the stand-ins were asked, oldest first. */
export interface Seen {
  readonly asked: Query[];
  readonly searched: Query[];
  readonly uploads: Upload[];
  readonly removed: { documentId: string; ifRevision: number | null }[];
  readonly jobs: { corpus: string | null; atomic: boolean }[];
  readonly replayed: { id: string; at: string }[];
  readonly erased: { documentId: string; ifRevision: number | null }[];
}

/** A store of which only the given methods may be called. */
export function storeOf(methods: Partial<Store>): Store {
  const refuse = (name: string) => () => {
    throw new Error(`the test did not expect store.${name}()`);
  };
  return new Proxy(methods as Store, {
    // A promise resolved with the store asks it for `then`.
    get: (target, name) =>
      name in target || name === 'then'
        ? (Reflect.get(target, name) as unknown)
        : refuse(String(name)),
  });
}

export function configOf(env: Record<string, string> = {}): Config {
  return readConfig({ LOG_LEVEL: 'silent', ...env });
}

/** An answerer that tells of these events; its answer is the one that they end in. */
export function answererOf(ask: Answerer['ask']): AppDeps['answerer'] {
  return {
    ask,
    async answer(request, signal) {
      for await (const event of ask(request, signal)) {
        if (event.type === 'answer') return event.answer;
      }
      throw new Error('the events held no answer');
    },
  };
}

/** Parts of an app that all work; `deps` replaces some. */
export function fakeParts(deps: Partial<AppDeps> = {}): { deps: AppDeps; seen: Seen } {
  const seen: Seen = {
    asked: [],
    searched: [],
    uploads: [],
    removed: [],
    jobs: [],
    erased: [],
    replayed: [],
  };
  return {
    seen,
    deps: {
      config: configOf(),
      store: storeOf({}),
      answerer: answererOf(async function* (request) {
        seen.asked.push(request);
        yield { type: 'retrieval', hits: [hit] };
        for (const claim of answer.claims)
          yield { type: 'claim', text: answer.text, claim, citations: answer.citations };
        yield { type: 'answer', answer: { ...answer, question: request.question } };
      }),
      retriever: {
        retrieve: async (query) => {
          seen.searched.push(query);
          return retrievalOf([hit]);
        },
      },
      ingester: {
        put: async (upload) => {
          seen.uploads.push(upload);
          return { documentId: upload.documentId, ...putResult };
        },
        remove: async (documentId, ifRevision) => {
          seen.removed.push({ documentId, ifRevision });
          return { documentId, seq: 44, revision: 2 };
        },
        scan: () => Promise.reject(new Error('not called over HTTP')),
        close: async () => {},
      },
      jobs: {
        startIngest: async (request) => {
          const { corpus } = request;
          if (corpus === 'nowhere') throw new FootnoteError('INVALID_CORPUS', { corpus });
          seen.jobs.push(request);
          return job;
        },
        startErasure: async (documentId, ifRevision) => {
          seen.erased.push({ documentId, ifRevision });
          return { job: eraseJob, finished: Promise.resolve(eraseJob.receipt) };
        },
        recover: async () => {},
        close: async () => {},
      },
      citationStatus: async (stored) => stored,
      staleAnswers: async ({ before }) => (before === null ? [] : [answer.id]),
      answerNow: async (stored) => ({
        ...stored,
        citations: stored.citations.map((citation) => ({ ...citation, now: null })),
      }),
      documentDiff: async (documentId, { from, to }) => ({
        ...diff,
        documentId,
        from: compared(from ?? 1),
        to: compared(to ?? 2),
      }),
      replay: async (id, at) => {
        seen.replayed.push({ id, at });
        return { answer, identical: true, differences: [] };
      },
      modelHealth: () => Promise.resolve({ ok: true }),
      readiness: () => ({ ready: true }),
      ...deps,
    },
  };
}

/** Of a retrieval the HTTP API reads no more than this. */
function retrievalOf(hits: readonly Hit[]): Retrieval {
  const read = { seq: 42, passages: hits.map((found) => ({ hit: found })), trace: { lexical: [] } };
  return read as unknown as Retrieval;
}

/** An app of such parts, with what they were asked. */
export async function fakeApp(
  deps: Partial<AppDeps> = {},
): Promise<{ app: FastifyInstance; seen: Seen }> {
  const parts = fakeParts(deps);
  return { app: await createApp(parts.deps), seen: parts.seen };
}
