import type { IngestFailure } from '../../ingest/types.ts';
import { toTable, type Column, type Table } from './table.ts';

type Row = Pick<IngestFailure, 'path' | 'code'> & { readonly of: string };

const COLUMNS: readonly Column<Row>[] = [
  { head: 'of', cell: ({ of }) => of },
  { head: 'file', cell: ({ path }) => path },
  { head: 'why', cell: ({ code }) => code },
];

/** Files that could not be taken in, and what they are of. */
export function failureTables(failures: readonly Row[]): Table[] {
  return toTable({ title: 'Files that could not be taken in', about: '' }, COLUMNS, failures);
}
