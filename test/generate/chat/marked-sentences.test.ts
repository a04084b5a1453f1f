import { describe, expect, it } from 'vitest';
import { claims, parse, reasons, sources } from './parsing.ts';

describe('sentences with marks', () => {
  const quote = 'Refunds are paid within 14 days of the return.';

  it.each([
    'Refunds are paid within 14 days [1].',
    'Refunds are paid within 14 days. [1]',
    '- Refunds are paid within **14 days** [source 1].',
    'Refunds are paid within 14 days 【1】.',
    'Refunds are paid within 14 days [9][1].',
  ])('become claims that quote the sentence that holds their words: %s', (sentence) => {
    const [event] = parse(sentence);
    expect(event).toEqual({
      type: 'claim',
      text: 'Refunds are paid within 14 days.',
      evidence: [{ source: 1, quote, start: sources[0]?.units[1]?.start }],
      ownLine: false,
    });
  });

  it('are read one by one, each with its own marks', () => {
    const output = 'Refunds are paid within 14 days.[1] The Mallow runs 90 km [2]. Bye.';
    expect(parse(output)).toMatchObject([
      { type: 'claim', evidence: [{ source: 1, quote }] },
      { type: 'claim', evidence: [{ source: 2, quote: '| Mallow | 90 km | 24 kg |' }] },
      { type: 'malformed', line: 'Bye.', reason: 'a sentence without a source' },
    ]);
  });

  it.each([
    ['its words stand in no source that it names', 'Refunds are paid within 14 days [2].'],
    ['its words stand in no source that it names', 'Refunds are paid within 14 days [7].'],
    ['its words stand in no source that it names', 'Money comes back in 14 weeks [1].'],
    ['its words stand in no source that it names', 'They go to the bank [1].'],
    ['a mark without words before it', '[1] Refunds'],
    ['image in the claim', 'Refunds are paid within 14 days ![x](http://e.example) [1].'],
  ])('are malformed: %s', (reason, sentence) => {
    expect(claims(sentence)).toEqual([]);
    expect(reasons(sentence)).toEqual([reason]);
  });
});
