import { Type, type Static } from 'typebox';

/** What happened for one answer, in the order it happened; each part is written by its stage. */
export const TraceSchema = Type.Object({
  question: Type.String(),
  seq: Type.Integer(),
  retrieval: Type.Record(Type.String(), Type.Unknown()),
  generation: Type.Record(Type.String(), Type.Unknown()),
  verification: Type.Record(Type.String(), Type.Unknown()),
  timings: Type.Record(Type.String(), Type.Number()),
});
export type Trace = Static<typeof TraceSchema>;
