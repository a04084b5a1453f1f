import { userTurns } from '../core/user-turns.ts';
import { carriedWords } from './follow-ups/carried-words.ts';
import { leaningOf } from './follow-ups/leans.ts';
import { sentencesSaid } from './follow-ups/spoken.ts';
import { refinesTitles } from './follow-ups/refines-titles.ts';
import { mayAskForTitles } from './titles/asks-for-titles.ts';
import { plainWords } from './titles/plain-words.ts';
import type { QuestionRewriter, StandAloneQuestion, Turn } from './types.ts';

/** How many of the user's turns may lean on each other; what came before them is another subject. */
const MAX_TURNS = 6;

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
  const said = userTurns(history).map(({ content }) => content);
  return standAlone(question, said.slice(-MAX_TURNS));
}

/** @param earlier the user's turns before it, oldest first; it is looked back only as far as they lean on each other */
function standAlone(question: string, earlier: readonly string[]): StandAloneQuestion {
  const asAsked = { question, by: 'as-asked', carried: [], failure: null } as const;
  // "Thanks!" is nothing to go on from.
  const at = earlier.findLastIndex((turn) => sentencesSaid(turn).length > 0);
  const before = earlier[at];
  if (before === undefined) return asAsked;
  const leaning = asksForTitles(question) ? refinesTitles(question, before) : leaningOf(question);
  if (leaning === null) return asAsked;
  const whole = standAlone(before, earlier.slice(0, at)).question;
  // "And in Spanish?" asks for titles when the question before it did.
  const changed = leaning === 'part' && asksForTitles(whole) ? 'titles' : leaning;
  const carried = carriedWords(question, whole, changed);
  if (carried.length === 0) return asAsked;
  const words = ` (${carried.join(' ')})`;
  const end = endOfWords(question);
  const together = question.slice(0, end) + words + question.slice(end);
  return { question: together, by: 'carried-over', carried, failure: null };
}

function asksForTitles(question: string): boolean {
  return mayAskForTitles(plainWords(question));
}

/** Where a question's closing marks begin: behind them the words would be another sentence. */
function endOfWords(question: string): number {
  let end = question.length;
  while (end > 0 && /[\s.?!]/.test(question.charAt(end - 1))) end--;
  return end;
}
