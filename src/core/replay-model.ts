import { Type, type Static, type TSchema } from 'typebox';
import { AnswerSchema, SpanSchema, VerdictSchema } from './model.ts';

/* What comes of making a stored answer again, as the API tells it. */

const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const before = <T extends TSchema>(schema: T) => ({ before: schema, after: schema });

const Rank = nullable(Type.Integer({ minimum: 1 }));

const passage = {
  documentId: Type.String(),
  revision: Type.Integer(),
  span: SpanSchema,
};

const Quoted = Type.Object({ ...passage, quote: Type.String() });

/** One thing in which an answer made again differs; null stands for what is not there. */
export const ReplayDifferenceSchema = Type.Union([
  Type.Object({
    kind: Type.Literal('configuration'),
    name: Type.String({ description: 'Such as generator, chunkers, threshold.' }),
    ...before(Type.Unknown()),
  }),
  Type.Object({
    kind: Type.Literal('passage'),
    ...passage,
    ...before(Rank),
  }),
  Type.Object(
    { kind: Type.Literal('approximation'), ...passage, rank: Type.Integer({ minimum: 1 }) },
    {
      description:
        'Exact search by vector finds it at this rank; the approximate one of then missed it.',
    },
  ),
  Type.Object({ kind: Type.Literal('status'), ...before(AnswerSchema.properties.status) }),
  Type.Object({
    kind: Type.Literal('claim'),
    ...before(nullable(Type.Object({ text: Type.String(), verdict: VerdictSchema }))),
  }),
  Type.Object({ kind: Type.Literal('citation'), ...before(nullable(Quoted)) }),
  Type.Object(
    { kind: Type.Literal('erasure'), documents: Type.Integer({ minimum: 1 }) },
    {
      description:
        'So many documents were erased since: what they had in common with the question is not weighed any more.',
    },
  ),
]);
export type ReplayDifference = Static<typeof ReplayDifferenceSchema>;

export const ReplaySchema = Type.Object({
  answer: AnswerSchema,
  identical: Type.Boolean({
    description: 'Same status, text, claims and citations, each of the same revision and span.',
  }),
  differences: Type.Array(ReplayDifferenceSchema),
});
export type Replay = Static<typeof ReplaySchema>;
