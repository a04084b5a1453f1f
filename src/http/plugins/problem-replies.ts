import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { FootnoteError, type ErrorCode } from '../../core/errors.ts';
import { PROBLEM_MEDIA_TYPE, fromFramework, toProblem, type Problem } from '../problems.ts';

const RETRY_AFTER_SECONDS: Partial<Record<ErrorCode, number>> = { NOT_READY: 1, SHUTTING_DOWN: 5 };

/** Answers with the problem that `error` is; what nobody foresaw is logged, and told as INTERNAL. */
export function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const problem = prepareProblem(error, request, reply);
  reply.type(PROBLEM_MEDIA_TYPE).send(problem);
}

/** All of that but the body: the log, the status and the headers. @returns the problem to be told */
export function prepareProblem(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): Problem {
  const raised = fromFramework(error);
  const problem = toProblem(raised, pathOf(request));
  // The id of the request is in every line that request.log writes.
  if (problem.status >= 500 && problem.status !== 503)
    request.log.error({ err: error }, raised.code);
  else request.log.debug({ code: raised.code, details: raised.details }, 'request refused');
  const retryAfter = RETRY_AFTER_SECONDS[raised.code];
  if (retryAfter !== undefined) reply.header('retry-after', retryAfter);
  // What fails before the first hook has not got its id yet.
  reply.header('x-request-id', request.id);
  reply.code(problem.status);
  return problem;
}

/** Every error and every address that is not there answers with a problem. */
export function replyWithProblems(app: FastifyInstance): void {
  const routes: { readonly method: string; readonly address: RegExp }[] = [];
  app.addHook('onRoute', ({ method, url }) => {
    const address = new RegExp(`^${url.replace(/[.]/g, '\\.').replace(/:[^/]+/g, '[^/]+')}/?$`);
    for (const name of [method].flat()) routes.push({ method: name, address });
  });

  app.setErrorHandler((error, request, reply) => sendProblem(error, request, reply));

  app.setNotFoundHandler((request, reply) => {
    const path = pathOf(request);
    const methods = routes.filter(({ address }) => address.test(path)).map(({ method }) => method);
    if (methods.length === 0) return sendProblem(notFound(path), request, reply);
    reply.header('allow', [...new Set([...methods, 'OPTIONS'])].sort().join(', '));
    if (request.method === 'OPTIONS') return reply.code(204).send();
    return sendProblem(new FootnoteError('METHOD_NOT_ALLOWED'), request, reply);
  });
}

function notFound(path: string): FootnoteError {
  // The commonest mistake with ids that hold slashes, which nobody finds out from "not found".
  const unencoded = /^\/v1\/documents\/[^/]+\/./.test(path);
  const detail =
    'There is nothing at this address. A document id goes in URL-encoded: support%2Frefunds.md.';
  return new FootnoteError('NOT_FOUND', {}, unencoded ? { detail } : {});
}

function pathOf(request: FastifyRequest): string {
  return request.url.split('?', 1)[0]!.slice(0, 2048);
}

/**
 * What Node refuses before there is a request: bytes that are no HTTP, headers too large, a body that does
 * not come. There is a socket only, so that the response is written by hand.
 */
export function refuseRawClient(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const problem = toProblem(new FootnoteError(clientErrorCode(error.code)), '');
  const body = JSON.stringify(problem);
  socket.end(
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}\r\nConnection: close\r\n` +
      `Content-Type: ${PROBLEM_MEDIA_TYPE}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}

function clientErrorCode(code: string | undefined): ErrorCode {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return 'REQUEST_TIMEOUT';
  if (code === 'HPE_HEADER_OVERFLOW') return 'HEADERS_TOO_LARGE';
  return 'INVALID_REQUEST';
}
