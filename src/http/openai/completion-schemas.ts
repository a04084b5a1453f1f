import type { Readable } from 'node:stream';
import { Type, type Static, type TSchema } from 'typebox';
import { AnswerSchema } from '../../core/model.ts';
import { OpenAiErrorSchema } from './errors.ts';
import { AnnotationSchema } from './message.ts';

/* What a completion holds, whole or in chunks. */

const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const { status, incomplete, fallback, snapshot, models, offsetUnit } = AnswerSchema.properties;

const UsageSchema = Type.Object(
  {
    prompt_tokens: Type.Integer(),
    completion_tokens: Type.Integer(),
    total_tokens: Type.Integer(),
  },
  { description: 'Of the language model; 0 when none was asked.' },
);
const FinishReasonSchema = Type.Union([Type.Literal('stop'), Type.Literal('length')], {
  description: 'length: the model failed on the way, and this is what stood until then.',
});
/** What OpenAI's API has no field for. `GET /v1/answers/:id` has the rest. */
const FootnoteSchema = Type.Object({
  answerId: Type.String(),
  status,
  abstention: nullable(Type.Object({ reason: Type.String() })),
  incomplete,
  fallback,
  snapshot,
  models,
  offsetUnit,
});
const LogprobsSchema = Type.Null();

const common = {
  id: Type.String(),
  created: Type.Integer({ description: 'Unix time in seconds.' }),
  model: Type.String(),
};

export const ChatCompletionSchema = Type.Object({
  ...common,
  object: Type.Literal('chat.completion'),
  choices: Type.Array(
    Type.Object({
      index: Type.Literal(0),
      message: Type.Object({
        role: Type.Literal('assistant'),
        content: Type.String({
          description: "The answer's text, word for word; then notes and the list of sources.",
        }),
        refusal: Type.Null(),
        annotations: Type.Array(AnnotationSchema),
      }),
      finish_reason: FinishReasonSchema,
      logprobs: LogprobsSchema,
    }),
  ),
  usage: UsageSchema,
  footnote: FootnoteSchema,
});
export type ChatCompletion = Static<typeof ChatCompletionSchema>;

const ChunkSchema = Type.Object({
  ...common,
  object: Type.Literal('chat.completion.chunk'),
  choices: Type.Array(
    Type.Object({
      index: Type.Literal(0),
      delta: Type.Object({
        role: Type.Optional(Type.Literal('assistant')),
        content: Type.Optional(Type.String()),
        annotations: Type.Optional(
          Type.Array(AnnotationSchema, { description: 'Indices count from the first chunk.' }),
        ),
      }),
      finish_reason: nullable(FinishReasonSchema),
      logprobs: LogprobsSchema,
    }),
  ),
  usage: Type.Optional(nullable(UsageSchema)),
  footnote: Type.Optional(FootnoteSchema),
});
export type Chunk = Static<typeof ChunkSchema>;

/** The events of a streamed completion. */
export const ChatStreamSchema = Type.Unsafe<Readable>(
  Type.Array(
    Type.Object({
      data: Type.String({
        contentMediaType: 'application/json',
        contentSchema: Type.Union([ChunkSchema, OpenAiErrorSchema]),
      }),
    }),
    {
      description:
        'Events without a name: the role, a chunk for each claim as soon as it is verified, what stands ' +
        'below the text, the end with `footnote`, the usage when it was asked for, and `[DONE]`. An error ' +
        'on the way is the last one.',
    },
  ),
);
