/** Rows under a header, columns aligned: numbers to the right, words to the left. */
export function formatTable(
  header: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const all = [header, ...rows];
  const widths = header.map((_, column) =>
    Math.max(...all.map((row) => (row[column] ?? '').length)),
  );
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return /^[\d.<>≥≤%/ –-]+$/.test(cell) ? cell.padStart(width) : cell.padEnd(width);
      })
      .join('  ')
      .trimEnd();
  return [
    line(header),
    widths.map((width) => '─'.repeat(width)).join('  '),
    ...rows.map(line),
  ].join('\n');
}

/** A share as `.123`, the way retrieval tables are written. */
export function share(value: number): string {
  return Number.isNaN(value) ? '–' : value.toFixed(3);
}

export function percent(value: number): string {
  return Number.isNaN(value) ? '–' : `${(100 * value).toFixed(1)} %`;
}

export function milliseconds(value: number): string {
  return value.toFixed(value < 10 ? 2 : 0);
}

export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
