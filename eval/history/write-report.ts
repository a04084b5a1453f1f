import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { toMarkdown as tablesToMarkdown, toTerminal as tablesToTerminal } from '../bench/table.ts';
import { historyTables } from '../tables/history.ts';
import type { HistoryReport } from './report.ts';

/** Writes both files, making their folders. */
export function writeHistoryReport(
  report: HistoryReport,
  files: { json: string; markdown: string },
): void {
  for (const file of [files.json, files.markdown]) mkdirSync(dirname(file), { recursive: true });
  writeFileSync(files.json, `${JSON.stringify(report, null, 2)}\n`);
  writeFileSync(files.markdown, toMarkdown(report));
}

export function toTerminal(report: HistoryReport): string {
  return tablesToTerminal(tablesOf(report));
}

/** Numbers alone: the words of the data stay in the JSON file. */
export function toMarkdown(report: HistoryReport): string {
  const { finishedAt, durationMs, machine, node, commit, pipeline } = report.run;
  const head = [
    '# What `npm run eval -- history` measured',
    `${finishedAt.slice(0, 16).replace('T', ' ')} UTC · ${machine} · Node ${node} · ` +
      `commit ${commit ?? 'unknown'} · ${pipeline.join(', ')} · ${Math.round(durationMs / 1000)} s`,
    'What missed is in the JSON file beside it, with its question and answers.',
  ];
  const tables = tablesOf(report).map((table) => {
    const legend = table.legend.map(({ head: name, means }) => `- **${name}**: ${means}`);
    return [tablesToMarkdown([table]).trimEnd(), table.about, legend.join('\n')]
      .filter((part) => part !== '')
      .join('\n\n');
  });
  return `${[...head, ...tables].join('\n\n')}\n`;
}

function tablesOf({ histories, facts }: HistoryReport) {
  const rows = [
    ...histories.flatMap((history) =>
      history.facts.map((scores) => ({ history: history.name, ...scores })),
    ),
    ...facts.map((scores) => ({ history: 'all', ...scores })),
  ];
  return historyTables(rows, histories);
}
