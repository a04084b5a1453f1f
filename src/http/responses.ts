import { Type, type Static, type TArrayOptions, type TSchema } from 'typebox';
import { AnswerSchema, HitSchema, MetadataSchema, SpanSchema } from '../core/model.ts';
import { ProblemSchema } from './problems.ts';
import { MAX_NAMED_ANSWERS } from './stale.ts';

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
  retained: Type.Boolean({ description: 'false: its text is no longer kept.' }),
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

const StaleAnswersSchema = {
  staleAnswers: Type.Array(Type.String(), {
    maxItems: MAX_NAMED_ANSWERS,
    description: 'Stored answers that quote words which are gone with this change, newest first.',
  }),
  staleAnswerCount: Count,
};

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
  ...StaleAnswersSchema,
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

const ReceiptSchema = Type.Object(
  {
    documentSha256: Type.String({ description: 'Of the id.' }),
    seq: Seq,
    erasedAt: Type.String(),
    revisions: list(
      Type.Object({ revision: Count, sha256: Type.String(), sourceSha256: Type.String() }),
      { description: 'What was erased, oldest first.' },
    ),
    removed: Type.Object({
      passages: Count,
      embeddings: Count,
      terms: Count,
      answers: Count,
      events: Count,
    }),
    sharedPassages: Type.Integer({
      minimum: 0,
      description: 'Passages that stay, since another document holds the same words.',
    }),
    fileInCorpora: Type.Boolean({
      description:
        'Its file was in the corpora folder at the last scan. It is not touched, and not taken in again unless it changes.',
    }),
  },
  { description: 'Proof of an erasure: written when nothing is left in any file of the store.' },
);

export const ErasureResponseSchema = Type.Object({
  documentId: Type.String(),
  seq: nullable(Seq),
  jobId: Type.String(),
  receipt: nullable(ReceiptSchema),
});

export const DeleteResponseSchema = Type.Union([
  Type.Object({ documentId: Type.String(), seq: Seq, ...StaleAnswersSchema }),
  ErasureResponseSchema,
]);

const jobFields = {
  id: Type.String(),
  status: Type.Union([
    Type.Literal('running'),
    Type.Literal('succeeded'),
    Type.Literal('failed'),
    Type.Literal('interrupted'),
  ]),
  startedAt: Type.String(),
  finishedAt: nullable(Type.String()),
  failures: list(Type.Object({ path: Type.String(), code: Type.String(), message: Type.String() })),
  seq: nullable(Seq),
};

export const IngestJobSchema = Type.Object({
  ...jobFields,
  kind: Type.Literal('ingest'),
  corpus: nullable(Type.String()),
  progress: Type.Object({
    filesTotal: Count,
    filesDone: Count,
    filesFailed: Count,
    passages: Count,
    embedded: Count,
    passagesPerSecond: Type.Number(),
    remainingMs: nullable(Type.Number()),
  }),
});

const EraseJobSchema = Type.Object({
  ...jobFields,
  kind: Type.Literal('erase'),
  documentSha256: Type.String({ description: 'Of the id of the document.' }),
  receipt: nullable(ReceiptSchema),
});

export const JobSchema = Type.Union([IngestJobSchema, EraseJobSchema]);
