import { Type, type Static, type TSchema } from 'typebox';
import { FootnoteError } from '../../core/errors.ts';
import {
  MAX_QUESTION_CHARACTERS,
  MAX_TURN_CHARACTERS,
  MAX_TURNS,
  SearchBodySchema,
  type SearchBody,
} from '../schemas.ts';
import { withoutSources } from './message.ts';
import { corpusOfModel } from './models.ts';

/*
 * What a client of OpenAI's API says, as a question with its history. Unlike in the rest of the API, fields
 * that are unknown are let pass: such clients send many, and mean a language model by them.
 */

const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const { corpora, filter, topK, asOf, minSeq } = SearchBodySchema.properties;

const PartSchema = Type.Object({ type: Type.String(), text: Type.Optional(Type.String()) });

const MessageSchema = Type.Object({
  role: Type.Enum(['system', 'developer', 'user', 'assistant', 'tool', 'function'], {
    description: 'Only user and assistant messages are read; instructions are not obeyed.',
  }),
  content: Type.Optional(nullable(Type.Union([Type.String(), Type.Array(PartSchema)]))),
});
type Message = Static<typeof MessageSchema>;

export const ChatBodySchema = Type.Object(
  {
    model: Type.String({ minLength: 1, maxLength: 200, description: 'One of `GET /v1/models`.' }),
    messages: Type.Array(MessageSchema, {
      minItems: 1,
      description:
        'The last user message is the question; of the user and assistant messages before it the last ' +
        `${MAX_TURNS} are its history, ${MAX_TURN_CHARACTERS} characters of each.`,
    }),
    stream: Type.Optional(nullable(Type.Boolean({ default: false }))),
    stream_options: Type.Optional(
      nullable(Type.Object({ include_usage: Type.Optional(nullable(Type.Boolean())) })),
    ),
    n: Type.Optional(nullable(Type.Integer({ description: 'Nothing but 1.' }))),
    corpora,
    filter,
    topK,
    asOf,
    minSeq,
  },
  { description: 'Other fields are let pass and have no effect.' },
);
export type ChatBody = Static<typeof ChatBodySchema>;

/**
 * The last user message as the question, what was said before as its history.
 * @throws INVALID_REQUEST when there is no such message, or when it is no text or too long
 * @throws NOT_FOUND when no model can have that name
 */
export function toSearchBody(body: ChatBody): SearchBody {
  const { model, messages, stream, stream_options, n, ...ours } = body;
  if ((n ?? 1) !== 1) throw invalid('/n', 'must be 1: a question has one answer');
  const corpus = corpusOfModel(model);
  if (corpus !== null && ours.corpora !== undefined) {
    throw invalid('/corpora', `must not be sent with the model ${model}, which is one corpus`);
  }
  const at = messages.findLastIndex(({ role }) => role === 'user');
  const asked = messages[at];
  if (asked === undefined) throw invalid('/messages', 'must hold a user message: the question');
  return {
    ...ours,
    ...(corpus === null ? {} : { corpora: [corpus] }),
    question: questionOf(asked, `/messages/${at}/content`),
    history: messages.slice(0, at).flatMap(toTurns).slice(-MAX_TURNS),
  };
}

function questionOf({ content }: Message, path: string): string {
  if (Array.isArray(content)) {
    const other = content.find(({ type }) => type !== 'text');
    if (other) throw invalid(path, `must be text: parts of type ${other.type} cannot be read`);
  }
  const question = textOf(content);
  if (question.trim() === '') throw invalid(path, 'must not be blank');
  if (question.length > MAX_QUESTION_CHARACTERS) {
    throw invalid(path, `must not have more than ${MAX_QUESTION_CHARACTERS} characters`);
  }
  return question;
}

/** No turn for what is neither said by the user nor answered, or has no words. */
function toTurns({ role, content }: Message): NonNullable<SearchBody['history']> {
  if (role !== 'user' && role !== 'assistant') return [];
  const text = textOf(content);
  const said = role === 'user' ? text : withoutSources(text);
  const kept = said.slice(0, MAX_TURN_CHARACTERS).toWellFormed();
  return kept.trim() === '' ? [] : [{ role, content: kept }];
}

function textOf(content: Message['content']): string {
  if (typeof content === 'string') return content;
  return (content ?? []).map(({ type, text }) => (type === 'text' ? (text ?? '') : '')).join('');
}

function invalid(path: string, message: string): FootnoteError {
  const errors = [{ path, message }];
  const detail = `The body is not valid: ${path} ${message}.`;
  return new FootnoteError('INVALID_REQUEST', { errors }, { detail });
}
