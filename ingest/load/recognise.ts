import { FootnoteError } from '../../src/core/errors.ts';
import { decodeText } from './decode.ts';
import { extensionOf, formatNamed, statedFormat, type Format, type FormatName } from './formats.ts';
import { signatureOf } from './signature.ts';
import type { LoadInput } from './types.ts';

/**
 * The format a file is read as. What its first bytes show decides, then the media type that was stated,
 * then the extension: a PDF that is named .txt is a PDF, and text that is named .docx is text. Text of
 * which nothing tells what it is, neither type nor extension, is plain text (LICENSE, README).
 * @throws UNSUPPORTED_FORMAT for what is recognised and not read, and for unknown extensions
 * @throws CORRUPT_DOCUMENT when the file is neither what it is said to be nor text
 * @throws ENCRYPTED
 */
export async function recogniseFormat(input: LoadInput): Promise<Format> {
  const signature = signatureOf(input.bytes);
  switch (signature?.kind) {
    case undefined:
      return formatOfText(input);
    case 'foreign':
      throw unsupported(`The file is ${signature.what}.`);
    case 'zip':
      return formatNamed(await formatOfZip(input.bytes));
    case 'ole':
      return formatNamed(await formatOfOle(input.bytes));
    case 'html':
    case 'pdf':
    case 'rtf':
    case 'xml':
      return formatNamed(signature.kind);
  }
}

function unsupported(detail: string, details: Readonly<Record<string, unknown>> = {}) {
  return new FootnoteError('UNSUPPORTED_FORMAT', details, { detail });
}

/** Of a file that shows nothing of itself: text, or nothing known. */
function formatOfText({ bytes, path, mediaType }: LoadInput): Format {
  const stated = statedFormat(mediaType, path);
  if (stated?.isText) return stated;
  const extension = extensionOf(path);
  const unknown = extension || mediaType;
  if (stated === null && unknown !== null) {
    throw unsupported(`No loader reads "${unknown}" files.`, { mediaType, extension });
  }
  if (stated === null || isText(bytes)) return formatNamed('text');
  const detail = `The file is no ${stated.name.toUpperCase()}, nor text, nor anything else that is known.`;
  throw new FootnoteError('CORRUPT_DOCUMENT', {}, { detail });
}

function isText(bytes: Uint8Array): boolean {
  try {
    decodeText(bytes, { mediaType: null });
    return true;
  } catch (error) {
    if (error instanceof FootnoteError) return false;
    throw error;
  }
}

/** OpenDocument and EPUB say in an entry of that name what they are; templates add to it. */
const MIMETYPES: readonly (readonly [start: string, name: FormatName])[] = [
  ['application/epub+zip', 'epub'],
  ['application/vnd.oasis.opendocument.text', 'odt'],
  ['application/vnd.oasis.opendocument.spreadsheet', 'xlsx'],
];
/** Microsoft's keep their parts in folders, and books tell of theirs in this place. */
const PLACES: readonly (readonly [start: string, name: FormatName])[] = [
  ['word/', 'docx'],
  ['xl/', 'xlsx'],
  ['ppt/', 'pptx'],
  ['meta-inf/container.xml', 'epub'],
];

async function formatOfZip(bytes: Uint8Array): Promise<FormatName> {
  const { openArchive } = await import('./archive.ts');
  const archive = openArchive(bytes);
  const type = archive.has('mimetype') ? archive.readText('mimetype').trim() : '';
  const byType = MIMETYPES.find(([start]) => type.startsWith(start));
  const places = archive.names.map((name) => name.toLowerCase());
  const byPlace = PLACES.find(([start]) => places.some((place) => place.startsWith(start)));
  const name = byType?.[1] ?? byPlace?.[1];
  if (name !== undefined) return name;
  throw unsupported('The file is a zip archive. Unpack it, and take in the files within.');
}

const OLE_REMEDIES = {
  word: 'The file is a Word 97–2003 document. Save it as DOCX.',
  powerpoint: 'The file is a PowerPoint 97–2003 presentation. Save it as PPTX.',
  unknown: 'The file is an OLE2 container of a kind that is not read.',
};

async function formatOfOle(bytes: Uint8Array): Promise<FormatName> {
  const { kindOfOle } = await import('./archive/ole.ts');
  const kind = kindOfOle(bytes);
  if (kind === 'excel') return 'xlsx';
  if (kind === 'encrypted') throw new FootnoteError('ENCRYPTED');
  throw unsupported(OLE_REMEDIES[kind]);
}
