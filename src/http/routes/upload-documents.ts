import multipart, { type Multipart, type MultipartFile } from '@fastify/multipart';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { Ingester } from '../../../ingest/types.ts';
import { documentTooLarge, FootnoteError } from '../../core/errors.ts';
import { isCorpusName, toDocumentId } from '../../core/ids.ts';
import { statedMediaType } from '../plugins/document-bodies.ts';
import { TAGS, problemResponse } from '../openapi.ts';
import { fromFramework, toProblem } from '../problems.ts';
import { UploadResponseSchema, type UploadResult } from '../responses.ts';

interface UploadDeps {
  readonly ingester: Ingester;
  readonly maxDocumentBytes: number;
}

const MAX_FILES = 1000;

/** The form, for the OpenAPI document alone: its parts are checked as they arrive. */
const UploadForm = Type.Object({
  corpus: Type.String({ description: 'Must stand before the files.' }),
  files: Type.Array(Type.Unsafe<string>({ type: 'string', format: 'binary' }), {
    maxItems: MAX_FILES,
    description: 'File names may hold folders; with the corpus before them they become the ids.',
  }),
});

/**
 * `POST /documents`: a form with `corpus` and any number of `files`. Files are taken in one by one as they
 * arrive, so that memory holds one of them; one that cannot be read does not stop the others.
 */
export const uploadDocumentsRoutes: FastifyPluginAsyncTypebox<UploadDeps> = async (app, deps) => {
  await app.register(multipart, {
    preservePath: true,
    throwFileSizeLimit: false,
    limits: { fileSize: deps.maxDocumentBytes, files: MAX_FILES, fields: 8, fieldSize: 1024 },
  });

  app.post(
    '/documents',
    {
      // The form streams past validation: there is no body for the schema to look at.
      validatorCompiler: () => () => true,
      schema: {
        operationId: 'uploadDocuments',
        summary: 'Put in several files at once',
        tags: [TAGS.documents],
        consumes: ['multipart/form-data'],
        body: UploadForm,
        response: { 200: UploadResponseSchema, '4xx': problemResponse, '5xx': problemResponse },
      },
    },
    async (request, reply) => {
      // What is left of a refused form is not read, so the connection cannot be used again.
      reply.header('connection', 'close');
      const results = await takeIn(request, deps);
      reply.removeHeader('connection');
      return { results };
    },
  );
};

async function takeIn(request: FastifyRequest, deps: UploadDeps): Promise<UploadResult[]> {
  const results: UploadResult[] = [];
  let corpus: string | null = null;
  for await (const part of partsOf(request)) {
    if (part.type === 'file' && part.fieldname === 'files' && corpus !== null) {
      results.push(await takeFile(request, part, corpus, deps));
    } else if (part.type === 'field' && part.fieldname === 'corpus' && corpus === null) {
      corpus = corpusNamed(part.value);
    } else {
      throw invalidForm(
        `The part "${part.fieldname.slice(0, 80)}" does not belong here`,
        results.length,
      );
    }
  }
  if (results.length === 0) throw invalidForm('There is no file', 0);
  return results;
}

async function* partsOf(request: FastifyRequest): AsyncGenerator<Multipart> {
  try {
    yield* request.parts();
  } catch (cause) {
    const raised = fromFramework(cause);
    // A form that breaks off or has no boundaries is raised as a bare Error.
    if (raised.code !== 'INTERNAL') throw raised;
    throw new FootnoteError(
      'INVALID_REQUEST',
      {},
      { cause, detail: 'The form is damaged or broke off.' },
    );
  }
}

async function takeFile(
  request: FastifyRequest,
  part: MultipartFile,
  corpus: string,
  deps: UploadDeps,
): Promise<UploadResult> {
  const bytes = await read(part);
  let documentId = `${corpus}/${part.filename}`;
  try {
    documentId = toDocumentId(documentId);
    if (bytes === null) throw documentTooLarge(deps.maxDocumentBytes);
    const { encoding } = await deps.ingester.put({
      documentId,
      bytes,
      mediaType: statedMediaType(part.mimetype),
      ifRevision: null,
    });
    return { documentId, ok: true, encoding };
  } catch (error) {
    const problem = toProblem(error, '/v1/documents');
    if (problem.status >= 500) request.log.error({ err: error, documentId }, problem.code);
    return { documentId, ok: false, problem };
  }
}

/** The file's bytes, or null when it is too large. Read here, since the part's own buffer outlives it. */
async function read(part: MultipartFile): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  for await (const chunk of part.file) chunks.push(chunk as Buffer);
  return part.file.truncated ? null : Buffer.concat(chunks);
}

function corpusNamed(value: unknown): string {
  if (typeof value === 'string' && isCorpusName(value.normalize('NFC')))
    return value.normalize('NFC');
  throw new FootnoteError(
    'INVALID_REQUEST',
    {},
    {
      detail:
        'corpus must be letters, digits, ".", "_" and "-", beginning with a letter or digit; 64 at most.',
    },
  );
}

function invalidForm(fault: string, taken: number): FootnoteError {
  const already = taken === 0 ? '' : ` The ${taken} before it were taken in.`;
  const detail = `${fault}: the form holds "corpus" first, then one or more "files".${already}`;
  return new FootnoteError('INVALID_REQUEST', {}, { detail });
}
