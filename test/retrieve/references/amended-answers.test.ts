import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CorpusInTime } from '../../helpers/corpus-in-time.ts';
import { AGREEMENT, AMENDMENT_1, AMENDMENT_2, LEASE } from './contracts.ts';
import { openWorld } from './world.ts';

describe('an answer from a contract that was amended', () => {
  const question = 'What is the delivery time for pumps?';
  let world: CorpusInTime;
  let signed: number;
  beforeEach(async () => {
    world = await openWorld({ 'water/agreement.md': AGREEMENT, 'water/lease.md': LEASE });
    ({ seq: signed } = await world.parts.store.latest());
    await world.put('water/amendment-1.md', AMENDMENT_1);
  });
  afterEach(() => world.close());

  it('gives what holds now, from the amendment, and not what was replaced', async () => {
    const answer = await world.ask(question);
    expect(answer.text).toContain('21 days');
    expect(answer.text).not.toContain('30 days');
    expect(answer.citations.map(({ documentId }) => documentId)).toContain('water/amendment-1.md');
  });

  it('gives the changed words together with the clause that they change', async () => {
    const { text } = await world.ask('Until when may an order be cancelled before delivery?');
    expect(text).toContain('"14 days"');
    expect(text).toContain('An order may be cancelled');
  });

  it('gives what held at a time before the amendment', async () => {
    const { text } = await world.ask(question, { asOf: signed });
    expect(text).toContain('30 days');
    expect(text).not.toContain('21 days');
  });

  it('gives the old text again when the amendment was erased', async () => {
    await world.erase('water/amendment-1.md');
    const { text } = await world.ask(question);
    expect(text).toContain('30 days');
    expect(text).not.toContain('21 days');
  });

  it('gives what the later amendment says when there are two', async () => {
    await world.put('water/amendment-2.md', AMENDMENT_2);
    const { text } = await world.ask(question);
    expect(text).toContain('17 days');
    expect(text).not.toContain('30 days');
    expect(text).not.toContain('is 21 days');
  });

  it('gives the old text to readers who may not read the amendment', async () => {
    await world.parts.ingester.put({
      documentId: 'water/amendment-1.md',
      bytes: Buffer.from(AMENDMENT_1),
      mediaType: null,
      readers: ['board'],
      ifRevision: null,
    });
    const guest = await world.ask(question, { groups: ['guests'] });
    expect(guest.text).toContain('30 days');
    expect(JSON.stringify(guest)).not.toContain('amendment');
    expect((await world.ask(question, { groups: ['board'] })).text).toContain('21 days');
  });
});
