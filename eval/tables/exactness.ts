import type { Exactness } from '../exactness.ts';
import type { EvalResult } from '../result.ts';
import { toTable, type Column, type Table } from './table.ts';

const COLUMNS: readonly Column<Exactness & { readonly corpus: string }>[] = [
  { head: 'corpus', cell: ({ corpus }) => corpus },
  { head: 'citations', cell: ({ citations }) => String(citations) },
  {
    head: 'exact',
    means:
      'The span holds just the quote’s characters, and the revision’s text has the SHA-256 that the citation names.',
    cell: ({ exact }) => String(exact),
  },
  { head: 'not', cell: ({ citations, exact }) => String(citations - exact) },
];

export function exactnessTables({ corpora }: EvalResult): Table[] {
  return toTable(
    {
      title: 'Citations, read again',
      about: 'Every citation of every answer given here, read again from its stored revision.',
    },
    COLUMNS,
    corpora.flatMap(({ name, answering }) =>
      answering === null ? [] : [{ corpus: name, ...answering.exactness }],
    ),
  );
}
