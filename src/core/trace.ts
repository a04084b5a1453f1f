import { Type, type Static, type TSchema } from 'typebox';
import { FilterSchema } from './model.ts';

const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);

/** What was asked for, so that it can be asked again. */
const TracedRequestSchema = Type.Object({
  corpora: nullable(Type.Array(Type.String())),
  filter: nullable(FilterSchema),
  asOf: nullable(Type.Union([Type.Integer(), Type.String()])),
  topK: Type.Integer(),
  /** The day it was asked on, YYYY-MM-DD; absent from what was stored before it mattered. */
  day: Type.Optional(Type.String()),
  history: Type.Array(
    Type.Object({
      role: Type.Union([Type.Literal('user'), Type.Literal('assistant')]),
      content: Type.String(),
    }),
  ),
});

/** What an answer depends on beside the question and the documents. */
const ConfigurationSchema = Type.Object({
  embedder: Type.String(),
  generator: Type.String(),
  analyser: Type.String(),
  /** Of the passages that were shown to the generator. */
  chunkers: Type.Array(Type.String()),
  partialClaims: Type.String(),
  /** Evidence below it is declined. */
  threshold: Type.Number(),
});
export type Configuration = Static<typeof ConfigurationSchema>;

/** What happened for one answer, in the order it happened; each part is written by its stage. */
export const TraceSchema = Type.Object({
  question: Type.String(),
  seq: Type.Integer(),
  /** Absent from what was stored before answers could be made again. */
  request: Type.Optional(TracedRequestSchema),
  configuration: Type.Optional(ConfigurationSchema),
  retrieval: Type.Record(Type.String(), Type.Unknown()),
  generation: Type.Record(Type.String(), Type.Unknown()),
  verification: Type.Record(Type.String(), Type.Unknown()),
  timings: Type.Record(Type.String(), Type.Number()),
});
export type Trace = Static<typeof TraceSchema>;
