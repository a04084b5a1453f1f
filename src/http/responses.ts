import { Type, type Static, type TArrayOptions, type TSchema } from 'typebox';
import { AnswerSchema, HitSchema, MetadataSchema, SpanSchema } from '../core/model.ts';
import { ProblemSchema } from './problems.ts';

/* What responses hold, beside the shapes of core/model.ts and core/trace.ts. */

const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
/** An array that may come from a port, whose arrays are readonly. */
const list = <T extends TSchema>(item: T, options: TArrayOptions = {}) =>
  Type.Unsafe<readonly Static<T>[]>(Type.Array(item, options));
const Count = Type.Integer({ minimum: 0 });
const Seq = Type.Integer({ minimum: 0 });

/** `{ items, nextCursor }`: how every list answers. */
const pageOf = <T extends TSchema>(item: T) =>
  Type.Object({ items: list(item), nextCursor: nullable(Type.String()) });

export const SearchResponseSchema = Type.Object({
  seq: Seq,
  hits: list(HitSchema),
  trace: Type.Record(Type.String(), Type.Unknown()),
});

export const AnswerPageSchema = pageOf(AnswerSchema);

export const CorporaResponseSchema = pageOf(
  Type.Object({
    corpus: Type.String(),
    documents: Count,
    passages: Count,
    characters: Count,
    lastIngestedAt: nullable(Type.String()),
  }),
);

const DocumentSummarySchema = Type.Object({
  documentId: Type.String(),
  corpus: Type.String(),
  status: Type.Union([Type.Literal('current'), Type.Literal('deleted')]),
  title: Type.String(),
  mediaType: Type.String(),
  metadata: MetadataSchema,
  readers: nullable(list(Type.String())),
  revision: Count,
  passages: Count,
  characters: Count,
  ingestedAt: Type.String(),
});
export const DocumentPageSchema = pageOf(DocumentSummarySchema);

const EncodingSchema = nullable(
  Type.String({
    description:
      'Of the text that was taken in, detected where nobody stated it, such as windows-1252; null when the bytes were not text (PDF, DOCX).',
  }),
);

const RevisionSummarySchema = Type.Object({
  revision: Count,
  sha256: Type.String({ description: 'Of the canonical text as UTF-8.' }),
  sourceSha256: Type.String({ description: 'Of the bytes that were taken in.' }),
  title: Type.String(),
  characters: Count,
  passages: Count,
  fromSeq: Seq,
  toSeq: nullable(Seq),
  committedAt: Type.String(),
});

export const DocumentSchema = Type.Object({
  ...DocumentSummarySchema.properties,
  revisions: list(RevisionSummarySchema, { description: 'Newest first.' }),
});

export const RevisionSchema = Type.Object({
  documentId: Type.String(),
  mediaType: Type.String(),
  encoding: EncodingSchema,
  metadata: MetadataSchema,
  ...RevisionSummarySchema.properties,
  text: Type.String({ description: 'The canonical text, which spans point into.' }),
  headings: list(Type.Object({ level: Count, text: Type.String(), ...SpanSchema.properties })),
  pages: list(Type.Object({ page: Count, ...SpanSchema.properties })),
});

export const PutResponseSchema = Type.Object({
  documentId: Type.String(),
  revision: Count,
  seq: Seq,
  encoding: EncodingSchema,
  unchanged: Type.Boolean(),
  passages: Type.Object({ added: Count, reused: Count, removed: Count }),
  embedded: Type.Integer({
    minimum: 0,
    description: 'Texts that went through the embedding model.',
  }),
  staleAnswers: Type.Array(Type.String(), {
    maxItems: 100,
    description:
      'Stored answers that quote words which this revision no longer holds, newest first.',
  }),
  staleAnswerCount: Count,
  timings: Type.Object({
    loadMs: Type.Number(),
    embedMs: Type.Number(),
    commitMs: Type.Number(),
    totalMs: Type.Number(),
  }),
});

export const UploadResponseSchema = Type.Object({
  results: list(
    Type.Object({
      documentId: Type.String(),
      ok: Type.Boolean(),
      encoding: Type.Optional(EncodingSchema),
      problem: Type.Optional(ProblemSchema),
    }),
  ),
});
export type UploadResult = Static<typeof UploadResponseSchema>['results'][number];

export const DeleteResponseSchema = Type.Object({ documentId: Type.String(), seq: Seq });

export const JobSchema = Type.Object({
  id: Type.String(),
  kind: Type.Literal('ingest'),
  corpus: nullable(Type.String()),
  status: Type.Union([
    Type.Literal('running'),
    Type.Literal('succeeded'),
    Type.Literal('failed'),
    Type.Literal('interrupted'),
  ]),
  startedAt: Type.String(),
  finishedAt: nullable(Type.String()),
  progress: Type.Object({
    filesTotal: Count,
    filesDone: Count,
    filesFailed: Count,
    passages: Count,
    embedded: Count,
    passagesPerSecond: Type.Number(),
    remainingMs: nullable(Type.Number()),
  }),
  failures: list(Type.Object({ path: Type.String(), code: Type.String(), message: Type.String() })),
  seq: nullable(Seq),
});
