import { contentTerms } from '../../src/core/analyse.ts';
import type { Finding } from './finding.ts';
import type { Facts, Gold } from './question-schema.ts';

/** A question as it is compared with others. */
export interface ComparedQuestion {
  readonly file: string;
  readonly id: string;
  readonly question: string;
  readonly split: 'tune' | 'report';
  readonly answers: readonly DatedAnswer[];
}

/** What answers a question before or after a step, or always. */
export interface DatedAnswer {
  readonly facts: Facts;
  readonly gold: Gold;
  readonly role: 'before' | 'after' | 'always';
  /** Of which step, counted from 0. */
  readonly at: number;
}

/** Shared content terms over all content terms from which on two questions are one in other words. */
const MAX_SIMILARITY = 0.6;

/** Questions of "report" that ask what one of "tune" asks. */
export function checkDuplicates(questions: readonly ComparedQuestion[]): Finding[] {
  const known = questions.map((question) => ({
    question,
    terms: new Set(contentTerms(question.question)),
  }));
  const tune = known.filter(({ question }) => question.split === 'tune');
  const report = known.filter(({ question }) => question.split === 'report');
  return report.flatMap((one) =>
    tune.flatMap((other) => {
      const found = (problem: string) => {
        return [{ file: one.question.file, at: one.question.id, problem }];
      };
      const similarity = jaccard(one.terms, other.terms);
      const { id } = other.question;
      if (similarity >= MAX_SIMILARITY) {
        return found(`asks as ${id} of tune does (similarity ${similarity.toFixed(2)})`);
      }
      if (!haveSameAnswer(one.question, other.question)) return [];
      return found(`has facts and a gold quote of ${id} of tune`);
    }),
  );
}

function jaccard(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const shared = [...a].filter((term) => b.has(term)).length;
  return shared === 0 ? 0 : shared / (a.size + b.size - shared);
}

function haveSameAnswer(one: ComparedQuestion, other: ComparedQuestion): boolean {
  return one.answers.some((a) =>
    other.answers.some(
      (b) =>
        !isHandedOn(a, b) &&
        JSON.stringify(a.facts) === JSON.stringify(b.facts) &&
        a.gold.some((gold) => b.gold.some((same) => isSameQuote(gold, same))),
    ),
  );
}

function isSameQuote(a: Gold[number], b: Gold[number]): boolean {
  return a.document === b.document && a.quote === b.quote;
}

/** What one step made true may be what a later step changes. */
function isHandedOn(a: DatedAnswer, b: DatedAnswer): boolean {
  const [earlier, later] = a.at <= b.at ? [a, b] : [b, a];
  return earlier.role === 'after' && later.role === 'before';
}
