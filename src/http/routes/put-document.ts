import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import type { Ingester, Upload } from '../../../ingest/types.ts';
import { documentTooLarge } from '../../core/errors.ts';
import { toDocumentId } from '../../core/ids.ts';
import type { StaleAnswersReader } from '../deps.ts';
import { expectedRevision } from '../if-match.ts';
import { takeDocumentBodies, statedMediaType } from '../plugins/document-bodies.ts';
import { TAGS, problemResponse } from '../openapi.ts';
import { EVERYTHING } from '../query.ts';
import { namedStale } from '../stale.ts';
import { PutResponseSchema } from '../responses.ts';
import {
  DocumentEnvelopeSchema,
  DocumentParamsSchema,
  IfMatchHeadersSchema,
  type DocumentEnvelope,
} from '../schemas.ts';

interface PutDeps {
  readonly ingester: Ingester;
  readonly staleAnswers: StaleAnswersReader;
  readonly maxDocumentBytes: number;
}

const File = Type.Unsafe<Buffer>({
  type: 'string',
  format: 'binary',
  description: 'The file itself.',
});

/**
 * `PUT /documents/:id`: the body is the file, whatever its type; `application/json` is the envelope that
 * adds what bytes cannot say. A JSON file itself goes in an envelope, as its text.
 */
export const putDocumentRoutes: FastifyPluginAsyncTypebox<PutDeps> = async (app, deps) => {
  takeDocumentBodies(app, deps.maxDocumentBytes);

  app.put(
    '/documents/:id',
    {
      schema: {
        operationId: 'putDocument',
        summary: 'Put a document in, or revise it',
        tags: [TAGS.documents],
        params: DocumentParamsSchema,
        headers: IfMatchHeadersSchema,
        body: {
          content: {
            'application/json': { schema: DocumentEnvelopeSchema },
            '*/*': { schema: File },
          },
        },
        response: {
          200: PutResponseSchema,
          201: PutResponseSchema,
          '4xx': problemResponse,
          '5xx': problemResponse,
        },
      },
    },
    async (request, reply) => {
      const body = request.body as Buffer | DocumentEnvelope;
      const upload: Upload = {
        documentId: toDocumentId(request.params.id),
        ifRevision: expectedRevision(request.headers['if-match']),
        ...(Buffer.isBuffer(body)
          ? { bytes: body, mediaType: statedMediaType(request.headers['content-type']) }
          : unwrapped(body, deps.maxDocumentBytes)),
      };
      const { created, ...result } = await deps.ingester.put(upload);
      const { documentId, revision, passages } = result;
      // Words are lost only with a passage; what a deleted document said was overtaken by its deletion.
      const before = created || passages.removed === 0 ? null : revision - 1;
      const stale = await deps.staleAnswers({ documentId, before, after: revision }, EVERYTHING);
      return reply.code(created ? 201 : 200).send({ ...result, ...namedStale(stale) });
    },
  );
};

function unwrapped(
  { text, mediaType, ...stated }: DocumentEnvelope,
  maxDocumentBytes: number,
): Omit<Upload, 'documentId' | 'ifRevision'> {
  const bytes = Buffer.from(text, 'utf8');
  if (bytes.length > maxDocumentBytes) throw documentTooLarge(maxDocumentBytes);
  return {
    bytes,
    mediaType: mediaType === undefined ? null : `${mediaType}; charset=utf-8`,
    ...stated,
  };
}
