import type { Flow } from '../flow.ts';
import { startsWithHeader } from '../tables/header.ts';
import { childAt, elementsOf, type XmlElement } from '../xml/tree.ts';
import { wordsOf } from './text.ts';

export interface Table {
  readonly rows: readonly (readonly string[])[];
  /** The first row is marked as a header. */
  readonly marked: boolean;
}

/** What is merged down several rows stands in each of them. */
export function readTable(table: XmlElement): Table {
  const rows: string[][] = [];
  for (const row of elementsOf(table, 'a:tr')) {
    const above = rows.at(-1) ?? [];
    rows.push(
      elementsOf(row, 'a:tc').map((cell, column) => {
        if (isSet(cell, 'hMerge')) return '';
        return isSet(cell, 'vMerge') ? (above[column] ?? '') : cellText(cell);
      }),
    );
  }
  return { rows, marked: isSet(childAt(table, 'a:tblPr'), 'firstRow') };
}

function cellText(cell: XmlElement): string {
  const paragraphs = elementsOf(childAt(cell, 'a:txBody'), 'a:p').map(wordsOf);
  return paragraphs.join(' ').trim();
}

function isSet(element: XmlElement | undefined, attribute: string): boolean {
  return /^(?:1|true)$/.test(element?.attributes[attribute] ?? '');
}

/** Tables are marked as having a header unless someone takes the mark away, so it is believed of names only. */
export function writeTable({ rows, marked }: Table, flow: Flow): void {
  const [names = [], ...body] = rows;
  const isFull = names.length > 1 && names.slice(1).every((name) => name !== '');
  const hasHeader = body.length > 0 && ((marked && isFull) || startsWithHeader(rows));
  flow.table(hasHeader ? names : null, hasHeader ? body : rows);
}
