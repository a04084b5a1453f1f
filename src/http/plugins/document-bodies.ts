import type { FastifyInstance } from 'fastify';
import { documentTooLarge, FootnoteError } from '../../core/errors.ts';

/** Room for the envelope's other fields, and for the escapes of its text. */
const ENVELOPE_BYTES = 64 * 1024;

/** What tools send when nobody told them the type. */
const SAYS_NOTHING =
  /^(application\/octet-stream|application\/x-www-form-urlencoded|binary\/octet-stream)\b/i;

/** The type that a Content-Type header states, with its parameters; null where it states none worth trusting. */
export function statedMediaType(header: string | undefined): string | null {
  return header === undefined || header.trim() === '' || SAYS_NOTHING.test(header) ? null : header;
}

/**
 * Bodies of this plugin's routes arrive as bytes, of any type at all, except JSON, which is parsed.
 * The envelope may be twice as long as the document, since a quote or a line end takes two characters there.
 */
export function takeDocumentBodies(app: FastifyInstance, maxDocumentBytes: number): void {
  const parseJson = app.getDefaultJsonParser('error', 'error');
  app.removeAllContentTypeParsers();

  app.addContentTypeParser(
    '*',
    { parseAs: 'buffer', bodyLimit: maxDocumentBytes },
    (_request, body, done) => done(null, body),
  );
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer', bodyLimit: 2 * maxDocumentBytes + ENVELOPE_BYTES },
    (request, body, done) => parseJson(request, decodeUtf8(body as Buffer), done),
  );

  app.setErrorHandler((error) => {
    const isTooLarge = (error as { code?: string }).code === 'FST_ERR_CTP_BODY_TOO_LARGE';
    throw isTooLarge ? documentTooLarge(maxDocumentBytes) : error;
  });
  app.addHook('preParsing', async (request) => {
    // A form would be taken for the file that it holds.
    if (/^multipart\//i.test(request.headers['content-type'] ?? '')) {
      throw new FootnoteError(
        'UNSUPPORTED_MEDIA_TYPE',
        {},
        { detail: 'Send the file itself as the body, or a form to POST /v1/documents.' },
      );
    }
  });
  app.addHook('preValidation', async (request) => {
    // A file that became empty is a revision without words; a request without any body is a mistake.
    if (request.body !== undefined) return;
    if (request.headers['content-length'] === undefined) {
      throw new FootnoteError(
        'INVALID_REQUEST',
        {},
        { detail: 'There is no body: the document is missing.' },
      );
    }
    request.body = Buffer.alloc(0);
  });
}

/** Fastify's own decoding would turn bytes that are no UTF-8 into U+FFFD and say nothing. */
function decodeUtf8(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new FootnoteError(
      'MALFORMED_JSON',
      {},
      { cause, detail: 'The body is not valid UTF-8, as JSON must be.' },
    );
  }
}
