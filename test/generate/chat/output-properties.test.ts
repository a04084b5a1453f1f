import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse, sources } from './parsing.ts';

describe('any output of a model', () => {
  const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 });
  const fragments = fc.constantFrom(
    ...[
      '{',
      '}',
      '[',
      ']',
      '"',
      ',',
      ':',
      '\\',
      '\n',
      ' ',
      '[1]',
      '. ',
      '```',
      '<think>',
      '</think>',
    ],
    ...[
      '{"claims": [',
      '{"claim": "A 1.", "evidence": [{"source": 1, "quote": "q"}]}',
      'Refunds are',
    ],
    ...[' paid within 14 days', '{"abstain": "x"}', '![', '](', 'http://x', '\ud83d', '\u202e'],
  );
  const garbage = fc.array(fc.oneof(fragments, text), { maxLength: 40 }).map((all) => all.join(''));

  it('however the output is cut into pieces, the events are the same', () => {
    fc.assert(
      fc.property(garbage, fc.array(fc.nat({ max: 30 })), (output, pieces) => {
        expect(parse(output, pieces)).toEqual(parse(output));
      }),
    );
  });

  it('no output makes it throw, and no claim leaves without words, evidence or a source', () => {
    fc.assert(
      fc.property(garbage, (output) => {
        for (const event of parse(output)) {
          if (event.type !== 'claim') continue;
          expect(event.text).toMatch(/[\p{L}\p{N}]/u);
          expect(event.text).not.toMatch(/!\[|\]\(|\n|\[\d+\]/);
          expect(event.evidence.length).toBeGreaterThan(0);
          for (const { source } of event.evidence) expect(sources[source - 1]).toBeDefined();
        }
      }),
    );
  });

  it('reads back what JSON writes of any plain claim and quotes', () => {
    const word = fc.stringMatching(/^[a-zäöü0-9]{1,12}$/u);
    const claim = fc.array(word, { minLength: 1, maxLength: 12 }).map((words) => words.join(' '));
    const quote = text.filter((one) => one.trim() !== '');
    const evidence = fc.array(fc.record({ source: fc.integer({ min: 1, max: 3 }), quote }), {
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(claim, evidence, fc.boolean(), (written, quotes, spread) => {
        const json = JSON.stringify({ claim: written, evidence: quotes }, null, spread ? 2 : 0);
        expect(parse(json)).toEqual([
          {
            type: 'claim',
            text: written,
            evidence: quotes.map((one) => ({ ...one, start: null })),
            ownLine: false,
          },
        ]);
      }),
    );
  });
});
