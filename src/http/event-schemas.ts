import type { Readable } from 'node:stream';
import { Type, type TSchema } from 'typebox';
import { ProblemSchema } from './problems.ts';
import { IngestJobSchema } from './responses.ts';

/*
 * What event streams hold. Nothing is validated by these: they are for the OpenAPI document, and tests hold
 * what is sent to them.
 */

const Count = Type.Integer({ minimum: 0 });
const Seq = Type.Integer({ minimum: 0 });
const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);

/** One kind of event: its name and what `data` is, which goes over the line as JSON in one line. */
export interface EventKind {
  readonly event: string;
  readonly description: string;
  readonly data: TSchema;
}

const revisionFields = {
  documentId: Type.String(),
  revision: Count,
  seq: Seq,
  committedAt: Type.String(),
};

/** The kinds of `GET /events`. */
export const EVENT_KINDS: readonly EventKind[] = [
  {
    event: 'document-revised',
    description: 'A document has a new revision; `created`: it was not there before.',
    data: Type.Object({
      ...revisionFields,
      created: Type.Boolean(),
      passages: Type.Object({ added: Count, reused: Count, removed: Count }),
    }),
  },
  {
    event: 'document-deleted',
    description: 'A document is gone from new answers; `revision` was its last.',
    data: Type.Object(revisionFields),
  },
  {
    event: 'document-erased',
    description: 'A document is gone for good, and with it this many stored answers.',
    data: Type.Object({
      documentSha256: Type.String({ description: 'Of the id.' }),
      seq: Seq,
      committedAt: Type.String(),
      answers: Count,
    }),
  },
  {
    event: 'answer-stale',
    description: 'A stored answer quotes words that this commit took away.',
    data: Type.Object({
      answerId: Type.String(),
      documentId: Type.String(),
      revision: nullable(
        Type.Integer({ description: 'Without the words; null = the document was deleted.' }),
      ),
      seq: Seq,
    }),
  },
  {
    event: 'ingest-progress',
    description: 'How far an ingest is, a few times a second and when it ends.',
    data: Type.Object({
      jobId: Type.String(),
      status: IngestJobSchema.properties.status,
      corpus: nullable(Type.String()),
      ...IngestJobSchema.properties.progress.properties,
    }),
  },
  {
    event: 'reset',
    description:
      'Events are missing before this one. What the client holds may be out of date: it reads anew what it ' +
      'shows, at `seq` or later. The stream goes on from there.',
    data: Type.Object({ seq: Seq, reason: Type.String() }),
  },
];

/** A stream of these kinds of events, or of an `error` at its end. */
export function streamOf(kinds: readonly EventKind[]) {
  const failed = { event: 'error', description: 'What went wrong.', data: ProblemSchema };
  const events = [...kinds, failed].map(({ event, description, data }) =>
    Type.Object(
      {
        id: Type.Optional(Type.String()),
        event: Type.Literal(event),
        data: Type.String({ contentMediaType: 'application/json', contentSchema: data }),
      },
      { description },
    ),
  );
  return Type.Unsafe<Readable>(Type.Array(Type.Union(events)));
}
