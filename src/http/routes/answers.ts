import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { AnswerNowSchema } from '../../core/model.ts';
import { TraceSchema } from '../../core/trace.ts';
import type { Store } from '../../store/types.ts';
import type { AnswerNowReader, CitationStatusReader } from '../deps.ts';
import { TAGS, problemResponse } from '../openapi.ts';
import { EVERYTHING, toPageRequest } from '../query.ts';
import { AnswerPageSchema } from '../responses.ts';
import { IdentifierParamsSchema, PageQuerySchema } from '../schemas.ts';

interface AnswerDeps {
  readonly store: Store;
  readonly citationStatus: CitationStatusReader;
  readonly answerNow: AnswerNowReader;
}

const problems = { '4xx': problemResponse, '5xx': problemResponse };

/** `GET /answers…`: stored answers, whose citations say how they stand against the documents of now. */
export const answerRoutes: FastifyPluginAsyncTypebox<AnswerDeps> = async (app, deps) => {
  const { store, citationStatus, answerNow } = deps;

  app.get(
    '/answers',
    {
      schema: {
        operationId: 'listAnswers',
        summary: 'Stored answers, newest first',
        tags: [TAGS.answers],
        querystring: PageQuerySchema,
        response: { 200: AnswerPageSchema, ...problems },
      },
    },
    async ({ query }) => {
      const page = await store.answers(EVERYTHING, toPageRequest(query));
      const items = await Promise.all(
        page.items.map((answer) => citationStatus(answer, EVERYTHING)),
      );
      return { items, nextCursor: page.nextCursor };
    },
  );

  app.get(
    '/answers/:id',
    {
      schema: {
        operationId: 'getAnswer',
        summary: 'One stored answer, its citations’ status and place as of now',
        tags: [TAGS.answers],
        params: IdentifierParamsSchema,
        response: { 200: AnswerNowSchema, ...problems },
      },
    },
    async ({ params }) => {
      const { answer } = await store.answer(EVERYTHING, params.id);
      return answerNow(answer, EVERYTHING);
    },
  );

  app.get(
    '/answers/:id/trace',
    {
      schema: {
        operationId: 'getTrace',
        summary: 'What happened for one answer',
        tags: [TAGS.answers],
        params: IdentifierParamsSchema,
        response: { 200: TraceSchema, ...problems },
      },
    },
    async ({ params }) => (await store.answer(EVERYTHING, params.id)).trace,
  );
};
