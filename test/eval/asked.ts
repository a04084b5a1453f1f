import type { Asked } from '../../eval/ask.ts';
import type { EvalQuestion } from '../../eval/questions.ts';
import type { Citation } from '../../src/core/model.ts';

/* Questions and answers as evaluation sees them, of which a test states only what it is about. */

export function question(known: Partial<EvalQuestion> = {}): EvalQuestion {
  return {
    id: 'q',
    text: 'How long do refunds take?',
    textWithoutDocument: null,
    answerable: true,
    facts: [],
    documents: [],
    gold: [],
    kind: 'fact',
    format: null,
    split: 'tune',
    ...known,
  };
}

export function asked(
  known: Partial<Omit<Asked, 'question'>> & { question?: Partial<EvalQuestion> } = {},
): Asked {
  return {
    declined: false,
    evidence: 0.5,
    threshold: 0.2,
    claims: 1,
    citations: [],
    passages: [],
    durationMs: 1,
    ...known,
    question: question(known.question),
  };
}

/** Of the first characters of a document. */
export function citation(quote: string, documentId = 'support/refunds.md'): Citation {
  return {
    number: 1,
    documentId,
    corpus: 'support',
    title: 'Refunds',
    revision: 1,
    revisionSha256: '',
    ingestedAt: '2026-03-01T12:00:00.000Z',
    span: { start: 0, end: quote.length },
    lines: { start: 1, end: 1 },
    page: null,
    headings: [],
    href: '',
    quote,
    prefix: '',
    suffix: '',
    retrieval: { rank: 1, score: 1, lexical: null, dense: null },
    status: 'current',
  };
}
