import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { formatTable } from './report.ts';
import type { EvalResult } from './result.ts';
import { abstentionTables } from './tables/abstention.ts';
import { answerTables } from './tables/answers.ts';
import { citedTables } from './tables/characters.ts';
import { corporaTables } from './tables/corpora.ts';
import { exactnessTables } from './tables/exactness.ts';
import { retrievalTables } from './tables/retrieval.ts';
import type { Table } from './tables/table.ts';

/* One result, three forms: the terminal and Markdown show the same tables of it, JSON is the result itself. */

/** Writes both files, making their folders. */
export function writeReport(result: EvalResult, files: { json: string; markdown: string }): void {
  for (const file of [files.json, files.markdown]) mkdirSync(dirname(file), { recursive: true });
  writeFileSync(files.json, `${JSON.stringify(result, null, 2)}\n`);
  writeFileSync(files.markdown, toMarkdown(result));
}

export function toTerminal(result: EvalResult): string {
  const tables = tablesOf(result).map(
    ({ title, header, rows }) => `${title}\n\n${formatTable(header, rows)}\n`,
  );
  return tables.join('\n');
}

/** A report that can be read without the code: what was run, every table, and what each number means. */
export function toMarkdown(result: EvalResult): string {
  const { finishedAt, durationMs, machine, node, commit, pipeline } = result.run;
  const head = [
    '# What `npm run eval` measured',
    `${finishedAt.slice(0, 16).replace('T', ' ')} UTC · ${machine} · Node ${node} · ` +
      `commit ${commit ?? 'unknown'} · ${pipeline.join(', ')} · ${Math.round(durationMs / 1000)} s`,
    'Every number of this page is in the JSON file beside it.',
  ];
  return `${[...head, ...tablesOf(result).map(tableToMarkdown)].join('\n\n')}\n`;
}

function tablesOf(result: EvalResult): Table[] {
  return [
    ...corporaTables(result),
    ...retrievalTables(result),
    ...answerTables(result),
    ...citedTables(result),
    ...abstentionTables(result),
    ...exactnessTables(result),
  ];
}

function tableToMarkdown({ title, about, header, rows, legend }: Table): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  const table = [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
  const definitions = legend.map(({ head, means }) => `- **${head}**: ${means}`).join('\n');
  return [`## ${title}`, about, table, definitions].filter((part) => part !== '').join('\n\n');
}
