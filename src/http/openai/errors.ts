import { Type, type Static } from 'typebox';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { prepareProblem } from '../plugins/problem-replies.ts';
import type { Problem } from '../problems.ts';

/** An error as clients of OpenAI's API read it. */
export const OpenAiErrorSchema = Type.Object(
  {
    error: Type.Object({
      message: Type.String({ description: 'What went wrong this time.' }),
      type: Type.Union([
        Type.Literal('invalid_request_error'),
        Type.Literal('rate_limit_error'),
        Type.Literal('server_error'),
      ]),
      param: Type.Union([Type.String(), Type.Null()], {
        description: 'The first field that is wrong, as messages[0].content.',
      }),
      code: Type.String({
        description: 'A code of docs/errors.md; `model_not_found` for a model that is not there.',
      }),
    }),
  },
  { description: "An error in the form of OpenAI's API." },
);
export type OpenAiError = Static<typeof OpenAiErrorSchema>;

/** The `response` entry of errors. */
export const openAiErrorResponse = {
  description: 'An error; `code` says which.',
  content: { 'application/json': { schema: OpenAiErrorSchema } },
};

/** The error that tells what the problem tells. */
export function toOpenAiError({ status, detail, code, errors }: Problem): OpenAiError {
  const pointer = errors?.[0]?.path ?? '';
  return {
    error: {
      message: detail,
      type: typeOf(status),
      // Nothing but a model can be missing at these addresses, and clients know that by OpenAI's own code.
      ...(code === 'NOT_FOUND'
        ? { param: 'model', code: 'model_not_found' }
        : { param: pointer === '' ? null : fieldAt(pointer), code }),
    },
  };
}

/** Answers with what `error` is, in the form of OpenAI's API. */
export function sendOpenAiError(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): void {
  reply.type('application/json').send(toOpenAiError(prepareProblem(error, request, reply)));
}

function typeOf(status: number): OpenAiError['error']['type'] {
  if (status === 429) return 'rate_limit_error';
  return status < 500 ? 'invalid_request_error' : 'server_error';
}

/** `messages[0].content` for the JSON pointer `/messages/0/content`. */
function fieldAt(pointer: string): string {
  return pointer
    .slice(1)
    .split('/')
    .map((name, i) => (/^\d+$/.test(name) ? `[${name}]` : `${i === 0 ? '' : '.'}${name}`))
    .join('');
}
