import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { toMarkdown as tablesToMarkdown } from '../bench/table.ts';
import type { RunDescription } from '../run.ts';
import type { Table } from './table.ts';

const EVERY_QUESTION = 'Every question with what came of it is in the JSON file beside it.';

/**
 * Writes a measure's report as JSON and its tables as Markdown, making the folders.
 * @param measure as it is called after `npm run eval --`
 * @param beside what the JSON file has that the tables do not
 */
export function writeTables(
  measure: string,
  report: { readonly run: RunDescription },
  tables: readonly Table[],
  files: { json: string; markdown: string },
  beside: string = EVERY_QUESTION,
): void {
  for (const file of [files.json, files.markdown]) mkdirSync(dirname(file), { recursive: true });
  writeFileSync(files.json, `${JSON.stringify(report, null, 2)}\n`);
  writeFileSync(files.markdown, toMarkdown(measure, report.run, tables, beside));
}

function toMarkdown(
  measure: string,
  run: RunDescription,
  tables: readonly Table[],
  beside: string,
): string {
  const { finishedAt, durationMs, machine, node, commit, pipeline } = run;
  const head = [
    `# What \`npm run eval -- ${measure}\` measured`,
    `${finishedAt.slice(0, 16).replace('T', ' ')} UTC · ${machine} · Node ${node} · ` +
      `commit ${commit ?? 'unknown'} · ${pipeline.join(', ')} · ${Math.round(durationMs / 1000)} s`,
    beside,
  ];
  const parts = tables.map((table) => {
    const legend = table.legend.map(({ head: name, means }) => `- **${name}**: ${means}`);
    return [tablesToMarkdown([table]).trimEnd(), table.about, legend.join('\n')]
      .filter((part) => part !== '')
      .join('\n\n');
  });
  return `${[...head, ...parts].join('\n\n')}\n`;
}
