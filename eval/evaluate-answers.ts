import { quantile } from '../src/core/quantile.ts';
import { scoreAbstention, scoreForeign } from './abstention.ts';
import { scoreAnswers } from './answers.ts';
import { ASK_SCOPES, askAll, type Asked, type AskScope } from './ask.ts';
import { countCharacters, scoreCharacters, type Place } from './characters.ts';
import type { EvalCorpus } from './corpus.ts';
import { SPLITS } from './questions.ts';
import { rereadCitations } from './exactness.ts';
import type { AnsweringResult, CharacterRow } from './result.ts';
import { foreignQuestions, type Subject } from './subjects.ts';

/** Numbers of first passages whose characters are compared with gold spans. */
const DEPTHS = [1, 4, 8];

/** Everything that a corpus was asked. */
interface Interview {
  readonly own: readonly Asked[];
  readonly foreign: readonly { readonly from: string; readonly asked: readonly Asked[] }[];
  /** The questions whose gold spans are known, by where they were asked; of the corpus: part of `own`. */
  readonly withGold: Readonly<Record<AskScope, readonly Asked[]>>;
}

/** Asks a corpus its own questions and the others', and scores the answers. */
export async function evaluateAnswers(
  corpus: EvalCorpus,
  subjects: readonly Subject[],
  subject: Subject,
): Promise<AnsweringResult> {
  const { own, foreign, withGold } = await interview(corpus, subjects, subject);
  const strangers = foreign.flatMap(({ asked }) => asked);
  const everything = [...own, ...strangers, ...withGold.document, ...withGold['unnamed document']];
  const durations = everything.map(({ durationMs }) => durationMs);
  const citations = everything.flatMap((one) => one.citations);
  return {
    answers: scoreAnswers(own),
    citedCharacters: ASK_SCOPES.flatMap((scope) =>
      characterRows(scope, withGold[scope], (one) => one.citations),
    ),
    passageCharacters: ASK_SCOPES.flatMap((scope) =>
      DEPTHS.flatMap((passages) =>
        characterRows(scope, withGold[scope], (one) => one.passages.slice(0, passages)).map(
          (row) => ({ passages, ...row }),
        ),
      ),
    ),
    threshold: everything.find(({ passages }) => passages.length > 0)?.threshold ?? Number.NaN,
    abstention: scoreAbstention(own, strangers),
    foreign: foreign.flatMap(({ from, asked }) => scoreForeign(from, own, asked)),
    exactness: await rereadCitations(corpus.parts.store, citations),
    latency: {
      questions: everything.length,
      p50Ms: quantile(durations, 0.5),
      p99Ms: quantile(durations, 0.99),
    },
  };
}

/**
 * Those whose gold spans are known are asked again of the documents that hold the answer alone, which
 * tells apart what finding the document costs.
 */
async function interview(
  corpus: EvalCorpus,
  subjects: readonly Subject[],
  subject: Subject,
): Promise<Interview> {
  const own = await askAll(corpus, subject.questions, 'corpus');
  const foreign: { from: string; asked: Asked[] }[] = [];
  for (const { from, questions } of foreignQuestions(subjects, subject)) {
    foreign.push({ from, asked: await askAll(corpus, questions, 'corpus') });
  }
  const located = subject.questions.filter(({ gold }) => gold.length > 0);
  const named = located.filter(({ textWithoutDocument }) => textWithoutDocument !== null);
  const withGold = {
    corpus: own.filter(({ question }) => question.gold.length > 0),
    document: await askAll(corpus, located, 'document'),
    'unnamed document': await askAll(corpus, named, 'unnamed document'),
  };
  return { own, foreign, withGold };
}

/** What is marked for each question against its gold spans, by half. */
function characterRows(
  scope: AskScope,
  asked: readonly Asked[],
  markedBy: (one: Asked) => readonly Place[],
): CharacterRow[] {
  const rows = SPLITS.map((split) => {
    const half = asked.filter(({ question }) => question.split === split);
    const counts = half.map((one) => countCharacters(markedBy(one), one.question.gold));
    return { scope, split, ...scoreCharacters(counts) };
  });
  return rows.filter(({ questions }) => questions > 0);
}
