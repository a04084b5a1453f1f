import { FootnoteError } from '../../../src/core/errors.ts';
import type { Archive } from '../archive.ts';
import { checkXml } from '../xml.ts';

/** What makes up sheets; not what is drawn on them, embedded in them, or run by them. */
const PARTS = [
  /^\[Content_Types\]\.xml$/i,
  /^_rels\//i,
  /^xl\/(?:_rels\/)?(?:workbook|styles|sharedStrings|metadata)\.(?:xml|bin)(?:\.rels)?$/i,
  /^xl\/theme\/[^/]+\.xml$/i,
  /^xl\/worksheets\/[^/]+\.(?:xml|bin)$/i,
];
/** SheetJS looks for tags one by one and would read a broken part as far as it happens to find some. */
const CHECKED = /^xl\/(?:worksheets\/[^/]+|sharedStrings)\.xml$/i;
/** Sheets have 16,384, and say of each once how wide it is. */
const MAX_DESCRIBED_COLUMNS = 100_000;

/**
 * The parts of an XLSX or XLSB that its sheets are read from, as an archive of our own making, so that
 * SheetJS unpacks nothing that was not measured.
 * @throws CORRUPT_DOCUMENT for sheets that are not well-formed, and what `read` throws
 */
export async function repack(archive: Archive): Promise<Uint8Array> {
  const { zipSync } = await import('fflate');
  const names = archive.names.filter((name) => PARTS.some((part) => part.test(name)));
  const files = names.map((name) => [name, archive.read(name)] as const);
  for (const [name, xml] of files) if (CHECKED.test(name)) checkPart(name, xml);
  return zipSync(Object.fromEntries(files), { level: 0 });
}

function checkPart(name: string, xml: Uint8Array): void {
  let described = 0;
  checkXml(new TextDecoder().decode(xml), name, (tag, { min, max }) => {
    if (!/^(?:\w+:)?col$/.test(tag)) return;
    // SheetJS goes from the first to the last, however many that are.
    described += Number(max) - Number(min) || 0;
    if (described <= MAX_DESCRIBED_COLUMNS) return;
    const detail = `${name} in the document describes more columns than a sheet has.`;
    throw new FootnoteError('CORRUPT_DOCUMENT', { name }, { detail });
  });
}
