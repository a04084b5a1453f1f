import type { UpdateReport } from '../updates/evaluate.ts';
import type { StepOutcome } from '../updates/result.ts';
import type { UpdateScores } from '../updates/score.ts';
import { milliseconds } from '../report.ts';
import { failureTables } from './failures.ts';
import { partOf } from './part-of.ts';
import { toTable, type Column, type Table } from './table.ts';

const SPLIT: Column<UpdateScores> = { head: 'split', cell: ({ split }) => split };
const DOMAIN: Column<UpdateScores> = { head: 'domain', cell: ({ domain }) => domain ?? 'all' };
const STEP: Column<UpdateScores> = { head: 'step', cell: ({ step }) => step ?? 'all' };

const RIGHT: readonly Column<UpdateScores>[] = [
  {
    head: 'changed: before',
    means:
      'Questions whose answer the step changes, asked before it and answered rightly: all facts that were true then stand in the quotes. Where the documents do not answer, a declined question is right, and so is an answer with none of the facts of the other side of the step; these are counted apart below.',
    cell: ({ changed }) => partOf(changed.before, changed.questions),
  },
  {
    head: 'after',
    means: 'The same just after the step, by what is true then.',
    cell: ({ changed }) => partOf(changed.after, changed.questions),
  },
  {
    head: 'unchanged: before',
    means: 'Questions whose answer the step must not change, asked at the same times.',
    cell: ({ unchanged }) => partOf(unchanged.before, unchanged.questions),
  },
  { head: 'after', cell: ({ unchanged }) => partOf(unchanged.after, unchanged.questions) },
  {
    head: 'behind',
    means:
      'Points by which the changed questions are answered rightly less often than the unchanged after the step; below 0, more often. Target over all steps: at most 3.',
    cell: ({ behindPoints }) => (Number.isNaN(behindPoints) ? '–' : behindPoints.toFixed(1)),
  },
  {
    head: 'superseded',
    means:
      'Answers to changed questions after the step that quote a fact that was true only before it, and not all that is true now. Target: 0.',
    cell: ({ superseded }) => String(superseded),
  },
  {
    head: 'old and new',
    means:
      'Answers that quote such a fact beside all that is true now, as when an amendment is quoted with what it replaces.',
    cell: ({ both }) => String(both),
  },
];

const UNANSWERABLE: readonly Column<UpdateScores>[] = [
  DOMAIN,
  SPLIT,
  {
    head: 'asked',
    means: 'Changed questions asked when the documents did not answer: before the step, or after.',
    cell: ({ unanswerable }) => String(unanswerable.asked),
  },
  { head: 'declined', cell: ({ unanswerable }) => String(unanswerable.declined) },
  {
    head: 'other',
    means: 'Answered with none of the facts that are true at the other side of the step.',
    cell: ({ unanswerable }) => String(unanswerable.other),
  },
  {
    head: 'wrong',
    means: 'Answered with such a fact.',
    cell: ({ unanswerable }) => String(unanswerable.wrong),
  },
];

const STEPS: readonly Column<StepOutcome & { readonly domain: string }>[] = [
  { head: 'domain', cell: ({ domain }) => domain },
  { head: 'step', cell: ({ step }) => step },
  { head: 'changes', cell: ({ changes }) => String(changes) },
  {
    head: 'revised',
    means: 'Documents that the scan found new, changed or under a new name.',
    cell: ({ revised }) => String(revised),
  },
  { head: 'deleted', cell: ({ deleted }) => String(deleted) },
  {
    head: 'embedded',
    means: 'Texts that went through the embedding model.',
    cell: ({ embedded }) => String(embedded),
  },
  {
    head: 'scan ms',
    means:
      'From the call that scans the corpus again to its end: the next question is of what it found.',
    cell: ({ scanMs }) => milliseconds(scanMs),
  },
];

export function updateTables({ scores, domains }: UpdateReport): Table[] {
  const whole = scores.filter(({ step }) => step === null);
  return [
    ...toTable(
      {
        title: 'Answers when documents change',
        about: 'Each question is asked just before its step and just after; all steps together.',
      },
      [DOMAIN, SPLIT, ...RIGHT],
      whole,
    ),
    ...toTable(
      { title: 'Answers when documents change, step by step', about: 'The same numbers.' },
      [DOMAIN, STEP, SPLIT, ...RIGHT],
      scores.filter(({ step }) => step !== null),
    ),
    ...toTable(
      { title: 'Asked when the documents do not answer', about: '' },
      UNANSWERABLE,
      whole.filter(({ unanswerable }) => unanswerable.asked > 0),
    ),
    ...toTable(
      { title: 'What the steps did', about: '' },
      STEPS,
      domains.flatMap(({ domain, steps }) => steps.map((step) => ({ domain, ...step }))),
    ),
    ...failureTables(failuresOf(domains)),
  ];
}

function failuresOf(domains: UpdateReport['domains']) {
  return domains.flatMap(({ domain, failures, steps }) => [
    ...failures.map((failure) => ({ of: domain, ...failure })),
    ...steps.flatMap(({ step, failures: ofStep }) =>
      ofStep.map((failure) => ({ of: `${domain}, ${step}`, ...failure })),
    ),
  ]);
}
