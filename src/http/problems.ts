import { Type, type Static } from 'typebox';
import { ERROR_CODES, FootnoteError, asFootnoteError, type ErrorCode } from '../core/errors.ts';

/** The HTTP status of each code; the type makes sure that none is left out. */
export const PROBLEM_STATUS: Record<ErrorCode, number> = {
  INVALID_REQUEST: 400,
  MALFORMED_JSON: 400,
  INVALID_DOCUMENT_ID: 400,
  INVALID_CORPUS: 400,
  INVALID_FILTER: 400,
  INVALID_CURSOR: 400,
  INVALID_METADATA: 400,
  AS_OF_IN_FUTURE: 400,
  SEQ_NOT_REACHED: 409,
  SOURCE_CONFLICT: 409,
  PASSAGE_CONFLICT: 409,
  EMBEDDER_CONFLICT: 409,
  REVISION_CONFLICT: 412,
  UNSUPPORTED_MEDIA_TYPE: 415,
  METHOD_NOT_ALLOWED: 405,
  MISDIRECTED_HOST: 421,
  FOREIGN_ORIGIN: 403,
  PAYLOAD_TOO_LARGE: 413,
  HEADERS_TOO_LARGE: 431,
  REQUEST_TIMEOUT: 408,
  TOO_MANY_REQUESTS: 429,
  NOT_FOUND: 404,
  DOCUMENT_NOT_FOUND: 404,
  REVISION_NOT_FOUND: 404,
  ANSWER_NOT_FOUND: 404,
  JOB_NOT_FOUND: 404,
  ANSWER_NOT_REPLAYABLE: 409,
  DOCUMENT_ERASED: 410,
  ANSWER_ERASED: 410,
  REVISION_NOT_RETAINED: 410,
  UNSUPPORTED_FORMAT: 415,
  DOCUMENT_TOO_LARGE: 413,
  CORRUPT_DOCUMENT: 422,
  ENCRYPTED: 422,
  NO_TEXT: 422,
  INVALID_ENCODING: 422,
  INVALID_FRONT_MATTER: 422,
  PARSE_TIMEOUT: 422,
  PARSE_OUT_OF_MEMORY: 422,
  SYMLINK_OUTSIDE: 422,
  UNREADABLE_FILE: 422,
  INVALID_CONFIG: 500,
  MODEL_UNREACHABLE: 502,
  MODEL_KEY_REFUSED: 502,
  MODEL_NOT_FOUND: 502,
  MODEL_CONTEXT_EXCEEDED: 502,
  MODEL_RATE_LIMITED: 503,
  MODEL_TIMEOUT: 504,
  MODEL_FAILED: 502,
  INVALID_VECTOR: 502,
  SPAN_OUT_OF_RANGE: 500,
  EMBEDDER_UNAVAILABLE: 503,
  STORE_UNUSABLE: 500,
  STORE_BUSY: 503,
  NOT_READY: 503,
  SHUTTING_DOWN: 503,
  INTERNAL: 500,
};

/** Problem details (RFC 9457). `code` is stable; `title` and `detail` are for people and may change. */
export const ProblemSchema = Type.Object(
  {
    type: Type.String({ description: 'urn:footnote:problem:<code>' }),
    title: Type.String({ description: 'What the code means, in general.' }),
    status: Type.Integer(),
    detail: Type.String({ description: 'What went wrong this time.' }),
    code: Type.Enum(Object.keys(ERROR_CODES) as ErrorCode[]),
    instance: Type.String({ description: 'The path of the request.' }),
    errors: Type.Optional(
      Type.Array(Type.Object({ path: Type.String(), message: Type.String() }), {
        description: 'Of INVALID_REQUEST: each place that is wrong, as a JSON pointer.',
      }),
    ),
  },
  { description: 'Problem details (RFC 9457); docs/errors.md explains each code.' },
);
export type Problem = Static<typeof ProblemSchema>;

export const PROBLEM_MEDIA_TYPE = 'application/problem+json';

/** The problem that tells of `error`; anything that is not a FootnoteError becomes a plain INTERNAL. */
export function toProblem(error: unknown, path: string): Problem {
  const { code, message, details } = asFootnoteError(error);
  const fields = code === 'INVALID_REQUEST' ? (details['errors'] as Problem['errors']) : undefined;
  return {
    type: `urn:footnote:problem:${code}`,
    title: ERROR_CODES[code],
    status: PROBLEM_STATUS[code],
    detail: message,
    code,
    instance: path,
    ...(fields ? { errors: fields } : {}),
  };
}

/** Where the sentence of the code would leave one searching. */
const FRAMEWORK_DETAILS: Readonly<Record<string, string>> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'This operation takes a body of Content-Type application/json.',
  FST_INVALID_MULTIPART_CONTENT_TYPE:
    'This operation takes a form: Content-Type multipart/form-data.',
  FST_ERR_BAD_URL: 'The address is not validly percent-encoded.',
  FST_ERR_MAX_PARAM_LENGTH: 'An id in the address is too long.',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'The body is not as long as Content-Length says.',
};

/** Fastify's and its plugins' own error codes, as ours. */
const FRAMEWORK_CODES: Readonly<Record<string, ErrorCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'PAYLOAD_TOO_LARGE',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'UNSUPPORTED_MEDIA_TYPE',
  FST_ERR_CTP_INVALID_JSON_BODY: 'MALFORMED_JSON',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'MALFORMED_JSON',
  FST_INVALID_MULTIPART_CONTENT_TYPE: 'UNSUPPORTED_MEDIA_TYPE',
  FST_PARTS_LIMIT: 'PAYLOAD_TOO_LARGE',
  FST_FILES_LIMIT: 'PAYLOAD_TOO_LARGE',
  FST_FIELDS_LIMIT: 'PAYLOAD_TOO_LARGE',
};

/** What the framework raised, as an error of ours: its own 4xx keep their meaning, the rest is INTERNAL. */
export function fromFramework(error: unknown): FootnoteError {
  if (error instanceof FootnoteError || !(error instanceof Error)) return asFootnoteError(error);
  const { code = '', statusCode } = error as Error & { code?: string; statusCode?: unknown };
  const isRequestsFault = typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500;
  const ours = FRAMEWORK_CODES[code] ?? (isRequestsFault ? 'INVALID_REQUEST' : 'INTERNAL');
  const detail = FRAMEWORK_DETAILS[code];
  return new FootnoteError(ours, {}, { cause: error, ...(detail ? { detail } : {}) });
}
