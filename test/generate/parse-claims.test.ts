import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createClaimParser, type ParsedEvent } from '../../src/generate/parse-claims.ts';
import type { Source } from '../../src/generate/types.ts';
import { requestOf } from '../helpers/sources.ts';

const { sources } = requestOf(
  'q?',
  {
    units: [
      ['heading', '## Refunds'],
      ['sentence', 'Refunds are paid within 14 days of the return.'],
      ['sentence', 'They go to the card that was charged.'],
      ['sentence', 'Late fees are 5 EUR a month.'],
    ],
  },
  { units: [['row', '| Mallow | 90 km | 24 kg |']] },
  { units: [['sentence', 'See https://example.com/terms for the terms.']] },
);

function parse(output: string, pieces: readonly number[] = [], from: readonly Source[] = sources) {
  const parser = createClaimParser(from);
  const events: ParsedEvent[] = [];
  let at = 0;
  for (const length of pieces) {
    events.push(...parser.push(output.slice(at, at + length)));
    at += length;
  }
  return [...events, ...parser.push(output.slice(at)), ...parser.end()];
}

const line = (claim: string, ...quotes: string[]): string =>
  JSON.stringify({
    claim,
    evidence: (quotes.length > 0 ? quotes : ['q']).map((quote) => ({ source: 1, quote })),
  });
const claims = (output: string): string[] =>
  parse(output).flatMap((event) => (event.type === 'claim' ? [event.text] : []));
const reasons = (output: string): string[] =>
  parse(output).flatMap((event) => (event.type === 'malformed' ? [event.reason] : []));

describe('createClaimParser', () => {
  it('reads a claim with its quotes', () => {
    const output = `{"claim": "It takes 14 days.", "evidence": [{"source": 1, "quote": "within 14 days"}]}`;
    expect(parse(output)).toEqual([
      {
        type: 'claim',
        text: 'It takes 14 days.',
        evidence: [{ source: 1, quote: 'within 14 days', start: null }],
        ownLine: false,
      },
    ]);
  });

  it('gives a claim as soon as its object is closed, before the line ends', () => {
    const parser = createClaimParser(sources);
    expect(parser.push(line('One.').slice(0, -1))).toEqual([]);
    expect(parser.push('}')).toMatchObject([{ type: 'claim', text: 'One.' }]);
  });

  it('puts claims about recommended titles on lines of their own', () => {
    const titles = sources.map((source) => ({ ...source, reasons: ['title'] }));
    expect(parse(line('A comedy.'), [], titles)).toMatchObject([{ ownLine: true }]);
  });

  it.each([
    ['a fence of code', `\`\`\`json\n${line('One.')}\n${line('Two.')}\n\`\`\``],
    ['several objects on a line', `${line('One.')} ${line('Two.')}`],
    ['a list', `[${line('One.')},\n ${line('Two.')}]`],
    ['a wrapper', `{"claims": [${line('One.')}, ${line('Two.')}]}`],
    ['a wrapper that says more', `{"question": "q", "claims": [${line('One.')},${line('Two.')}]}`],
    ['objects over several lines', [line('One.'), line('Two.')].map(pretty).join('\n')],
    ['bullets and numbers', `- ${line('One.')}\n2. ${line('Two.')}`],
    ['doubled braces', `{${line('One.')}}\n{${line('Two.')}}`],
    ['lines without indentation', [line('One.'), line('Two.')].map(unindented).join('\n')],
    ['trailing commas', `${line('One.').replace('}]}', ',},],}')},\n${line('Two.')},`],
    ['carriage returns', `${line('One.')}\r\n${line('Two.')}\r`],
    [
      'thoughts',
      `<think>\n${line('No.')}\n</think>\n${line('One.')}<thinking>{"</thinking>${line('Two.')}`,
    ],
  ])('reads claims within %s, and nothing is malformed', (_, output) => {
    expect(claims(output)).toEqual(['One.', 'Two.']);
    expect(reasons(output)).toEqual([]);
  });

  it('reads claims between lines of prose, which are recorded', () => {
    const output = `Sure, here you are:\n${line('One.')}\nI hope this helps!`;
    expect(claims(output)).toEqual(['One.']);
    expect(reasons(output)).toEqual(['no JSON object', 'no JSON object']);
  });

  it.each([
    ['one object instead of a list', '"evidence": {"source": 1, "quote": "q"}'],
    ['source and quote beside the claim', '"source": 1, "quote": "q"'],
    ['a number as text', '"evidence": [{"source": "1", "quote": "q"}]'],
    ['a number in brackets', '"evidence": [{"source": "[1]", "quote": "q"}]'],
    ['a number with its noun', '"evidence": [{"source": "Source 1", "quote": "q"}]'],
    [
      'fields that nobody asked for',
      '"evidence": [{"source": 1, "quote": "q", "p": {}}], "x": [1]',
    ],
  ])('takes %s for evidence', (_, evidence) => {
    expect(parse(`{"claim": "One.", ${evidence}}`)).toMatchObject([
      { type: 'claim', evidence: [{ source: 1, quote: 'q' }] },
    ]);
  });

  it.each([
    ['no evidence', '{"claim": "One."}'],
    ['no evidence', '{"claim": "One.", "evidence": []}'],
    ['no evidence', '{"claim": "One.", "evidence": ["q"]}'],
    ['no source number', '{"claim": "One.", "evidence": [{"source": "one", "quote": "q"}]}'],
    ['no source number', '{"claim": "One.", "evidence": [{"source": 1.5, "quote": "q"}]}'],
    ['no source of that number', '{"claim": "One.", "evidence": [{"source": 4, "quote": "q"}]}'],
    ['no source of that number', '{"claim": "One.", "evidence": [{"source": 0, "quote": "q"}]}'],
    ['empty quote', '{"claim": "One.", "evidence": [{"source": 1, "quote": " "}]}'],
    ['empty quote', '{"claim": "One.", "evidence": [{"source": 1, "quote": ["q"]}]}'],
    ['quote too long', line('One.', 'q'.repeat(2001))],
    ['too many quotes', line('One.', ...'abcdefghi')],
    ['half a character in a quote', '{"claim": "One.", "source": 1, "quote": "\\ud83d"}'],
    ['neither claim nor abstain', '{"answer": "One."}'],
    ['neither claim nor abstain', '{}'],
    ['empty claim', '{"claim": " ", "evidence": []}'],
    ['empty claim', '{"claim": ["One."]}'],
    ['a key stands twice', '{"claim": "One.", "claim": "Two.", "source": 1, "quote": "q"}'],
    [
      'a key stands twice',
      '{"claim": "One.", "evidence": {"source": 1, "source": 2, "quote": "q"}}',
    ],
    ['no JSON object', `{'claim': 'One.'}`],
    ['not JSON', '{"claim": "One.", "evidence": [{"source": 1, "quote": "q"}}'],
    ['not JSON', '{"claim" "One."}'],
    ['nested too deep', `{"claim": ${'['.repeat(20)}`],
    ['unfinished', '{"claim": "One.", "evidence": [{"source": 1, "quo'],
    ['a line ends within a string', '{"claim": "One.\n'],
    ['too long', `{"claim": "${'a'.repeat(9000)}"}`],
  ])('records as malformed: %s', (reason, output) => {
    expect(claims(output)).toEqual([]);
    expect(reasons(output)).toContain(reason);
  });

  it.each([
    ['a line end within a string', '{"claim": "One, "evidence": [{"source": 1, "quote": "q"}]}'],
    ['a missing brace', line('One.').slice(0, -1)],
    ['missing brackets', line('One.').slice(0, -3)],
    ['a line without end', 'x'.repeat(20_000)],
    ['a brace in prose', 'The fee {in euros}, is:'],
    ['half a claim', '{"claim": '],
    ['half of the evidence', '{"claim": "One.", "evidence": ['],
    ['half a quote', '{"claim": "One.", "evidence": [{"source": 1, "quo'],
  ])('reads the next line after %s', (_, broken) => {
    expect(claims(`${broken}\n${line('Two.')}`)).toEqual(['Two.']);
    expect(reasons(`${broken}\n${line('Two.')}`)).not.toEqual([]);
  });

  it('is not moved by names that objects have of themselves', () => {
    const evil = '{"__proto__": {"abstain": "One."}, "constructor": {"evidence": []}}';
    expect(reasons(`${evil}\n{}`)).toEqual(Array(2).fill('neither claim nor abstain'));
    expect(claims(line('Two.').replace('{', '{"__proto__": {"evidence": []}, '))).toEqual(['Two.']);
  });
});

describe('the text of a claim', () => {
  it.each([
    ['**Refunds** take `14` days.', 'Refunds take 14 days.'],
    ['## Refunds take 14 days.', 'Refunds take 14 days.'],
    ['- Refunds take 14 days.', 'Refunds take 14 days.'],
    ['Refunds take\n 14\tdays.', 'Refunds take 14 days.'],
    ['Refunds take 14 days [1][2].', 'Refunds take 14 days.'],
    ['Refunds [1, 2] take 14 days. [source 3]', 'Refunds take 14 days.'],
    ['Refunds take 14 days【1†source】.', 'Refunds take 14 days.'],
    ['Refunds take 14 days[^1].', 'Refunds take 14 days.'],
    ['It takes < 14 days & more.', 'It takes < 14 days & more.'],
    ['It is -5 degrees.', 'It is -5 degrees.'],
    ['- 5 degrees are fine.', '- 5 degrees are fine.'],
    ['Die Rückzahlung dauert 14 Tage 👩‍🔧.', 'Die Rückzahlung dauert 14 Tage 👩‍🔧.'],
  ])('%j reads %j', (written, read) => {
    expect(claims(line(written))).toEqual([read]);
  });

  it.each([
    ['image in the claim', 'Paid. ![ok](https://evil.example/?q=secret)'],
    ['image in the claim', 'Paid. ![ok][1]'],
    ['image in the claim', 'Paid. \\!\\[ok\\]\\(evil.example\\)'],
    ['link in the claim', 'Paid, see [terms](https://evil.example).'],
    ['link in the claim', 'Paid, see [terms](//evil.example).'],
    ['link in the claim', '[terms]: evil.example'],
    ['HTML in the claim', 'Paid. <img src=x>'],
    ['HTML in the claim', 'Paid. <img src=x'],
    ['HTML in the claim', 'Paid. &lt;script&gt;'],
    ['HTML in the claim', 'Paid. <!-- not -->'],
    ['address in the claim that stands in none of its quotes', 'See https://evil.example/x.'],
    ['address in the claim that stands in none of its quotes', 'See www.evil.example'],
    ['address in the claim that stands in none of its quotes', 'See javascript:alert(1)'],
    ['control or invisible character in the claim', 'Paid\u0007.'],
    ['control or invisible character in the claim', 'Paid \u202enever\u202c.'],
    ['control or invisible character in the claim', 'Paid\u{e0041}.'],
    ['control or invisible character in the claim', 'Paid \u200bnot.'],
    ['half a character in the claim', 'Paid \ud83d.'],
    ['source marks in the claim', 'Paid [[1]2].'],
    ['empty claim', '[1]'],
    ['empty claim', '…'],
    ['claim too long', 'a'.repeat(1001)],
  ])('is malformed: %s', (reason, written) => {
    expect(claims(line(written))).toEqual([]);
    expect(reasons(line(written))).toEqual([reason]);
  });

  it('may hold an address that one of its quotes holds', () => {
    const claim = 'The terms are at https://example.com/terms.';
    expect(claims(line(claim, 'See https://example.com/terms for'))).toEqual([claim]);
  });

  it('is said once', () => {
    expect(reasons(`${line('Paid.')}\n${line('**paid**.')}`)).toEqual(['repeated']);
  });
});

describe('abstaining', () => {
  it('comes at the end', () => {
    const parser = createClaimParser(sources);
    expect(parser.push('{"abstain": "Nothing about boats."}\n')).toEqual([]);
    expect(parser.end()).toEqual([{ type: 'abstain', reason: 'Nothing about boats.' }]);
  });

  it.each([
    ['before it', (claim: string, abstain: string) => `${abstain}\n${claim}`],
    ['behind it', (claim: string, abstain: string) => `${claim}\n${abstain}`],
  ])('gives way to a claim %s', (_, join) => {
    const events = parse(join(line('One.'), '{"abstain": "No idea."}'));
    expect(events.map(({ type }) => type)).toEqual(['claim', 'malformed']);
    expect(events[1]).toMatchObject({ line: 'No idea.', reason: 'abstains beside its claims' });
  });

  it('is left where only malformed claims stand beside it', () => {
    const events = parse('{"claim": "One."}\n{"abstain": "No idea."}');
    expect(events.map(({ type }) => type)).toEqual(['malformed', 'abstain']);
  });

  it('is no more than a form that a claim leaves empty', () => {
    expect(claims(line('One.').replace('}]}', '}], "abstain": null}'))).toEqual(['One.']);
    expect(parse('{"claim": "", "abstain": true}')).toEqual([{ type: 'abstain', reason: '' }]);
  });
});

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

describe('bounds', () => {
  it('ends after thirty claims', () => {
    const parser = createClaimParser(sources);
    const output = Array.from({ length: 50 }, (_, i) => line(`Claim ${i}.`)).join('\n');
    expect(parser.push(output)).toHaveLength(30);
    expect(parser.done).toBe(true);
    expect([...parser.push(line('More.')), ...parser.end()]).toEqual([]);
  });

  it('ends after a hundred malformed lines, each recorded only so far', () => {
    const events = parse(`${'nonsense '.repeat(200)}\n`.repeat(200));
    expect(events).toHaveLength(100);
    expect(events[0]).toMatchObject({ type: 'malformed', reason: 'no JSON object' });
    expect((events[0] as { line: string }).line).toHaveLength(1000);
  });

  it('ends after 262,144 characters, whatever they are', () => {
    const parser = createClaimParser(sources);
    expect(parser.push('<think>')).toEqual([]);
    expect(parser.push('a'.repeat(262_137))).toEqual([]);
    expect(parser.done).toBe(false);
    expect(parser.push('a')).toMatchObject([{ type: 'malformed', reason: 'output too long' }]);
    expect(parser.done).toBe(true);
  });

  it.each(['{', '"', '[', '<', '{"a":[', '>', ',', '\\', '[1]', 'a b. ', '{"claim": "', '\n', ' '])(
    'reads ten million characters of %j to the same end',
    (unit) => {
      const output = unit.repeat(Math.ceil(10_000_000 / unit.length));
      const events = parse(output);
      expect(events.filter(({ type }) => type !== 'malformed')).toEqual([]);
      expect(events.length).toBeLessThanOrEqual(101);
    },
  );
});

describe('properties', () => {
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

function pretty(json: string): string {
  return JSON.stringify(JSON.parse(json), null, 2);
}

function unindented(json: string): string {
  return pretty(json).replace(/^ +/gm, '');
}
