/** A column of a table: its head, what its numbers mean, and how a cell is made of a row's value. */
export interface Column<Row> {
  readonly head: string;
  /** A sentence; left out where the head says it all. */
  readonly means?: string;
  readonly cell: (row: Row) => string;
}

/** A table as text, ready for a terminal or a page. */
export interface Table {
  readonly title: string;
  /** What one looks at, in a sentence or two. */
  readonly about: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly legend: readonly { readonly head: string; readonly means: string }[];
}

/** None when there are no rows: what was not measured has no table. */
export function toTable<Row>(
  { title, about }: Pick<Table, 'title' | 'about'>,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
): Table[] {
  if (rows.length === 0) return [];
  return [
    {
      title,
      about,
      header: columns.map(({ head }) => head),
      rows: rows.map((row) => columns.map(({ cell }) => cell(row))),
      legend: columns.flatMap(({ head, means }) => (means === undefined ? [] : [{ head, means }])),
    },
  ];
}
