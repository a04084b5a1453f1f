import { EVERYTHING } from '../../src/core/everything.ts';
import type { Answer } from '../../src/core/model.ts';
import { askCorpus } from './ask-fact.ts';
import { createStatusCheck } from './check-statuses.ts';
import type { ReplayStore } from './open-store.ts';
import type { Totals } from './result.ts';
import type { Change } from './types.ts';

/** What a replay does to one corpus, all of it counted. */
export interface Session {
  /** The answer is stored, and looked at whenever a document that it cites changes. */
  ask(question: string, asOf: number | null): Promise<Answer>;
  /** Puts or deletes; then the status of every stored answer that cites the document is compared. */
  apply(change: Change): Promise<void>;
  /** Compares the status of every answer that was stored so far. */
  lookAtAll(): Promise<void>;
  totals(): Totals;
}

export function createSession(store: ReplayStore, corpus: string): Session {
  const { parts, ingester, embedding, texts, answers } = store;
  const before = embedding.counts();
  const statuses = createStatusCheck(texts);
  const puts = { count: 0, deletions: 0, passages: 0, told: 0, durationMs: 0 };
  const asked = { count: 0, durationMs: 0 };

  async function look(looked: readonly Answer[]): Promise<void> {
    const { seq } = await parts.store.latest();
    for (const answer of looked) {
      statuses.compare(await parts.citationStatus(answer, EVERYTHING), seq);
    }
  }

  async function change({ documentId, bytes }: Change): Promise<void> {
    if (bytes === null) {
      await ingester.remove(documentId, null);
      puts.deletions++;
      return;
    }
    const put = await ingester.put({ documentId, bytes, mediaType: null, ifRevision: null });
    puts.count++;
    puts.passages += put.passages.added + put.passages.reused;
    puts.told += put.embedded;
  }

  return {
    async ask(question, asOf) {
      const startedAt = performance.now();
      const answer = await askCorpus(parts, question, corpus, asOf);
      asked.durationMs += performance.now() - startedAt;
      asked.count++;
      answers.push(answer);
      return answer;
    },
    async apply({ documentId, bytes }) {
      const startedAt = performance.now();
      await change({ documentId, bytes });
      puts.durationMs += performance.now() - startedAt;
      texts.put(documentId, bytes);
      await look(answers.filter(({ citations }) => citations.some(cites(documentId))));
    },
    lookAtAll: () => look(answers),
    totals() {
      const now = embedding.counts();
      const embedded = { texts: now.texts - before.texts, again: now.again - before.again };
      return { statuses: statuses.counts(), puts, asked, embedded };
    },
  };
}

function cites(documentId: string) {
  return (citation: Answer['citations'][number]): boolean => citation.documentId === documentId;
}
