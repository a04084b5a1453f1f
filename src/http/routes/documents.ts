import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { FootnoteError } from '../../core/errors.ts';
import { toDocumentId } from '../../core/ids.ts';
import type { Store } from '../../store/types.ts';
import { TAGS, problemResponse } from '../openapi.ts';
import { EVERYTHING, toPageRequest } from '../query.ts';
import { DocumentPageSchema, DocumentSchema, RevisionSchema } from '../responses.ts';
import { DocumentParamsSchema, DocumentsQuerySchema, RevisionParamsSchema } from '../schemas.ts';

const problems = { '4xx': problemResponse, '5xx': problemResponse };

/** `/documents`: what is there, and what it said at each revision. */
export const documentRoutes: FastifyPluginAsyncTypebox<{ store: Store }> = async (
  app,
  { store },
) => {
  app.get(
    '/documents',
    {
      schema: {
        operationId: 'listDocuments',
        summary: 'Documents, of one corpus or of all',
        tags: [TAGS.documents],
        querystring: DocumentsQuerySchema,
        response: { 200: DocumentPageSchema, ...problems },
      },
    },
    async ({ query: { corpus, ...page } }) => {
      if (corpus !== undefined) await assertCorpus(store, corpus);
      const scope = corpus === undefined ? EVERYTHING : { ...EVERYTHING, corpora: [corpus] };
      return store.documents(scope, toPageRequest(page));
    },
  );

  app.get(
    '/documents/:id',
    {
      schema: {
        operationId: 'getDocument',
        summary: 'One document with its revisions; a deleted one says so',
        tags: [TAGS.documents],
        params: DocumentParamsSchema,
        response: { 200: DocumentSchema, ...problems },
      },
    },
    ({ params }) => store.document(EVERYTHING, toDocumentId(params.id)),
  );

  app.get(
    '/documents/:id/revisions/:n',
    {
      schema: {
        operationId: 'getRevision',
        summary: 'One revision, with the canonical text that spans point into',
        tags: [TAGS.documents],
        params: RevisionParamsSchema,
        response: { 200: RevisionSchema, ...problems },
      },
    },
    ({ params }) => store.revision(EVERYTHING, toDocumentId(params.id), params.n),
  );
};

/** A misspelt corpus must not look like an empty one. */
async function assertCorpus(store: Store, corpus: string): Promise<void> {
  const known = await store.corpora({ ...EVERYTHING, corpora: [corpus] });
  if (!known.some((summary) => summary.corpus === corpus))
    throw new FootnoteError('INVALID_CORPUS', { corpus });
}
