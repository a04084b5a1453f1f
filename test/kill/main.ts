import { parseArgs } from 'node:util';
import { formatReport } from './report.ts';
import { KINDS, type Kind } from './messages.ts';
import { runKills } from './run.ts';

const USAGE = `Usage: npm run test:kill [-- --kills N] [-- --seed S] [-- --kind KIND]

Kills processes that write to a store at random moments, starts them again, and looks whether what was done
is there, and nothing in half.

  --kills N     how often, at least (300)
  --seed S      a whole number that decides what is done and when it is killed
  --kind KIND   only this kind; may be given more than once: ${KINDS.join(', ')}

Exit code: 0 nothing was found, 1 something was.`;

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '300' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    kind: { type: 'string', multiple: true },
    help: { type: 'boolean', short: 'h' },
  },
});
const kinds = KINDS.filter((kind: Kind) => values.kind?.includes(kind) ?? true);
const [kills, seed] = [Number(values.kills), Number(values.seed)];
if (values.help) console.log(USAGE);
else if (!Number.isInteger(kills) || !Number.isInteger(seed) || kinds.length === 0) {
  console.error(USAGE);
  process.exitCode = 1;
} else {
  const tell = (line: string): void => console.error(line);
  const report = await runKills({ kills, seed, kinds, answers: 12_000, tell });
  console.log(formatReport(report));
  if (report.findings.length > 0) process.exitCode = 1;
}
