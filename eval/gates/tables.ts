import { percent } from '../report.ts';
import { partOf } from '../tables/part-of.ts';
import { toTable, type Column, type Table } from '../tables/table.ts';
import type { Choice } from './calibrate.ts';
import type { GateReport, Group, KindGroup } from './evaluate.ts';
import { wilsonInterval, type Outcome } from './score.ts';

const GATES = ['verbatim', 'numbers', 'negation', 'names', 'coverage'] as const;

const stoppedOf = ({ cases, supported }: Outcome): string => partOf(cases - supported, cases);
const name = (head: string): Column<Group> => ({ head, cell: (group) => group.name });

const STOPPED: Column<Group> = {
  head: 'stopped',
  means: 'Claims that did not pass as supported.',
  cell: ({ outcome }) => stoppedOf(outcome),
};
const DROPPED: Column<Group> = {
  ...STOPPED,
  head: 'dropped',
  means: 'True claims that did not pass as supported. Target over all: at most 5 %.',
};
const INTERVAL: Column<Group> = {
  head: '95 %',
  means: 'Wilson’s interval of that share.',
  cell: ({ outcome: { cases, supported } }) => {
    const { low, high } = wilsonInterval(cases - supported, cases);
    return `${percent(low)} – ${percent(high)}`;
  },
};
const BY_HAND: Column<KindGroup> = {
  head: 'by hand',
  means: 'Of these the ones that were written by hand.',
  cell: ({ byHand }) => stoppedOf(byHand),
};
const HOW: readonly Column<Group>[] = [
  { head: 'unsupported', cell: ({ outcome }) => String(outcome.unsupported) },
  {
    head: 'partial',
    means:
      'Only coverage failed. Counted as stopped: such a claim is dropped, or shown with a label.',
    cell: ({ outcome }) => String(outcome.partial),
  },
  ...GATES.map((gate): Column<Group> => ({
    head: gate,
    ...(gate === 'verbatim' && {
      means:
        'Claims that this gate stopped, as in the columns behind it. Several gates may stop one claim.',
    }),
    cell: ({ outcome }) => String(outcome.gates[gate] ?? 0),
  })),
];

const CHOICES: readonly Column<Choice>[] = [
  { head: 'held back', cell: ({ heldBack }) => heldBack ?? 'none' },
  { head: 'least coverage', cell: ({ thresholds }) => String(thresholds.minCoverage) },
  { head: 'longest run', cell: ({ thresholds }) => String(thresholds.maxUncoveredRun) },
  {
    head: 'stopped',
    means: 'Mean over the other kinds of the share that is stopped, on the half chosen on.',
    cell: ({ stopped }) => percent(stopped),
  },
  {
    head: 'dropped',
    means: 'Share of the true claims of that half that is dropped; at most 5 % were allowed.',
    cell: ({ dropped }) => percent(dropped),
  },
];

export function gateTables(report: GateReport): Table[] {
  const { split, shipped, choices, falseClaims, trueClaims, sharedData } = report;
  const half = `half "${split}"`;
  const ours = `At the thresholds that the code has: ${JSON.stringify(shipped)}.`;
  const reported = split === 'report';
  return [
    ...toTable(
      {
        title: `False claims, ${half}`,
        about: `${
          reported
            ? 'Each kind at the thresholds that were chosen on the other half without it.'
            : ours
        } Targets: 98 % of number, date, unit and negation, 90 % of name and rider, 100 % of other-source and invented-quote.`,
      },
      [name('kind'), STOPPED, INTERVAL, BY_HAND, ...HOW],
      falseClaims,
    ),
    ...toTable(
      { title: `True claims, ${half}`, about: `By the rule that made them. ${ours}` },
      [name('made by'), DROPPED, INTERVAL, ...HOW],
      trueClaims,
    ),
    ...toTable(
      {
        title: `Data of others, ${half}`,
        about: `Sentences of real documents before and after an edit (target: 90 % of the old ones stopped), and claims of SciFact under the sentences that experts named, which have no target. ${ours}`,
      },
      [name('data'), STOPPED, INTERVAL, ...HOW],
      sharedData,
    ),
    ...toTable(
      {
        title: 'Thresholds, as chosen on half "tune"',
        about: 'The code has those of the first row; each other row is used for its kind alone.',
      },
      CHOICES,
      choices,
    ),
  ];
}
