import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plainQuery } from '../../../src/retrieve/plain-query.ts';
import type { Query, Retrieval } from '../../../src/retrieve/types.ts';
import type { CorpusInTime } from '../../helpers/corpus-in-time.ts';
import { AGREEMENT, AMENDMENT_1 } from './contracts.ts';
import { openWorld, textAt } from './world.ts';

const TERMS = `# Ferry Terms

## 1. Words

1.1 **Season** means 1 May to 30 September.

1.2 **Pass** means a ticket for a month.

## 3. Fares

3.1 The fare for a bicycle is EUR 4.

## 7. Refunds

7.1 A refund for a cancelled crossing is paid within 9 days.

## Annex 2. Weights

| Vehicle | Greatest weight |
| --- | --- |
| Bicycle trailer | 60 kg |
| Handcart | 90 kg |
| Tandem | 40 kg |
| Cargo bicycle | 80 kg |
`;

const PAGE = `# Bicycles on the ferry

Bicycles travel at the fare stated in clause 3.1 of the [Ferry Terms](terms.md).

A handcart may not weigh more than stated in Annex 2 of the Ferry Terms.

In the Season the bicycle deck opens at five.

What happens to the luggage of cyclists is described in the [luggage rules](luggage.md).

Cancelled bicycle bookings follow clause 7 of the Harbour Bye-laws.
`;

const LUGGAGE = `# Luggage rules

Crates are stacked by the crew.

The luggage of cyclists stays on the bicycle and is tied down twice.
`;

const FERRY = { corpora: ['ferry'] };
const WATER = { corpora: ['water'] };

/** The links of a retrieval as "relation words -> the text that is led to". */
function linksOf({ links, passages }: Retrieval): string[] {
  return links.map(({ relation, words, to }) => {
    const passage = passages[to.passage]?.passage;
    const texts = to.units.map((i) => textAt(passage?.revisionText, passage?.units[i]));
    return `${relation} ${words} -> ${texts.join(' ')}`;
  });
}

describe('one more step', () => {
  let world: CorpusInTime;
  const retrieve = (question: string, query: Partial<Query> = {}): Promise<Retrieval> =>
    world.parts.retriever.retrieve(plainQuery(question, query));
  beforeAll(async () => {
    world = await openWorld({
      'ferry/terms.md': TERMS,
      'ferry/bicycles.md': PAGE,
      'ferry/luggage.md': LUGGAGE,
      'water/agreement.md': AGREEMENT,
      'water/amendment-1.md': AMENDMENT_1,
    });
    for (let i = 0; i < 30; i++) {
      await world.put(
        `ferry/pier-${i}.md`,
        `# Pier ${i}\n\nPier ${i} has ${i} lamps and a bench.\n`,
      );
    }
  });
  afterAll(() => world.close());

  it('goes to a clause of another document', async () => {
    const found = await retrieve('What is the fare that bicycles travel at?', FERRY);
    expect(linksOf(found)).toContain(
      'reference clause 3.1 -> 3.1 The fare for a bicycle is EUR 4.',
    );
  });

  it('goes to the row of an annex that suits the words of the sentence', async () => {
    const found = await retrieve('How much may a handcart weigh?', FERRY);
    expect(linksOf(found)).toContain('reference Annex 2 -> | Handcart | 90 kg |');
  });

  it('goes where a link leads, to the sentence that suits the question', async () => {
    const found = await retrieve('What happens to the luggage of cyclists?', FERRY);
    expect(linksOf(found)).toContain(
      'reference Luggage rules -> The luggage of cyclists stays on the bicycle and is tied down twice.',
    );
  });

  it('goes to the definition of a term in a document that is linked', async () => {
    const found = await retrieve('When does the bicycle deck open in the Season?', FERRY);
    expect(linksOf(found)).toContain(
      'definition season -> 1.1 **Season** means 1 May to 30 September.',
    );
  });

  it('goes to a definition in the own document', async () => {
    const question = 'How many days is the delivery time for Pumps counted from acceptance?';
    const found = await retrieve(question, WATER);
    expect(linksOf(found)).toContain(
      'definition pumps -> 1.1 "Pumps" means the products P-10 and P-20.',
    );
  });

  it('does not take the own clause for one of a document that is not there', async () => {
    const found = await retrieve('Which clause do cancelled bicycle bookings follow?', FERRY);
    expect(linksOf(found).filter((link) => link.includes('clause 7'))).toEqual([]);
    expect(linksOf(found).filter((link) => link.includes('within 9 days'))).toEqual([]);
  });

  it('refers to what holds now, when the place was replaced', async () => {
    await world.put(
      'water/page.md',
      '# Ordering pumps\n\nHow long we wait for pumps is stated in clause 5.2 of the [Supply Agreement](agreement.md).\n',
    );
    const found = await retrieve('How long do we wait for pumps?', WATER);
    const [reference] = linksOf(found).filter((link) => link.startsWith('reference clause 5.2'));
    expect(reference).toContain('21 days');
    expect(linksOf(found).join('\n')).not.toContain('30 days');
  });

  it('never gives more passages than were asked for, ranked in their order', async () => {
    for (const topK of [1, 2, 3, 4, 8]) {
      for (const question of [
        'What is the fare of a bicycle?',
        'How long is the delivery of Pumps?',
      ]) {
        const { passages, links } = await retrieve(question, { topK });
        expect(passages.length).toBeLessThanOrEqual(topK);
        expect(passages.map(({ hit }) => hit.rank)).toEqual(passages.map((_, i) => i + 1));
        const scores = passages.map(({ hit }) => hit.score);
        expect(Math.max(...scores)).toBe(scores[0]);
        for (const { from, to } of links) {
          expect(passages[from.passage]?.units[from.unit]).toBeDefined();
          for (const unit of to.units) expect(passages[to.passage]?.units[unit]).toBeDefined();
        }
      }
    }
  });

  it('tells in the trace what was fetched, from where, and the words that led there', async () => {
    const { trace, passages } = await retrieve('What is the fare that bicycles travel at?', {
      topK: 3,
    });
    const at = PAGE.indexOf('Bicycles travel');
    expect(trace.references).toContainEqual({
      relation: 'reference',
      words: 'clause 3.1',
      from: {
        documentId: 'ferry/bicycles.md',
        revision: 1,
        span: { start: at, end: PAGE.indexOf('\n', at) },
      },
      to: {
        documentId: 'ferry/terms.md',
        revision: 1,
        span: { start: TERMS.indexOf('3.1 The'), end: TERMS.indexOf('EUR 4.') + 'EUR 4.'.length },
      },
    });
    expect(passages.map(({ hit }) => hit.documentId)).toContain('ferry/terms.md');
  });

  it('leads out of no corpus, and to nothing that a filter leaves out', async () => {
    await world.put(
      'other/fares.md',
      '# Fares elsewhere\n\nThe fare for donkeys is stated in clause 3.1 of the [Ferry Terms](../ferry/terms.md).\n',
    );
    const question = 'What is the fare for donkeys?';
    const everywhere = await retrieve(question);
    expect(linksOf(everywhere).join()).toContain('EUR 4');
    for (const scope of [{ corpora: ['other'] }, { filter: { kind: 'none' } }]) {
      const found = await retrieve(question, scope);
      expect(found.links).toEqual([]);
      expect(JSON.stringify(found.trace)).not.toContain('ferry/terms.md');
    }
  });

  it('leads to no document that the reader may not read, nor says that there is one', async () => {
    const put = (readers: readonly string[]): Promise<unknown> =>
      world.parts.ingester.put({
        documentId: 'staff/pay.md',
        bytes: Buffer.from('# Pay Scale Order\n\n## 2. Pay\n\n2.1 A deckhand earns EUR 2,900.\n'),
        mediaType: null,
        readers,
        ifRevision: null,
      });
    await put(['captains']);
    await world.put(
      'staff/jobs.md',
      '# Jobs\n\nThe pay of a deckhand is set out in clause 2.1 of the [Pay Scale Order](pay.md).\n',
    );
    const question = 'What is the pay of a deckhand?';
    const staff = { corpora: ['staff'] };
    const captain = await retrieve(question, { ...staff, groups: ['captains'] });
    expect(linksOf(captain).join()).toContain('EUR 2,900');
    const guest = await retrieve(question, { ...staff, groups: ['guests'] });
    expect(guest.passages.map(({ hit }) => hit.documentId)).toContain('staff/jobs.md');
    expect(guest.links).toEqual([]);
    expect(JSON.stringify(guest.trace)).not.toContain('staff/pay.md');
  });

  it('goes nowhere from what finds nothing', async () => {
    const found = await retrieve('zebra', { filter: { kind: 'none' } });
    expect(found).toMatchObject({ passages: [], links: [] });
  });

  it('never fails, whatever the documents say', async () => {
    const word = fc.constantFrom(
      'Clause',
      '5.2',
      'clause 3.1',
      'is replaced by the following:',
      '"',
      '“',
      '>',
      'of',
      'this',
      'the',
      'Agreement',
      '[x](terms.md)',
      '](%zz)',
      'Amendment No. 1',
      'Schedule 2',
      'Part A',
      '(a)',
      '\n\n',
      '# ',
      '| a |',
      'does not apply',
      'in place of',
      'section "Fares"',
      'means',
      'Season',
      '*',
      'fare',
    );
    const text = fc.array(word, { minLength: 1, maxLength: 60 }).map((words) => words.join(' '));
    await fc.assert(
      fc.asyncProperty(text, text, async (one, other) => {
        await world.put('wild/amendment.md', `# Amendment to the Wild Terms\n\n${one}\n`);
        await world.put('wild/terms.md', `# Wild Terms\n\nfare ${other}\n`);
        const { passages } = await retrieve('What is the fare of clause 5.2?', {
          corpora: ['wild'],
        });
        expect(passages.length).toBeGreaterThan(0);
      }),
      { numRuns: 40 },
    );
  });
});
