import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EVERYTHING } from '../src/core/everything.ts';
import type { Answer } from '../src/core/model.ts';
import type { StoredEvent } from '../src/store/types.ts';
import { openCorpusInTime, type CorpusInTime } from './helpers/corpus-in-time.ts';
import { plainQuery } from '../src/retrieve/plain-query.ts';

const refunds = (days: number): string =>
  `# Refunds\n\nRefunds are issued within ${days} days of the return.\n\nShipping is not refunded.\n`;
const ID = 'support/refunds.md';
const QUESTION = 'How long do refunds take to be issued?';

let corpus: CorpusInTime;
beforeEach(async () => {
  corpus = await openCorpusInTime();
});
afterEach(() => corpus.close());

const statusOf = async (answer: Answer): Promise<Answer> =>
  corpus.parts.citationStatus(
    (await corpus.parts.store.answer(EVERYTHING, answer.id)).answer,
    EVERYTHING,
  );

/** Events of a type, after what is told by now is in the log. */
async function told(type: StoredEvent['type']): Promise<StoredEvent['data'][]> {
  await corpus.parts.followCommits();
  const { events } = await corpus.parts.store.events(EVERYTHING, 0, 1000);
  return events.filter((event) => event.type === type).map(({ data }) => data);
}

describe('an edited document', () => {
  it('is in the very next answer, which cites the new revision', async () => {
    await corpus.put(ID, refunds(14));
    expect((await corpus.ask(QUESTION)).text).toContain('14 days');
    const { seq } = await corpus.put(ID, refunds(30));
    const next = await corpus.ask(QUESTION, { minSeq: seq });
    expect(next.text).toContain('30 days');
    expect(next.text).not.toContain('14 days');
    expect(new Set(next.citations.map(({ revision }) => revision))).toEqual(new Set([2]));
  });

  it('is answered from as it was, as of a seq or a time, each with its own revision', async () => {
    const { seq } = await corpus.put(ID, refunds(14));
    const { committedAt } = await corpus.parts.store.latest();
    // Two commits may be made in the same millisecond.
    await expect.poll(() => new Date().toISOString()).not.toBe(committedAt);
    await corpus.put(ID, refunds(30));
    for (const asOf of [seq, committedAt]) {
      const then = await corpus.ask(QUESTION, { asOf });
      expect(then.text).toContain('14 days');
      expect(then).toMatchObject({ stale: null, snapshot: { seq, asOf } });
      expect(new Set(then.citations.map(({ revision }) => revision))).toEqual(new Set([1]));
    }
    expect((await corpus.ask(QUESTION)).text).toContain('30 days');
  });

  it('makes the answers stale that quote what is gone, and tells it once', async () => {
    await corpus.put(ID, refunds(14));
    const overtaken = await corpus.ask(QUESTION);
    await corpus.put('support/bikes.md', 'All bikes are painted green.\n');
    const untouched = await corpus.ask('Which colour are bikes painted?');
    expect(untouched.citations).toMatchObject([{ documentId: 'support/bikes.md' }]);
    const asOf = await corpus.ask(QUESTION, { asOf: 1 });
    await corpus.put(ID, refunds(30));
    expect(await told('answer-stale')).toEqual([
      { answerId: overtaken.id, documentId: ID, revision: 2, seq: 3 },
    ]);
    await told('answer-stale');
    expect(await told('answer-stale')).toHaveLength(1);
    expect(await statusOf(overtaken)).toMatchObject({ stale: true });
    expect(await statusOf(untouched)).toMatchObject({ stale: false });
    expect(await statusOf(asOf)).toMatchObject({ stale: null });
  });

  it('makes an answer good again by being set back', async () => {
    await corpus.put(ID, refunds(14));
    const answer = await corpus.ask(QUESTION);
    await corpus.put(ID, refunds(30));
    await corpus.put(ID, refunds(14));
    const { stale, citations } = await statusOf(answer);
    expect(stale).toBe(false);
    for (const citation of citations)
      expect(citation).toMatchObject({ revision: 1, status: 'current' });
  });
});

describe('a deleted document', () => {
  it('makes what quotes it stale, is gone from new answers, and is there as of before', async () => {
    const { seq } = await corpus.put(ID, refunds(14));
    await corpus.put('support/other.md', 'Bikes are green.\n');
    const answer = await corpus.ask(QUESTION);
    await corpus.parts.ingester.remove(ID, null);
    expect(await told('document-deleted')).toMatchObject([{ documentId: ID, revision: 1 }]);
    expect(await told('answer-stale')).toMatchObject([{ answerId: answer.id, revision: null }]);
    const { stale, citations } = await statusOf(answer);
    expect([stale, citations[0]?.status]).toEqual([true, 'deleted']);
    expect(await corpus.ask(QUESTION)).toMatchObject({ status: 'abstained' });
    expect((await corpus.ask(QUESTION, { asOf: seq })).text).toContain('14 days');
  });
});

describe('several processes on one data directory', () => {
  it('see what any of them commits in their next answer', async () => {
    const other = await corpus.another();
    await corpus.put(ID, refunds(14));
    expect((await other.ask(QUESTION)).text).toContain('14 days');
    const { seq } = await other.put(ID, refunds(30));
    expect((await corpus.ask(QUESTION, { minSeq: seq })).text).toContain('30 days');
    await other.parts.ingester.remove(ID, null);
    expect(await corpus.ask(QUESTION)).toMatchObject({ status: 'abstained' });
  });

  it('write at once, and nothing is lost', async () => {
    const other = await corpus.another();
    const ids = Array.from({ length: 20 }, (_, n) => `support/${n}.md`);
    await Promise.all(
      ids.flatMap((id, n) => [
        corpus.put(id, `Depot ${n} opens early.\n`),
        other.put(`legal/${n}.md`, `Clause ${n} holds.\n`),
      ]),
    );
    expect(await other.parts.store.corpora(EVERYTHING)).toMatchObject([
      { corpus: 'legal', documents: 20 },
      { corpus: 'support', documents: 20 },
    ]);
    expect(await corpus.parts.store.latest()).toMatchObject({ seq: 40 });
  });

  it('tell each answer that goes stale once, whoever looks', async () => {
    const other = await corpus.another();
    await corpus.put(ID, refunds(14));
    const answer = await corpus.ask(QUESTION);
    await other.put(ID, refunds(30));
    await Promise.all([corpus.parts.followCommits(), other.parts.followCommits()]);
    expect(await told('answer-stale')).toMatchObject([{ answerId: answer.id }]);
  });
});

describe('an answer that is being written while a document is erased', () => {
  it('is not stored, and the one who asked is told to ask again', async () => {
    await corpus.put(ID, refunds(14));
    const { answerer, store } = corpus.parts;
    const events = answerer.ask(plainQuery(QUESTION));
    // The passages are found, and the answer is not yet there.
    expect((await events.next()).value).toMatchObject({ type: 'retrieval' });
    await corpus.erase(ID);
    const rest = async (): Promise<void> => {
      while (!(await events.next()).done);
    };
    await expect(rest()).rejects.toMatchObject({ code: 'DOCUMENT_ERASED' });
    expect((await store.answers(EVERYTHING, { limit: 10, cursor: null })).items).toEqual([]);
  });
});
