import rateLimit from '@fastify/rate-limit';
import Fastify, { LogController, type FastifyInstance } from 'fastify';
import { FootnoteError } from '../core/errors.ts';
import type { AppDeps } from './deps.ts';
import { serveDocs } from './plugins/docs.ts';
import { addHeaders, requestIdOf } from './plugins/headers.ts';
import { admitLocalPagesOnly } from './plugins/local-only.ts';
import { refuseRawClient, replyWithProblems, sendProblem } from './plugins/problem-replies.ts';
import { serveWhenReady } from './plugins/readiness.ts';
import { answerRoutes } from './routes/answers.ts';
import { askRoutes } from './routes/ask.ts';
import { corporaRoutes } from './routes/corpora.ts';
import { deleteDocumentRoutes } from './routes/delete-document.ts';
import { diffRoutes } from './routes/diff.ts';
import { documentRoutes } from './routes/documents.ts';
import { eventRoutes } from './routes/events.ts';
import { healthRoutes } from './routes/health.ts';
import { ingestRoutes } from './routes/ingest.ts';
import { jobRoutes } from './routes/jobs.ts';
import { openAiRoutes } from './routes/openai.ts';
import { putDocumentRoutes } from './routes/put-document.ts';
import { replayRoutes } from './routes/replay.ts';
import { searchRoutes } from './routes/search.ts';
import { uploadDocumentsRoutes } from './routes/upload-documents.ts';
import { NoQuerySchema } from './schemas.ts';
import { ANSWERING, createEventStreams, FOLLOWING } from './sse.ts';
import { validatorCompiler } from './validation.ts';

/** Questions, with all their history, are far below this; documents have their own limit. */
const JSON_BODY_BYTES = 512 * 1024;
/** 512 characters of an id, each at most 12 characters when percent-encoded. */
const ENCODED_ID_LENGTH = 512 * 12;
/** How long a whole request may take to arrive. */
const REQUEST_TIMEOUT_MS = 300_000;

/**
 * The HTTP API, ready to `listen()` or `inject()`. It knows nothing of the process: signals, the first
 * ingest and what becomes of the parts are the server's.
 */
export async function createApp(deps: AppDeps): Promise<FastifyInstance> {
  const { config } = deps;
  const app = Fastify({
    logger: {
      level: config.logLevel,
      ...(deps.logStream ? { stream: deps.logStream } : {}),
    },
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: requestIdOf,
    bodyLimit: JSON_BODY_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    routerOptions: { maxParamLength: ENCODED_ID_LENGTH },
    // While it closes, readiness answers with a problem rather than Fastify with its own error.
    return503OnClosing: false,
    frameworkErrors: sendProblem,
    clientErrorHandler: refuseRawClient,
  });
  // Bodies are JSON unless a route says otherwise.
  app.removeContentTypeParser('text/plain');
  app.setValidatorCompiler(validatorCompiler);
  // Responses are typed where they are made. JSON.stringify leaves nothing out, and is faster on unions.
  app.setSerializerCompiler(() => (payload) => JSON.stringify(payload));

  replyWithProblems(app);
  await addHeaders(app);
  admitLocalPagesOnly(app, config);
  logResponses(app);
  await serveDocs(app);
  await app.register(healthRoutes, deps);
  await app.register((v1) => serveApi(v1, deps), { prefix: '/v1' });
  return app;
}

async function serveApi(v1: FastifyInstance, deps: AppDeps): Promise<void> {
  const { config, store, answerer, retriever, ingester, jobs } = deps;
  const { citationStatus, answerNow, staleAnswers, replay, documentDiff } = deps;
  if (config.rateLimitPerMinute > 0) {
    await v1.register(rateLimit, {
      max: config.rateLimitPerMinute,
      timeWindow: '1 minute',
      errorResponseBuilder: () => new FootnoteError('TOO_MANY_REQUESTS'),
    });
  }
  serveWhenReady(v1, deps.readiness);
  refuseEncodedBodies(v1);
  refuseUnknownParameters(v1);
  const answerStreams = createEventStreams(v1, ANSWERING);
  await v1.register(askRoutes, { answerer, streams: answerStreams });
  await v1.register(openAiRoutes, { store, answerer, streams: answerStreams });
  await v1.register(searchRoutes, { retriever });
  await v1.register(answerRoutes, { store, citationStatus, answerNow });
  await v1.register(replayRoutes, { replay });
  await v1.register(corporaRoutes, { store });
  await v1.register(documentRoutes, { store });
  await v1.register(diffRoutes, { documentDiff });
  await v1.register(deleteDocumentRoutes, { ingester, jobs, staleAnswers });
  await v1.register(putDocumentRoutes, {
    ingester,
    staleAnswers,
    maxDocumentBytes: config.maxDocumentBytes,
  });
  await v1.register(uploadDocumentsRoutes, { ingester, maxDocumentBytes: config.maxDocumentBytes });
  await v1.register(ingestRoutes, { jobs });
  const streams = createEventStreams(v1, FOLLOWING);
  await v1.register(jobRoutes, { store, streams });
  await v1.register(eventRoutes, { store, streams });
}

/** An unknown parameter is refused as an unknown field is: `?erase=true` must not delete a little. */
function refuseUnknownParameters(app: FastifyInstance): void {
  app.addHook('onRoute', (route) => {
    route.schema = { querystring: NoQuerySchema, ...route.schema };
  });
}

/** A compressed body would be stored as it comes, or read as broken JSON. */
function refuseEncodedBodies(app: FastifyInstance): void {
  app.addHook('onRequest', async (request) => {
    const encoding = request.headers['content-encoding'];
    if (encoding !== undefined && encoding !== 'identity') {
      throw new FootnoteError(
        'UNSUPPORTED_MEDIA_TYPE',
        {},
        { detail: 'Send the body without Content-Encoding.' },
      );
    }
  });
}

/** One line a response: the route rather than the address, which may hold anything. */
function logResponses(app: FastifyInstance): void {
  app.addHook('onResponse', async (request, reply) => {
    request.log.info(
      {
        method: request.method,
        route: request.routeOptions.url ?? null,
        status: reply.statusCode,
        durationMs: Math.round(reply.elapsedTime * 10) / 10,
      },
      'request completed',
    );
  });
}
