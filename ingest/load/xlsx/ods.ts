import type { Archive } from '../archive.ts';
import type { DocumentProperties } from '../archive/office-package.ts';
import { readOpenDocument } from '../odt/package.ts';
import { readStyles } from '../odt/styles.ts';
import { readTable } from '../odt/table.ts';
import { wordsOf } from '../odt/words.ts';
import type { Sheet } from '../tables/grid.ts';
import { elementsOf, type XmlElement } from '../xml/tree.ts';

export function isOpenDocument(archive: Archive): boolean {
  return archive.has('content.xml');
}

/** The sheets of an ODS workbook that are not hidden. Each cell holds the text that it displays. */
export function readOpenDocumentSheets(
  archive: Archive,
): DocumentProperties & { readonly sheets: readonly Sheet[] } {
  const { body, styleParts, properties } = readOpenDocument(archive, 'office:spreadsheet');
  const styles = readStyles(styleParts);
  const cellWords = (cell: XmlElement): string => {
    const lines = elementsOf(cell, 'text:p').map((line) => wordsOf(line, styles, () => '').text);
    return (lines.length > 0 ? lines.join('\n') : statedValue(cell)).trim();
  };
  const sheets = elementsOf(body, 'table:table')
    .filter(({ attributes }) => !styles.isHidden(attributes['table:style-name'] ?? ''))
    .map((table) => readTable(table, table.attributes['table:name'] ?? '', cellWords));
  return { ...properties, sheets };
}

const VALUES = ['string-value', 'date-value', 'time-value', 'boolean-value', 'value'];

/** For programs that write values without the text that they are displayed as. */
function statedValue({ attributes }: XmlElement): string {
  const values = VALUES.map((name) => attributes[`office:${name}`]);
  return values.find((value) => value !== undefined) ?? '';
}
