import { formatTable } from '../report.ts';

/** What is printed, and written as Markdown. */
export interface Table {
  readonly title: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export function toTerminal(tables: readonly Table[]): string {
  return tables
    .map(({ title, header, rows }) => `${title}\n\n${formatTable(header, rows)}\n`)
    .join('\n');
}

export function toMarkdown(tables: readonly Table[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return tables
    .map(({ title, header, rows }) => {
      const lines = [line(header), line(header.map(() => '---')), ...rows.map(line)];
      return `**${title}**\n\n${lines.join('\n')}\n`;
    })
    .join('\n');
}

/** Names with their counts, in one cell; a dash for none. */
export function listCounts(counts: Readonly<Record<string, number>>): string {
  const list = Object.entries(counts).map(([name, count]) => `${name} ${count}`);
  return list.join(', ') || '–';
}

/** A number for a cell: one decimal below ten, none above; a dash where there is none. */
export function decimal(value: number | null): string {
  return value === null || Number.isNaN(value) ? '–' : value.toFixed(value < 10 ? 1 : 0);
}

/** Bytes as megabytes, for a cell. */
export function megabytes(bytes: number): string {
  return decimal(bytes / 1e6);
}
