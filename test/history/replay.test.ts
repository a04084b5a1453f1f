import { Compile } from 'typebox/compile';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EVERYTHING } from '../../src/core/everything.ts';
import { ReplaySchema, type Replay } from '../../src/core/replay-model.ts';
import { compareAnswers } from '../../src/history/compare-answers.ts';
import { createReplay } from '../../src/history/replay.ts';
import { openCorpusInTime, type CorpusInTime } from '../helpers/corpus-in-time.ts';

const REFUNDS = `# Refunds

Refunds are issued within 14 days of the return.

Shipping costs are not refunded.
`;
const QUESTION = 'How long do refunds take to be issued?';

let corpus: CorpusInTime;
beforeEach(async () => {
  corpus = await openCorpusInTime();
  await corpus.put('support/refunds.md', REFUNDS);
  await corpus.put('support/bikes.md', '# Bikes\n\nThe bike is returned to any station.\n');
});
afterEach(() => corpus.close());

async function replay(id: string, at: 'original' | 'now'): Promise<Replay> {
  const made = await corpus.parts.replay(id, at, EVERYTHING);
  expect(Compile(ReplaySchema).Errors(made)).toEqual([]);
  return made;
}

describe('replay', () => {
  it('gives the very same answer at its own seq, whatever has changed since', async () => {
    const answer = await corpus.ask(QUESTION);
    await corpus.put('support/refunds.md', REFUNDS.replace('14 days', '30 days'));
    await corpus.put('support/more.md', 'Refunds, refunds, refunds: within 99 days.\n');
    await corpus.parts.ingester.remove('support/bikes.md', null);
    const again = await replay(answer.id, 'original');
    expect(again).toMatchObject({ identical: true, differences: [] });
    expect(again.answer).toMatchObject({
      id: answer.id,
      text: answer.text,
      claims: answer.claims,
      citations: answer.citations,
      snapshot: { seq: answer.snapshot.seq },
    });
  });

  it('tells in what the answer of now differs: claims, citations and passages', async () => {
    const answer = await corpus.ask(QUESTION);
    await corpus.put('support/refunds.md', REFUNDS.replace('14 days', '30 days'));
    const { identical, differences, answer: now } = await replay(answer.id, 'now');
    expect(identical).toBe(false);
    expect(now.text).toContain('30 days');
    expect(differences).toContainEqual({
      kind: 'claim',
      before: {
        text: 'Refunds are issued within 14 days of the return.',
        verdict: 'supported',
      },
      after: { text: 'Refunds are issued within 30 days of the return.', verdict: 'supported' },
    });
    const kinds = differences.map(({ kind }) => kind);
    expect(kinds).toContain('citation');
    expect(kinds).toContain('passage');
  });

  it('stores nothing', async () => {
    const answer = await corpus.ask(QUESTION);
    await replay(answer.id, 'original');
    await replay(answer.id, 'now');
    const { items } = await corpus.parts.store.answers(EVERYTHING, { limit: 10, cursor: null });
    expect(items.map(({ id }) => id)).toEqual([answer.id]);
  });

  it('asks within the corpora and the filter that the question was asked within', async () => {
    await corpus.put('legal/refunds.md', REFUNDS.replace('14 days', '60 days'));
    const answer = await corpus.ask(QUESTION, { corpora: ['legal'], topK: 2 });
    expect(answer.text).toContain('60 days');
    expect(await replay(answer.id, 'original')).toMatchObject({ identical: true, differences: [] });
    expect((await replay(answer.id, 'now')).answer.text).toContain('60 days');
  });

  it('of an abstention abstains again', async () => {
    const answer = await corpus.ask('What does a flight to the moon cost?');
    expect(answer.status).toBe('abstained');
    expect(await replay(answer.id, 'original')).toMatchObject({
      identical: true,
      differences: [],
      answer: { status: 'abstained', text: answer.text },
    });
  });

  it('says that documents were erased since, which weighed in then', async () => {
    const answer = await corpus.ask(QUESTION, { topK: 1 });
    await corpus.put('legal/other.md', 'Something else entirely.\n');
    await corpus.erase('legal/other.md');
    const { differences, identical } = await replay(answer.id, 'original');
    expect({ differences, identical }).toEqual({
      identical: true,
      differences: [{ kind: 'erasure', documents: 1 }],
    });
  });

  it('is refused for what cannot be made again', async () => {
    await expect(replay('ans_none', 'now')).rejects.toMatchObject({ code: 'ANSWER_NOT_FOUND' });
    const answer = await corpus.ask(QUESTION);
    await corpus.erase('support/refunds.md');
    await expect(replay(answer.id, 'original')).rejects.toMatchObject({ code: 'ANSWER_ERASED' });
  });

  it('of what was stored before requests were kept is refused with a reason', async () => {
    const answer = await corpus.ask(QUESTION);
    const stored = await corpus.parts.store.answer(EVERYTHING, answer.id);
    const { request: _request, ...trace } = stored.trace;
    const old = createReplay({
      store: {
        answer: async () => ({ answer: stored.answer, trace }),
        erasuresSince: async () => 0,
      },
      makeAnswer: (request) => corpus.parts.answerer.make(request),
    });
    await expect(old(answer.id, 'now', EVERYTHING)).rejects.toMatchObject({
      code: 'ANSWER_NOT_REPLAYABLE',
    });
  });
});

describe('a comparison of answers', () => {
  it('names what was configured otherwise', async () => {
    const { id } = await corpus.ask(QUESTION);
    const stored = await corpus.parts.store.answer(EVERYTHING, id);
    const configuration = {
      ...stored.trace.configuration,
      generator: 'other',
      chunkers: ['older'],
    };
    const then = { ...stored, trace: { ...stored.trace, configuration } } as typeof stored;
    expect(compareAnswers(then, stored, 'original')).toEqual({
      identical: true,
      differences: [
        { kind: 'configuration', name: 'generator', before: 'other', after: 'extractive' },
        { kind: 'configuration', name: 'chunkers', before: ['older'], after: ['structure-1'] },
      ],
    });
  });

  it('names a passage that an approximate search had missed', async () => {
    const { id } = await corpus.ask(QUESTION);
    const stored = await corpus.parts.store.answer(EVERYTHING, id);
    const candidates = stored.trace.retrieval['candidates'] as { dense: unknown }[];
    const missed = candidates.at(-1) as { dense: { rank: number }; documentId: string };
    const retrieval = {
      ...stored.trace.retrieval,
      dense: { exact: false },
      candidates: candidates.slice(0, -1),
    };
    const then = { ...stored, trace: { ...stored.trace, retrieval } };
    const { differences } = compareAnswers(then, stored, 'original');
    expect(differences[0]).toMatchObject({
      kind: 'approximation',
      documentId: missed.documentId,
      rank: missed.dense.rank,
    });
    expect(compareAnswers(then, stored, 'now').differences).not.toContainEqual(
      expect.objectContaining({ kind: 'approximation' }),
    );
  });
});
