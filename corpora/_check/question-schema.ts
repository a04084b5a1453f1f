import { Type, type Static } from 'typebox';

const closed = { additionalProperties: false };
const text = Type.String({ minLength: 1 });
/** Neither begins nor ends with white space. */
const trimmed = Type.String({ pattern: '^\\S(?:[\\s\\S]*\\S)?$' });

/** What a good answer holds: every entry; of a list, any one wording. */
export const FactsSchema = Type.Array(Type.Union([text, Type.Array(text, { minItems: 1 })]), {
  minItems: 1,
});
export type Facts = Static<typeof FactsSchema>;

/** Where the answer stands. */
export const GoldSchema = Type.Array(Type.Object({ document: text, quote: trimmed }, closed), {
  minItems: 1,
});
export type Gold = Static<typeof GoldSchema>;

export const SplitSchema = Type.Enum(['tune', 'report']);

export const AnsweredKindSchema = Type.Enum([
  'fact',
  'several',
  'two-documents',
  'table',
  'record',
  'list',
  'steps',
  'exception',
  'comparison',
  'hop',
]);

const asked = { id: text, question: trimmed, split: SplitSchema };

/** A line of `questions.jsonl`. */
export const QuestionSchema = Type.Union([
  Type.Object(
    {
      ...asked,
      answerable: Type.Literal(true),
      kind: AnsweredKindSchema,
      facts: FactsSchema,
      gold: GoldSchema,
    },
    closed,
  ),
  Type.Object(
    {
      ...asked,
      answerable: Type.Literal(false),
      kind: Type.Enum(['off-topic', 'near-miss']),
      /** Regular expressions, case left aside, for what any answer would have to hold. */
      absent: Type.Optional(Type.Array(text, { minItems: 1 })),
    },
    closed,
  ),
]);
export type Question = Static<typeof QuestionSchema>;
