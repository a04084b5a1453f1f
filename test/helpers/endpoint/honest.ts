import { contentTerms } from '../../../src/core/analyse.ts';
import type { AskedPrompt, Statement } from './prompt.ts';
import type { Writer } from './completions.ts';

/* A model that keeps to its sources, in the form that it was asked for and in those that models prefer. */

/** Statements that an answer holds at most. */
const MAX_CLAIMS = 3;

export interface Evidence {
  readonly source: unknown;
  readonly quote: string;
}

/** A claim as the prompt asks for it, on a line. */
export function lineOf(claim: string, evidence: readonly Evidence[]): string {
  return `${JSON.stringify({ claim, evidence })}\n`;
}

/** A statement as a claim with its own words for a quote; `claim` says it otherwise. */
export function lineAbout(statement: Statement, claim = statement.words): string {
  return lineOf(claim, [{ source: statement.source, quote: statement.quote }]);
}

/** Statements that share words with the question, those with the most first; else all, as they come. */
export function aboutQuestion({ question, statements }: AskedPrompt): Statement[] {
  const asked = new Set(contentTerms(question));
  const sharedBy = ({ words }: Statement): number =>
    contentTerms(words).filter((term) => asked.has(term)).length;
  const shared = new Map(statements.map((statement) => [statement, sharedBy(statement)]));
  const ranked = [...statements].sort((a, b) => (shared.get(b) ?? 0) - (shared.get(a) ?? 0));
  const related = ranked.filter((statement) => (shared.get(statement) ?? 0) > 0);
  return related.length > 0 ? related : ranked;
}

/** What `write` makes of the statements about the question; without sources the question is given back. */
export function fromStatements(
  write: (statements: Statement[], prompt: AskedPrompt) => string,
): Writer {
  return (prompt) => {
    if (prompt.sources === 0) return prompt.question;
    return write(aboutQuestion(prompt), prompt);
  };
}

/** Says what the sources say. */
export const honest = fromStatements((statements) =>
  statements
    .slice(0, MAX_CLAIMS)
    .map((statement) => lineAbout(statement))
    .join(''),
);

export const abstaining: Writer = () =>
  `${JSON.stringify({ abstain: 'The sources do not answer this.' })}\n`;

export const inCodeFence: Writer = (prompt) => `\`\`\`json\n${honest(prompt)}\`\`\`\n`;

export const withProseAround: Writer = (prompt) =>
  `Sure! Here is what I found in the sources:\n\n${honest(prompt)}\nI hope this helps.\n`;

/** Plain sentences with the number of the source behind, as small models write. */
export const withMarkers = fromStatements((statements) =>
  statements
    .slice(0, MAX_CLAIMS)
    .map(({ source, words }) => `${words.replace(/\.$/, '')} [${source}].`)
    .join(' '),
);

export const thinkingAloud: Writer = (prompt) =>
  `<think>\nThe user wants to know: ${prompt.question}\n</think>\n\n${honest(prompt)}`;
