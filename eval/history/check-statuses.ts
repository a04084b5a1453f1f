import type { Answer, CitationStatus } from '../../src/core/model.ts';
import type { PlainTexts } from './plain-texts.ts';

/** What the pipeline says otherwise than the plain texts. */
export interface StatusMiss {
  readonly answerId: string;
  readonly question: string;
  /** The citation; null when it is the answer's `stale` that differs. */
  readonly citation: { readonly number: number; readonly documentId: string } | null;
  /** The latest commit when it was looked at. */
  readonly seq: number;
  readonly expected: CitationStatus | boolean | null;
  readonly came: CitationStatus | boolean | null;
}

export interface StatusCounts {
  /** Answers looked at, each as often as it was. */
  readonly answers: number;
  /** Their citations. */
  readonly citations: number;
  /** The citations by what their status had to be. */
  readonly expected: Readonly<Partial<Record<CitationStatus, number>>>;
  readonly misses: readonly StatusMiss[];
}

/** Compares what the pipeline says of stored answers with the plain texts, and counts. */
export function createStatusCheck(texts: Pick<PlainTexts, 'statusOf' | 'staleOf'>) {
  let answers = 0;
  let citations = 0;
  const byStatus: Partial<Record<CitationStatus, number>> = {};
  const misses: StatusMiss[] = [];
  return {
    /** @param looked the stored answer with the `status` of its citations and `stale` as of this seq */
    compare(looked: Answer, seq: number): void {
      const { id: answerId, question } = looked;
      answers++;
      for (const { number, documentId, span, quote, status: came } of looked.citations) {
        const expected = texts.statusOf({ documentId, span, quote });
        citations++;
        byStatus[expected] = (byStatus[expected] ?? 0) + 1;
        if (came === expected) continue;
        misses.push({ answerId, question, citation: { number, documentId }, seq, expected, came });
      }
      const expected = texts.staleOf(looked);
      if (looked.stale === expected) return;
      misses.push({ answerId, question, citation: null, seq, expected, came: looked.stale });
    },
    counts: (): StatusCounts => ({ answers, citations, expected: byStatus, misses }),
  };
}
