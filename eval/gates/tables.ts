import { percent } from '../report.ts';
import { partOf } from '../tables/part-of.ts';
import { toTable, type Column, type Table } from '../tables/table.ts';
import type { GateReport, Group } from './evaluate.ts';
import { wilsonInterval } from './score.ts';

const GATES = ['verbatim', 'numbers', 'negation', 'names', 'coverage'] as const;

const NAME = (head: string): Column<Group> => ({ head, cell: ({ name }) => name });

const VERDICTS: readonly Column<Group>[] = [
  { head: 'unsupported', cell: ({ outcome }) => String(outcome.unsupported) },
  {
    head: 'partial',
    means:
      'Only coverage failed. Counted as stopped: such a claim is shown with a label, or dropped.',
    cell: ({ outcome }) => String(outcome.partial),
  },
];

const BY_GATE = GATES.map((gate): Column<Group> => ({
  head: gate,
  ...(gate === 'verbatim' && {
    means:
      'As the gates that follow it: claims that it stopped. One claim may be stopped by several.',
  }),
  cell: ({ outcome }) => String(outcome.gates[gate] ?? 0),
}));

const STOPPED: readonly Column<Group>[] = [
  {
    head: 'stopped',
    means: 'Claims that did not pass as supported.',
    cell: ({ outcome: { cases, supported } }) => partOf(cases - supported, cases),
  },
  {
    head: '95 %',
    means: 'Wilson’s interval of that share.',
    cell: ({ outcome: { cases, supported } }) => {
      const { low, high } = wilsonInterval(cases - supported, cases);
      return `${percent(low)} – ${percent(high)}`;
    },
  },
];

const DROPPED: Column<Group> = {
  head: 'dropped',
  means: 'True claims that did not pass as supported. Target over all: at most 5 %.',
  cell: ({ outcome: { cases, supported } }) => partOf(cases - supported, cases),
};

export function gateTables({ split, falseClaims, trueClaims, sharedData }: GateReport): Table[] {
  const half = `half "${split}"`;
  return [
    ...toTable(
      {
        title: `False claims, ${half}`,
        about:
          'Targets: 98 % of number, date, unit and negation, 90 % of name and rider, 100 % of other-source and invented-quote.',
      },
      [NAME('kind'), ...STOPPED, ...VERDICTS, ...BY_GATE],
      falseClaims,
    ),
    ...toTable(
      { title: `True claims, ${half}`, about: 'By the rule that made them.' },
      [NAME('made by'), DROPPED, ...VERDICTS, ...BY_GATE],
      trueClaims,
    ),
    ...toTable(
      {
        title: `Data of others, ${half}`,
        about:
          'Sentences of real documents before and after an edit (target: 90 % of the old ones stopped), and claims of SciFact under the sentences that experts named, which have no target.',
      },
      [NAME('data'), ...STOPPED, ...VERDICTS, ...BY_GATE],
      sharedData,
    ),
  ];
}
