/**
 * Every error this project raises on purpose, by code. The HTTP status is decided in `http/problems.ts`;
 * `docs/errors.md` explains each, and a test holds the two together.
 */
export const ERROR_CODES = {
  // The request
  INVALID_REQUEST: 'The request does not have the form that this operation takes.',
  MALFORMED_JSON: 'The body is not valid JSON.',
  INVALID_DOCUMENT_ID:
    'A document id is <corpus>/<relative path>, without "..", 512 characters at most.',
  INVALID_CORPUS: 'There is no corpus of that name.',
  INVALID_FILTER:
    'The filter is not of the form { field: value | { in: [] } | { gte, gt, lte, lt } }.',
  INVALID_CURSOR: 'The cursor was not made by this list.',
  INVALID_METADATA: 'Metadata values are strings, finite numbers, booleans, or lists of these.',
  AS_OF_IN_FUTURE: 'The corpus has not come that far yet.',
  SEQ_NOT_REACHED: 'The commit that was asked for has not been reached in time.',
  SOURCE_CONFLICT: 'Another scan has looked at the file in between.',
  PASSAGE_CONFLICT: 'A passage was taken away just as it was to be used again.',
  EMBEDDER_CONFLICT: 'The embedding model was changed just as the document was put in.',
  REVISION_CONFLICT: 'The document is not at the revision that If-Match names.',
  UNSUPPORTED_MEDIA_TYPE:
    'This operation does not take a body of that Content-Type or Content-Encoding.',
  METHOD_NOT_ALLOWED:
    'This address does not take that method; the Allow header names those it takes.',
  MISDIRECTED_HOST: 'The Host header does not name this server.',
  FOREIGN_ORIGIN: 'A page of another site may not change anything here.',
  PAYLOAD_TOO_LARGE: 'The request is larger than the server takes.',
  HEADERS_TOO_LARGE: 'The address or the headers of the request are larger than the server takes.',
  REQUEST_TIMEOUT: 'The request did not arrive in time.',
  TOO_MANY_REQUESTS: 'Too many requests in too short a time, or too many open event streams.',
  // What is not there
  NOT_FOUND: 'There is nothing at this address.',
  DOCUMENT_NOT_FOUND: 'There is no document with that id.',
  REVISION_NOT_FOUND: 'The document has no revision of that number.',
  ANSWER_NOT_FOUND: 'There is no stored answer with that id.',
  JOB_NOT_FOUND: 'There is no job with that id.',
  ANSWER_NOT_REPLAYABLE: 'The answer was stored before requests were kept with answers.',
  DOCUMENT_ERASED: 'The document was erased: nothing of it is left.',
  ANSWER_ERASED: 'The answer was erased together with a document that it cites or lists.',
  REVISION_NOT_RETAINED: 'The revision is no longer kept (RETAIN_REVISIONS).',
  // Documents that cannot be taken in
  UNSUPPORTED_FORMAT: 'No loader reads this kind of file.',
  DOCUMENT_TOO_LARGE: 'The document is larger than MAX_DOCUMENT_BYTES.',
  CORRUPT_DOCUMENT: 'The document is damaged, or is not what its name says.',
  ENCRYPTED: 'The document is protected by a password.',
  NO_TEXT: 'The document holds no text: its pages are scanned or drawn.',
  INVALID_ENCODING: 'The text is not valid in the encoding it claims, nor surely in any other.',
  INVALID_FRONT_MATTER: 'The front matter is not valid YAML of the documented form.',
  PARSE_TIMEOUT: 'Reading the document took longer than PARSE_TIMEOUT_MS.',
  PARSE_OUT_OF_MEMORY: 'Reading the document took more memory than PARSE_MEMORY_MB.',
  SYMLINK_OUTSIDE: 'The symbolic link leads out of the corpus folder.',
  UNREADABLE_FILE: 'The file cannot be read.',
  // The machine
  INVALID_CONFIG: 'A setting has a value that it cannot take.',
  INVALID_VECTOR: 'A vector has a wrong length or a value that is not finite.',
  SPAN_OUT_OF_RANGE: 'The span does not lie in the text.',
  MODEL_UNREACHABLE: 'The endpoint of the language model cannot be reached.',
  MODEL_KEY_REFUSED: 'The endpoint of the language model refuses the key.',
  MODEL_NOT_FOUND: 'The endpoint has no language model of that name.',
  MODEL_CONTEXT_EXCEEDED: 'The text is longer than the language model takes.',
  MODEL_RATE_LIMITED: 'The endpoint of the language model takes no more requests for now.',
  MODEL_TIMEOUT: 'The language model was silent for longer than MODEL_TIMEOUT_MS.',
  MODEL_FAILED: 'The language model answered with an error, or with something that is no answer.',
  EMBEDDER_UNAVAILABLE:
    'These settings do not lead to the embedding model that the vectors are of.',
  STORE_UNUSABLE: 'The store cannot be opened.',
  STORE_BUSY: 'Another process has been writing to the store for too long.',
  NOT_READY: 'The first ingest is not committed yet, or a model cannot be asked.',
  SHUTTING_DOWN: 'The server is closing.',
  INTERNAL: 'Something went wrong that is not the fault of the request.',
} as const;

export type ErrorCode = keyof typeof ERROR_CODES;

/**
 * An error with a stable code. `details` holds ids, counts and limits, never document text.
 * The message is the code's sentence, followed by `detail` where one is given.
 */
export class FootnoteError extends Error {
  readonly code: ErrorCode;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(
    code: ErrorCode,
    details: Readonly<Record<string, unknown>> = {},
    options: { cause?: unknown; detail?: string } = {},
  ) {
    super(options.detail ?? ERROR_CODES[code], { cause: options.cause });
    this.name = 'FootnoteError';
    this.code = code;
    this.details = details;
  }
}

/** @param maxBytes MAX_DOCUMENT_BYTES, which the message names */
export function documentTooLarge(maxBytes: number): FootnoteError {
  const detail = `The document is larger than ${maxBytes.toLocaleString('en')} bytes (MAX_DOCUMENT_BYTES).`;
  return new FootnoteError('DOCUMENT_TOO_LARGE', { maxBytes }, { detail });
}

/** The error itself if it is ours, else an INTERNAL one that carries it as its cause. */
export function asFootnoteError(error: unknown): FootnoteError {
  return error instanceof FootnoteError
    ? error
    : new FootnoteError('INTERNAL', {}, { cause: error });
}
