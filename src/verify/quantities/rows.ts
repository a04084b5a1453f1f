import { tableCells } from '../../core/markup.ts';

/**
 * Quoted words with each cell of a Markdown table behind its column, `| Model: Bracken | Rear: 3.1 bar |`, so
 * that a number goes with its column. A row of another number of cells than there are columns stays as it is.
 */
export function cellsWithColumns(words: string, columns: readonly string[]): string {
  if (columns.length === 0) return words;
  return words
    .split('\n')
    .map((line) => {
      if (!/^\s*\|.*\|\s*$/.test(line)) return line;
      const cells = tableCells(line);
      if (cells.length !== columns.length) return line;
      return `| ${cells.map((cell, at) => `${columns[at] ?? ''}: ${cell}`).join(' | ')} |`;
    })
    .join('\n');
}
