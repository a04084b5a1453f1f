import { FootnoteError } from '../../../src/core/errors.ts';
import { statedOf, type DocumentProperties } from '../archive/office-package.ts';
import { openOle } from '../archive/ole-container.ts';
import { decodeCodePage } from '../code-page.ts';

/** What an XLS holds that is read. */
export interface OldWorkbook {
  /** The stream with the sheets (BIFF). */
  readonly stream: Uint8Array;
  readonly properties: DocumentProperties;
}

/**
 * Takes an XLS apart. SheetJS would read all of its streams, and can be kept busy for ever by the properties
 * of a damaged one.
 * @throws CORRUPT_DOCUMENT
 */
export function readOldWorkbook(bytes: Uint8Array): OldWorkbook {
  const container = openOle(bytes);
  const stream = container.read('workbook') ?? container.read('book');
  // By anything else SheetJS would take it for text, or for another program's.
  if (stream?.[0] !== BIFF || (stream[1] ?? BIFF) >= BIFF) {
    const detail = 'The document is no Excel workbook.';
    throw new FootnoteError('CORRUPT_DOCUMENT', {}, { detail });
  }
  const summary = container.read('\u0005summaryinformation');
  return { stream, properties: readSummary(summary ?? new Uint8Array()) };
}

/** The record that a workbook begins with, and a number above those of its versions. */
const BIFF = 9;

/* Properties by number, and types of values. Source: [MS-OLEPS] §2 and §3. */
const CODE_PAGE = 1;
const TITLE = 2;
const AUTHOR = 4;
const CREATED = 12;
const MODIFIED = 13;
const NARROW_TEXT = 0x1e;
const WIDE_TEXT = 0x1f;
const TIME = 0x40;

const SECTION_OFFSET_AT = 44;
const MAX_PROPERTIES = 100;
/** Times count from 1601 in steps of 100 ns. */
const EPOCH_MS = Date.UTC(1601, 0, 1);
const STEPS_PER_MS = 10_000n;

/** What is damaged or of another type states nothing. */
function readSummary(stream: Uint8Array): DocumentProperties {
  const view = new DataView(stream.buffer, stream.byteOffset, stream.byteLength);
  const offsets = readOffsets(view);
  const at = (property: number): number => offsets.get(property) ?? view.byteLength;
  const codePage = orEmpty(() => String(view.getUint16(at(CODE_PAGE) + 4, true)));
  const text = (property: number): string =>
    orEmpty(() => readText(view, at(property), Number(codePage) || 1252));
  const time = (property: number): string => orEmpty(() => readTime(view, at(property)));
  return {
    title: text(TITLE).toWellFormed() || null,
    metadata: statedOf({ author: text(AUTHOR), created: time(CREATED), modified: time(MODIFIED) }),
  };
}

function readOffsets(view: DataView): Map<number, number> {
  const offsets = new Map<number, number>();
  orEmpty(() => {
    const section = view.getUint32(SECTION_OFFSET_AT, true);
    const count = Math.min(view.getUint32(section + 4, true), MAX_PROPERTIES);
    for (let entry = section + 8; entry < section + 8 + count * 8; entry += 8) {
      offsets.set(view.getUint32(entry, true), section + view.getUint32(entry + 4, true));
    }
    return '';
  });
  return offsets;
}

function orEmpty(read: () => string): string {
  try {
    return read();
  } catch (error) {
    // An offset beyond the end of the stream, or a time beyond those that there are.
    if (error instanceof RangeError) return '';
    throw error;
  }
}

function readText(view: DataView, at: number, codePage: number): string {
  const type = view.getUint32(at, true);
  if (type !== NARROW_TEXT && type !== WIDE_TEXT) return '';
  const length = view.getUint32(at + 4, true) * (type === WIDE_TEXT ? 2 : 1);
  const bytes = new Uint8Array(view.buffer, view.byteOffset + at + 8, length);
  const words = decodeCodePage(bytes, type === WIDE_TEXT ? 1200 : codePage);
  return words.replace(/\0.*$/s, '').trim();
}

function readTime(view: DataView, at: number): string {
  if (view.getUint32(at, true) !== TIME) return '';
  const steps = view.getBigUint64(at + 4, true);
  return steps === 0n ? '' : new Date(EPOCH_MS + Number(steps / STEPS_PER_MS)).toISOString();
}
