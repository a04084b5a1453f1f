import { Type, type Static, type TSchema } from 'typebox';

/*
 * The vocabulary of the API as values: each schema is the type, the validation and the OpenAPI text.
 * Offsets are UTF-16 code units of a revision's canonical text; scores are unitless, higher is better;
 * ranks count from 1; times are ISO 8601 UTC; durations are milliseconds.
 */

const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);

/** `{ start, end }`, end exclusive: `text.slice(start, end)`. */
export const SpanSchema = Type.Object(
  { start: Type.Integer({ minimum: 0 }), end: Type.Integer({ minimum: 0 }) },
  { description: 'UTF-16 code units of the canonical text, end exclusive.' },
);
export type Span = Static<typeof SpanSchema>;

const Scalar = Type.Union([Type.String(), Type.Number(), Type.Boolean()]);

/** What a document or record says of itself, by field: a scalar or a list of scalars. */
export const MetadataSchema = Type.Record(
  // The pattern of a plain string stops at a line end, past which a value would go unchecked.
  Type.String({ pattern: '^[\\s\\S]*$' }),
  Type.Union([Scalar, Type.Array(Scalar), Type.Null()]),
);
export type Metadata = Static<typeof MetadataSchema>;
export type MetadataScalar = Static<typeof Scalar>;

const FilterConditionSchema = Type.Union([
  Scalar,
  Type.Object({ in: Type.Array(Scalar, { maxItems: 1000 }) }, { additionalProperties: false }),
  Type.Object(
    {
      gte: Type.Optional(Type.Union([Type.Number(), Type.String()])),
      gt: Type.Optional(Type.Union([Type.Number(), Type.String()])),
      lte: Type.Optional(Type.Union([Type.Number(), Type.String()])),
      lt: Type.Optional(Type.Union([Type.Number(), Type.String()])),
    },
    { additionalProperties: false, minProperties: 1 },
  ),
]);
export type FilterCondition = Static<typeof FilterConditionSchema>;

/** Every named field must meet its condition; a list meets it when one of its members does. */
export const FilterSchema = Type.Record(
  Type.String({ pattern: '^[\\s\\S]{1,200}$' }),
  FilterConditionSchema,
  {
    additionalProperties: false,
    maxProperties: 32,
    description:
      '{ field: value | { in: [] } | { gte, gt, lte, lt } }, on document and record metadata.',
  },
);
export type Filter = Static<typeof FilterSchema>;

/** Rank and score that one retriever gave. */
export const RetrieverScoreSchema = Type.Object({ rank: Type.Integer(), score: Type.Number() });
export type RetrieverScore = Static<typeof RetrieverScoreSchema>;

const place = {
  documentId: Type.String(),
  corpus: Type.String(),
  title: Type.String(),
  revision: Type.Integer(),
  revisionSha256: Type.String(),
  ingestedAt: Type.String(),
  span: SpanSchema,
  lines: Type.Object(
    { start: Type.Integer(), end: Type.Integer() },
    { description: 'Lines of the canonical text, from 1, inclusive.' },
  ),
  page: nullable(Type.Integer()),
  headings: Type.Array(Type.String()),
  href: Type.String(),
};

const ranking = {
  rank: Type.Integer(),
  score: Type.Number(),
  lexical: nullable(RetrieverScoreSchema),
  dense: nullable(RetrieverScoreSchema),
};

/** A passage as found for a question. */
export const HitSchema = Type.Object({
  ...place,
  text: Type.String(),
  metadata: MetadataSchema,
  ...ranking,
});
export type Hit = Static<typeof HitSchema>;

export const CitationStatusSchema = Type.Union(
  ['current', 'moved', 'changed', 'deleted', 'erased'].map((status) => Type.Literal(status)) as [
    ReturnType<typeof Type.Literal<'current'>>,
    ReturnType<typeof Type.Literal<'moved'>>,
    ReturnType<typeof Type.Literal<'changed'>>,
    ReturnType<typeof Type.Literal<'deleted'>>,
    ReturnType<typeof Type.Literal<'erased'>>,
  ],
  { description: "Against the document's current revision." },
);
export type CitationStatus = Static<typeof CitationStatusSchema>;

/** Where a claim's words stand. `prefix` and `suffix` are the characters around the quote. */
export const CitationSchema = Type.Object({
  number: Type.Integer({ minimum: 1 }),
  ...place,
  quote: Type.String(),
  prefix: Type.String(),
  suffix: Type.String(),
  retrieval: Type.Object(ranking),
  status: CitationStatusSchema,
});
export type Citation = Static<typeof CitationSchema>;

/** Where a citation's words are in the current revision, or the words that took their place. */
export const CitationNowSchema = Type.Object({
  revision: Type.Integer(),
  span: SpanSchema,
  lines: place.lines,
  page: place.page,
  quote: Type.String(),
  href: Type.String(),
});
export type CitationNow = Static<typeof CitationNowSchema>;

export const VerdictSchema = Type.Union([
  Type.Literal('supported'),
  Type.Literal('partial'),
  Type.Literal('unsupported'),
]);
export type Verdict = Static<typeof VerdictSchema>;

/** The gates a claim went through: true = passed; coverage = share of its content words, 0 to 1. */
export const ChecksSchema = Type.Object({
  verbatim: Type.Boolean(),
  numbers: Type.Boolean(),
  negation: Type.Boolean(),
  names: Type.Boolean(),
  coverage: Type.Number(),
});
export type Checks = Static<typeof ChecksSchema>;

/** One statement of an answer; `span` points into the answer's text, `citations` are numbers. */
export const ClaimSchema = Type.Object({
  text: Type.String(),
  span: SpanSchema,
  verdict: VerdictSchema,
  checks: ChecksSchema,
  citations: Type.Array(Type.Integer()),
});
export type Claim = Static<typeof ClaimSchema>;

export const AnswerSchema = Type.Object({
  id: Type.String(),
  question: Type.String(),
  status: Type.Union([Type.Literal('answered'), Type.Literal('abstained')]),
  abstention: nullable(Type.Object({ reason: Type.String(), nearest: Type.Array(HitSchema) })),
  text: Type.String(),
  claims: Type.Array(ClaimSchema),
  citations: Type.Array(CitationSchema),
  snapshot: Type.Object({
    seq: Type.Integer(),
    asOf: nullable(Type.Union([Type.Integer(), Type.String()])),
  }),
  stale: nullable(Type.Boolean()),
  models: Type.Object({ embedder: Type.String(), generator: Type.String() }),
  incomplete: Type.Boolean({
    description: 'The model failed after its first claim: what stood until then is the answer.',
  }),
  fallback: Type.Union(
    [
      Type.Object({ generator: Type.String(), code: Type.String(), reason: Type.String() }),
      Type.Null(),
    ],
    {
      description:
        'The generator that failed before its first claim, and why; another one wrote this answer.',
    },
  ),
  usage: Type.Object({ promptTokens: Type.Integer(), completionTokens: Type.Integer() }),
  timings: Type.Object({
    retrieveMs: Type.Number(),
    generateMs: Type.Number(),
    verifyMs: Type.Number(),
    totalMs: Type.Number(),
  }),
  offsetUnit: Type.Literal('utf16'),
  createdAt: Type.String(),
});
export type Answer = Static<typeof AnswerSchema>;

/** A stored answer as it stands against the documents of now. */
export const AnswerNowSchema = Type.Object({
  ...AnswerSchema.properties,
  citations: Type.Array(
    Type.Object({
      ...CitationSchema.properties,
      now: Type.Union([CitationNowSchema, Type.Null()], {
        description:
          'Where the words are now, or the words that took their place; null when there are none.',
      }),
    }),
  ),
});
export type AnswerNow = Static<typeof AnswerNowSchema>;
