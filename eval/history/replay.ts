import type { Answer } from '../../src/core/model.ts';
import { shownBy } from './ask-fact.ts';
import type { Fact } from './facts.ts';
import type { ReplayStore } from './open-store.ts';
import type { FactOutcome, HistoryResult } from './result.ts';
import { createSession, type Session } from './session.ts';
import type { History, Stage } from './types.ts';

/** A fact whose question was asked before the changes of its stage. */
interface OpenFact {
  readonly fact: Fact;
  readonly answer: Answer;
}

type StageOutcome = Omit<FactOutcome, 'asOf'>;

/**
 * Brings the documents of a history to each of its states in turn and asks its facts before and after. At
 * the end each first question is asked once more as of the first answer's seq, and every stored answer is
 * looked at again.
 */
export async function replay(store: ReplayStore, history: History): Promise<HistoryResult> {
  const startedAt = performance.now();
  const session = createSession(store, history.corpus);
  const outcomes: StageOutcome[] = [];
  for (const stage of history.stages) {
    outcomes.push(...(await replayStage(store, session, history.corpus, stage)));
  }
  const withPast: FactOutcome[] = [];
  for (const outcome of outcomes) {
    const { fact, before } = outcome;
    const answer = await session.ask(fact.question, before.answer.snapshot.seq);
    const shown = shownBy(answer, fact, fact.documentBefore);
    withPast.push({ ...outcome, asOf: { answer, shown } });
  }
  await session.lookAtAll();
  const { name, leftOut } = history;
  const durationMs = performance.now() - startedAt;
  return { name, leftOut, outcomes: withPast, ...session.totals(), durationMs };
}

async function replayStage(
  store: ReplayStore,
  session: Session,
  corpus: string,
  { facts, changes }: Stage,
): Promise<StageOutcome[]> {
  const open: OpenFact[] = [];
  for (const fact of facts) open.push({ fact, answer: await session.ask(fact.question, null) });
  const outcomes: StageOutcome[] = [];
  for (const change of changes) {
    await session.apply(change);
    for (const one of open.filter(({ fact }) => fact.documentAfter === change.documentId)) {
      const elsewhere = isSaidElsewhere(store, one.fact, corpus);
      const after = await askAgain(session, one.fact);
      const { fact, answer } = one;
      const before = { answer, shown: shownBy(answer, fact, fact.documentBefore) };
      outcomes.push({ fact, before, after, elsewhere, settled: elsewhere ? null : after });
    }
  }
  // Documents that are still as they were said what the fact's own did no longer; by now they may not.
  const settled: StageOutcome[] = [];
  for (const outcome of outcomes) {
    const { fact } = outcome;
    const askable = outcome.elsewhere && !isSaidElsewhere(store, fact, corpus);
    settled.push(askable ? { ...outcome, settled: await askAgain(session, fact) } : outcome);
  }
  return settled;
}

function isSaidElsewhere({ texts }: ReplayStore, fact: Fact, corpus: string): boolean {
  return texts.saidElsewhere(fact.oldSentence, fact.documentAfter, corpus);
}

async function askAgain(session: Session, fact: Fact): Promise<StageOutcome['after']> {
  const answer = await session.ask(fact.question, null);
  return { answer, shown: shownBy(answer, fact, fact.documentAfter) };
}
