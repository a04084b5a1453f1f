import { openArchive } from './archive.ts';
import { readCoreProperties, type DocumentProperties } from './archive/office-package.ts';
import { isOle, kindOfOle } from './archive/ole.ts';
import { createExtractionWriter, documentOfExtraction } from './extraction.ts';
import type { Loader } from './types.ts';
import { readOldWorkbook } from './xlsx/old-workbook.ts';
import { repack } from './xlsx/repack.ts';
import { isOpenDocument, readOpenDocumentSheets } from './xlsx/ods.ts';
import type { Sheet } from './tables/grid.ts';
import { readSheets } from './xlsx/workbook.ts';
import { writeSheet } from './xlsx/write-sheet.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const XLSB = 'application/vnd.ms-excel.sheet.binary.macroenabled.12';
const XLS = 'application/vnd.ms-excel';
const ODS = 'application/vnd.oasis.opendocument.spreadsheet';

interface Workbook extends DocumentProperties {
  readonly mediaType: string;
  readonly sheets: readonly Sheet[];
}

/**
 * Workbooks: XLSX, XLSB and XLS through SheetJS, which gets nothing but the parts it needs, ODS by a reader of our own, told apart by
 * what they are, not by name. Each sheet is a heading with its tables; values are as they are displayed, of
 * formulas the results that the file holds. Hidden sheets, rows and columns, comments and charts are left
 * out.
 */
export const xlsxLoader: Loader = {
  mediaTypes: [
    XLSX,
    'application/vnd.openxmlformats-officedocument.spreadsheetml.template',
    'application/vnd.ms-excel.sheet.macroenabled.12',
    'application/vnd.ms-excel.template.macroenabled.12',
    XLSB,
    XLS,
    ODS,
  ],
  extensions: ['xlsx', 'xlsm', 'xltx', 'xltm', 'xlsb', 'xls', 'xlt', 'ods', 'ots'],
  async load({ bytes }) {
    const { sheets, title, metadata, mediaType } = await readWorkbook(bytes);
    const writer = createExtractionWriter();
    for (const sheet of sheets) writeSheet(sheet, writer);
    const stated = {
      mediaType,
      encoding: null,
      title,
      metadata,
    };
    return documentOfExtraction(writer.finish(), stated, 'The workbook has nothing in its cells.');
  },
};

async function readWorkbook(bytes: Uint8Array): Promise<Workbook> {
  if (isOle(bytes) && kindOfOle(bytes) === 'excel') {
    const { stream, properties } = readOldWorkbook(bytes);
    return { sheets: await readSheets(stream, true), mediaType: XLS, ...properties };
  }
  const archive = openArchive(bytes);
  if (isOpenDocument(archive)) return { mediaType: ODS, ...readOpenDocumentSheets(archive) };
  const hasStyles = archive.has('xl/styles.xml') || archive.has('xl/styles.bin');
  const sheets = await readSheets(await repack(archive), hasStyles);
  const mediaType = archive.has('xl/workbook.bin') ? XLSB : XLSX;
  return { sheets, mediaType, ...readCoreProperties(archive) };
}
