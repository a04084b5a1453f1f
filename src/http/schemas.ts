import { Type, type Static, type TSchema } from 'typebox';
import { DEFAULT_TOP_K } from '../core/default-top-k.ts';
import { FilterSchema, MetadataSchema } from '../core/model.ts';
import { NOT_BLANK } from './validation.ts';

/*
 * What requests may hold. Unknown fields are refused: a misspelt `topk` that is
 * silently dropped would look like an answer to what was asked.
 */

export const DEFAULT_LIMIT = 20;

export const MAX_QUESTION_CHARACTERS = 2000;
export const MAX_TURN_CHARACTERS = 8000;
/** Of the history of a question. */
export const MAX_TURNS = 20;

const closed = { additionalProperties: false } as const;
const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const Seq = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER });

/** As long as an id of 512 characters can be; the ingester judges what it holds. */
const DocumentId = Type.String({ minLength: 1, maxLength: 2048 });
const CorpusName = Type.String({ minLength: 1, maxLength: 64 });
const Identifier = Type.String({ pattern: '^[a-z]{3}_[0-9a-z]{1,60}$' });

const TurnSchema = Type.Object(
  {
    role: Type.Union([Type.Literal('user'), Type.Literal('assistant')]),
    content: Type.String({ minLength: 1, maxLength: MAX_TURN_CHARACTERS }),
  },
  closed,
);

const queryFields = {
  question: Type.String({
    minLength: 1,
    maxLength: MAX_QUESTION_CHARACTERS,
    pattern: NOT_BLANK,
  }),
  corpora: Type.Optional(
    Type.Array(CorpusName, { minItems: 1, maxItems: 32, description: 'Default: every corpus.' }),
  ),
  topK: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: 50,
      default: DEFAULT_TOP_K,
      description: 'How many passages to retrieve.',
    }),
  ),
  filter: Type.Optional(FilterSchema),
  asOf: Type.Optional(
    Type.Union([
      Seq,
      Type.String({
        maxLength: 40,
        description: 'ISO 8601, as 2026-03-01T12:00:00Z; a date alone is its first instant in UTC.',
      }),
    ]),
  ),
  minSeq: Type.Optional(
    Type.Integer({
      minimum: 0,
      maximum: Number.MAX_SAFE_INTEGER,
      description: 'The seq of a write that must be seen; waited for 2 s at most, then 409.',
    }),
  ),
  history: Type.Optional(
    Type.Array(TurnSchema, {
      maxItems: MAX_TURNS,
      description:
        "Earlier turns, oldest first. A question that leans on the user's turns is made to stand alone. In a " +
        'request for titles they say what was seen, loved or refused.',
    }),
  ),
};

export const SearchBodySchema = Type.Object(queryFields, closed);
export type SearchBody = Static<typeof SearchBodySchema>;

export const AskBodySchema = Type.Object(
  {
    ...queryFields,
    stream: Type.Optional(
      Type.Boolean({
        default: false,
        description: 'The answer as server-sent events, claim by claim.',
      }),
    ),
  },
  closed,
);
const pageFields = {
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: DEFAULT_LIMIT })),
  cursor: Type.Optional(
    Type.String({ minLength: 1, maxLength: 1024, description: 'nextCursor of the page before.' }),
  ),
};
export const PageQuerySchema = Type.Object(pageFields, closed);
export type PageQuery = Static<typeof PageQuerySchema>;
export const DocumentsQuerySchema = Type.Object(
  { ...pageFields, corpus: Type.Optional(CorpusName) },
  closed,
);

const RevisionNumber = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER });

export const DiffQuerySchema = Type.Object(
  {
    from: Type.Optional(RevisionNumber),
    to: Type.Optional(RevisionNumber),
  },
  { ...closed, description: 'Without numbers: the last revision against the one before it.' },
);

export const ReplayBodySchema = Type.Object(
  {
    at: Type.Union([Type.Literal('original'), Type.Literal('now')], {
      description: 'original: at the seq that the answer was made at.',
    }),
  },
  closed,
);

export const DeleteQuerySchema = Type.Object(
  {
    erase: Type.Optional(
      Type.Boolean({ description: 'Leave nothing of it, and of what cites it.' }),
    ),
  },
  closed,
);

/** Of a route that takes no parameters after the question mark. */
export const NoQuerySchema = Type.Object({}, closed);

/** Of a route whose clients add parameters of their own, as OpenAI's do (`api-version`). */
export const AnyQuerySchema = Type.Object({});

export const DocumentParamsSchema = Type.Object({ id: DocumentId }, closed);
export const RevisionParamsSchema = Type.Object({ id: DocumentId, n: RevisionNumber }, closed);
export const ModelParamsSchema = Type.Object({ model: Type.String({ maxLength: 200 }) }, closed);
export const IdentifierParamsSchema = Type.Object({ id: Identifier }, closed);

export const IngestBodySchema = Type.Object(
  {
    corpus: Type.Optional(CorpusName),
    atomic: Type.Optional(
      Type.Boolean({ description: 'All changes in one commit, so that they are seen together.' }),
    ),
  },
  { ...closed, description: 'Without a corpus, or without a body: all of them.' },
);

/** A document as JSON: its text with what its bytes cannot say. */
export const DocumentEnvelopeSchema = Type.Object(
  {
    text: Type.String(),
    mediaType: Type.Optional(
      Type.String({
        maxLength: 200,
        pattern: '^[\\w.+-]+/[\\w.+-]+$',
        description:
          'Without parameters; the text is UTF-8 as JSON is. Default: judged by the name in the id.',
      }),
    ),
    title: Type.Optional(Type.String({ minLength: 1, maxLength: 500, pattern: NOT_BLANK })),
    metadata: Type.Optional(MetadataSchema),
    readers: Type.Optional(
      nullable(Type.Array(Type.String({ minLength: 1, maxLength: 200 }), { maxItems: 1000 })),
    ),
  },
  closed,
);
export type DocumentEnvelope = Static<typeof DocumentEnvelopeSchema>;

/** Other headers are none of ours, so this one schema is open. */
export const IfMatchHeadersSchema = Type.Object({
  'if-match': Type.Optional(
    Type.String({
      description: 'The revision that must be current, or 0 for a document not there yet.',
    }),
  ),
});
