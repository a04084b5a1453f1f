import { carriedWords } from './follow-ups/carried-words.ts';
import { leaningOf } from './follow-ups/leans.ts';
import { sentencesSaid } from './follow-ups/spoken.ts';
import { refinesTitles } from './follow-ups/refines-titles.ts';
import { mayAskForTitles } from './titles/asks-for-titles.ts';
import { plainWords } from './titles/plain-words.ts';
import type { QuestionRewriter, StandAloneQuestion, Turn } from './types.ts';

/**
 * A question made to stand alone without a model: when it leans on the user's question before it, words of
 * that one are added in brackets; else it stays as it was asked. Only what the user said counts. The same
 * turns always give the same question.
 */
export function createCarryOver(): QuestionRewriter {
  return {
    rewrite: (question, history) => Promise.resolve(carryOver(question, history)),
  };
}

function carryOver(question: string, history: readonly Turn[]): StandAloneQuestion {
  let before: string | null = null;
  for (const { role, content } of history) {
    // "Thanks!" is nothing to go on from.
    if (role !== 'user' || sentencesSaid(content).length === 0) continue;
    before = standAlone(content, before).question;
  }
  return standAlone(question, before);
}

/** @param before the question before it, already standing alone; null = none */
function standAlone(question: string, before: string | null): StandAloneQuestion {
  const asAsked = { question, by: 'as-asked', carried: [], failure: null } as const;
  if (before === null) return asAsked;
  const leaning = mayAskForTitles(plainWords(question))
    ? refinesTitles(question, before)
    : leaningOf(question);
  if (leaning === null) return asAsked;
  const carried = carriedWords(question, before, leaning);
  if (carried.length === 0) return asAsked;
  const [, said = question, end = ''] = /^([^]*?)([\s.?!]*)$/.exec(question) ?? [];
  const whole = `${said} (${carried.join(' ')})${end}`;
  return { question: whole, by: 'carried-over', carried, failure: null };
}
