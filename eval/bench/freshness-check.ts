import type { Answer } from '../../src/core/model.ts';
import type { EditableDocument } from './freshness-documents.ts';

/* Whether an answer is about the document as it is, and about nothing it was. */

/** What an answer to an edit's question has to be. */
export interface Expected {
  readonly document: EditableDocument;
  readonly revision: number;
  readonly value: number;
  /** What the fact said before. */
  readonly before: number;
}

/** What is wrong with the answer after an edit, or null: a name to count it under. */
export function faultOf(answer: Answer, { document, ...expected }: Expected): string | null {
  if (answer.status !== 'answered') return 'abstained';
  const own = answer.citations.filter(({ documentId }) => documentId === document.documentId);
  if (own.some(({ revision }) => revision !== expected.revision)) return 'another revision';
  if (!own.some(({ quote }) => document.valueIn(quote) === expected.value)) return 'not cited';
  if (!holds(answer.text, expected.value)) return 'not the new value';
  return holds(answer.text, expected.before) ? 'the old value, too' : null;
}

function holds(text: string, value: number): boolean {
  return new RegExp(`(?<!\\d)${value}(?!\\d)`).test(text);
}

/** What a reader must never see: no state of a document, two of them, or one that was over. */
export type Violation = 'none' | 'both' | 'old';

/**
 * What is wrong with an answer about a document that is revised meanwhile, each time with the number of the
 * revision as its value.
 * @param oldest the last revision that was known to be committed when the question was sent
 */
export function violationOf(
  answer: Answer,
  document: EditableDocument,
  oldest: number,
): Violation | null {
  const revisions = new Map<string, number>();
  for (const { documentId, revision } of answer.citations) {
    if ((revisions.get(documentId) ?? revision) !== revision) return 'both';
    revisions.set(documentId, revision);
  }
  const values = answer.citations
    .filter(({ documentId }) => documentId === document.documentId)
    .flatMap(({ quote }) => document.valueIn(quote) ?? []);
  if (values.length === 0) return 'none';
  // Words of one revision under the number of another are two states as well.
  if (values.some((value) => value !== revisions.get(document.documentId))) return 'both';
  return values.some((value) => value < oldest) ? 'old' : null;
}
