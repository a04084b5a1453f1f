/**
 * The rows of a Markdown table among quoted words, as records: `Model: Bracken; Rear, empty: 3.1 bar`. A row
 * with another number of cells than there are columns is left out, as is the header.
 */
export function rowsAsRecords(words: string, columns: readonly string[]): string[] {
  return words.split('\n').flatMap((line) => {
    const row = /^\s*\|(.*)\|\s*$/.exec(line)?.[1];
    if (row === undefined || /^[\s|:-]*$/.test(row)) return [];
    const cells = row.split(/(?<!\\)\|/).map((cell) => cell.trim());
    const isHeader = cells.every((cell, at) => cell === columns[at]?.trim());
    if (cells.length !== columns.length || isHeader) return [];
    return [cells.map((cell, at) => `${columns[at] ?? ''}: ${cell}`).join('; ')];
  });
}
