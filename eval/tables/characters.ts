import type { CharacterScores } from '../characters.ts';
import { percent } from '../report.ts';
import type { CharacterRow, EvalResult } from '../result.ts';
import { toTable, type Column, type Table } from './table.ts';

/** For what is cited and for what is retrieved alike. */
export const CHARACTER_COLUMNS: readonly Column<CharacterScores>[] = [
  {
    head: 'precision',
    means:
      'Share of a question’s marked characters (cited, or of the passages found) that are gold; those of another document are wrong. Mean over the questions for which any are marked.',
    cell: ({ precision }) => percent(precision),
  },
  {
    head: 'recall',
    means:
      'Share of a question’s gold characters that are marked. Mean over all questions; a declined one counts 0.',
    cell: ({ recall }) => percent(recall),
  },
  {
    head: 'F1',
    means: 'Harmonic mean of these two means.',
    cell: ({ f1 }) => percent(f1),
  },
  {
    head: 'hit',
    means: 'Share of all questions for which at least one gold character is marked.',
    cell: ({ hit }) => percent(hit),
  },
];

const COLUMNS: readonly Column<CharacterRow & { readonly corpus: string }>[] = [
  { head: 'corpus', cell: ({ corpus }) => corpus },
  {
    head: 'asked of',
    means:
      'The whole corpus; or, by a filter, only the documents that hold the answer, so that nothing depends on finding them; or that without the clause of the question which names the document (“Consider X’s privacy policy;”).',
    cell: ({ scope }) => scope,
  },
  { head: 'split', cell: ({ split }) => split },
  { head: 'questions', cell: ({ questions }) => String(questions) },
  {
    head: 'answered',
    means: 'Share of the questions that were not declined.',
    cell: ({ questions, marking }) => percent(marking / questions),
  },
  ...CHARACTER_COLUMNS,
];

export function citedTables({ corpora }: EvalResult): Table[] {
  return toTable(
    {
      title: 'Citing the right characters',
      about:
        'Characters cited against the gold spans. SQuAD’s gold is a phrase of some 18 characters, so that the sentence it stands in has low precision; recall and hit tell more there.',
    },
    COLUMNS,
    corpora.flatMap(({ name, answering }) =>
      (answering?.citedCharacters ?? []).map((row) => ({ corpus: name, ...row })),
    ),
  );
}
