import { describe, expect, it } from 'vitest';
import { createClaimParser } from '../../src/generate/parse-claims.ts';
import { claims, line, parse, reasons, sources } from './chat/parsing.ts';

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

function pretty(json: string): string {
  return JSON.stringify(JSON.parse(json), null, 2);
}

function unindented(json: string): string {
  return pretty(json).replace(/^ +/gm, '');
}
