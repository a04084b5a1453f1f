import { parseArgs } from 'node:util';
import { readConfig } from './core/config.ts';
import { printable, printableJson } from './core/printable.ts';
import { CHECKS, NOTES } from './store/sqlite/verify/checks.ts';
import { verifyStore, type StoreReport } from './store/sqlite/verify/verify.ts';
import { lastWords, say } from './terminal.ts';

const USAGE = `Usage: npm run verify-store [-- --json]

Looks whether everything that must be true of the store in DATA_DIR is true, and changes nothing. The store
may be in use.

  --json   print the report as JSON

Exit code: 0 nothing is broken, 2 something is, 1 it could not be looked at.`;

const EXIT_BROKEN = 2;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { json: { type: 'boolean', default: false }, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help) return console.log(USAGE);
  const { dataDir } = readConfig(process.env);
  const report = await verifyStore(dataDir);
  if (report === null) {
    say(`There is no store in ${dataDir}.`);
    process.exitCode = 1;
    return;
  }
  console.log(values.json ? printableJson(report) : formatReport(report));
  if (report.findings.length > 0) process.exitCode = EXIT_BROKEN;
}

function formatReport({ counts, findings, more, notes, durationMs }: StoreReport): string {
  const looked = Object.entries(counts).map(([name, count]) => `${count} ${name}`);
  const broken = new Set(findings.map(({ check }) => check));
  const lines = [...broken].flatMap((check) => [
    `BROKEN ${check}: ${CHECKS[check]}`,
    ...findings
      .filter((finding) => finding.check === check)
      .map(({ detail }) => `  ${printable(detail)}`),
    ...(more[check] === undefined ? [] : [`  and ${more[check]} more`]),
  ]);
  const noted = notes.map(
    ({ note, detail }) => `Note ${note}: ${NOTES[note]} (${printable(detail)})`,
  );
  return [
    ...lines,
    ...noted,
    `Looked at ${looked.join(', ')} in ${(durationMs / 1000).toFixed(1)} s.`,
    broken.size === 0 ? 'Nothing is broken.' : `${broken.size} checks found something broken.`,
  ].join('\n');
}

main().catch((error: unknown) => {
  say(lastWords(error));
  process.exitCode = 1;
});
