import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createExtractiveGenerator, extract } from '../../src/generate/extractive.ts';
import type { DraftClaim } from '../../src/generate/types.ts';
import type { UnitKind } from '../../src/store/types.ts';
import { requestOf, type SourceSpec } from '../helpers/sources.ts';

const sentences = (...texts: string[]): SourceSpec => ({
  units: texts.map((text) => ['sentence', text] as const),
});
const textsOf = (claims: readonly DraftClaim[]): string[] => claims.map(({ text }) => text);
const ask = (question: string, ...sources: SourceSpec[]): string[] =>
  textsOf(extract(requestOf(question, ...sources)));

describe('extract', () => {
  it('answers in the words of the source, and says where they stand', () => {
    const source = sentences('Refunds are *paid* within **14 days**.', 'Parcels arrive in boxes.');
    const request = requestOf('How long until refunds are paid?', {
      ...source,
      before: 'Preface. ',
    });
    expect(extract(request)[0]).toEqual({
      text: 'Refunds are paid within 14 days.',
      evidence: [{ source: 1, quote: 'Refunds are *paid* within **14 days**.', start: 9 }],
      ownLine: false,
    });
  });

  it('leaves marks alone where they are no marks', () => {
    const source = {
      ...sentences('Refunds of *all* kinds take 14 days.'),
      mediaType: 'text/plain',
    };
    expect(ask('How long do refunds take?', source)).toEqual([
      'Refunds of *all* kinds take 14 days.',
    ]);
  });

  it('says nothing when there is nothing', () => {
    expect(ask('How long do refunds take?')).toEqual([]);
    expect(ask('How long?', { units: [] })).toEqual([]);
    expect(ask('How long?', { units: [['heading', 'How long']] })).toEqual([]);
  });

  it('prefers the sentence that answers to the one that repeats the question', () => {
    const question = 'How long do refunds take?';
    const [best] = ask(question, sentences('How long do refunds take?', 'Refunds take 14 days.'));
    expect(best).toBe('Refunds take 14 days.');
    const [other] = ask(question, sentences('How long refunds take.', 'They take 14 days.'));
    expect(other).toBe('They take 14 days.');
  });

  it('prefers the sentence with the kind of thing that is asked for', () => {
    const source = sentences('The family plan is cheap.', 'The family plan is 30 EUR.');
    expect(ask('How much is the family plan?', source)).toContain('The family plan is 30 EUR.');
    const names = sentences('The firm was founded for fun.', 'The firm was founded by Ada Byron.');
    expect(ask('Who founded the firm?', names)).toContain('The firm was founded by Ada Byron.');
  });

  it('never quotes a heading', () => {
    const units: [UnitKind, string][] = [
      ['heading', '## How long do refunds take'],
      ['sentence', 'They take 14 days.'],
    ];
    expect(ask('How long do refunds take?', { units })).toEqual(['They take 14 days.']);
  });

  it('reads a row with its header and quotes it raw', () => {
    const rows: SourceSpec = {
      units: [
        ['row', '| Basic | 9 EUR | |'],
        ['row', '| **Family** | 30 EUR | two riders |'],
      ],
      columns: ['Plan', 'Price', 'For'],
    };
    const [claim, ...others] = extract(requestOf('What is the price of the family plan?', rows));
    expect(claim).toEqual({
      text: 'Plan: Family; Price: 30 EUR; For: two riders',
      evidence: [{ source: 1, quote: '| **Family** | 30 EUR | two riders |', start: 20 }],
      ownLine: true,
    });
    expect(others).toEqual([]);
  });

  it('reads a record by its fields and quotes it raw', () => {
    const raw = '{"code":"E17","meaning":"Battery is cold","models":["Mallow","Rush"],"note":null}';
    const record = {
      code: 'E17',
      meaning: 'Battery is cold',
      models: ['Mallow', 'Rush'],
      note: null,
    };
    const [claim] = extract(requestOf('What does E17 mean?', { units: [['record', raw]], record }));
    expect(claim).toMatchObject({
      text: 'code: E17; meaning: Battery is cold; models: Mallow, Rush',
      evidence: [{ quote: raw }],
      ownLine: true,
    });
  });

  it('gives the entries that a sentence leads in, each on a line of its own', () => {
    const list: SourceSpec = {
      units: [
        ['sentence', 'To unlock the bicycle:'],
        ['entry', 'Open the app.'],
        ['entry', 'Choose the lock.'],
        ['sentence', 'Weather may differ.'],
      ],
    };
    const claims = extract(requestOf('How do I unlock the bicycle?', list));
    expect(textsOf(claims)).toEqual([
      'To unlock the bicycle:',
      'Open the app.',
      'Choose the lock.',
    ]);
    expect(claims.map(({ ownLine }) => ownLine)).toEqual([false, true, true]);
  });

  it('prefers what answers to what says where to read of it', () => {
    const said = [
      'For how long refunds take, see Payments and how long refunds take.',
      'Refunds are paid within 14 days.',
    ];
    expect(ask('How long do refunds take?', sentences(...said))[0]).toBe(said[1]);
  });

  it('gives the whole list to a question that asks for one', () => {
    const list: SourceSpec = {
      units: [
        ['sentence', 'A failing battery is a danger to the house.'],
        ['entry', 'it swells'],
        ['entry', 'it hisses'],
      ],
    };
    expect(ask('Which signs of a failing battery are there?', list)).toEqual(
      expect.arrayContaining(['it swells', 'it hisses']),
    );
  });

  it('leaves no step out of a list, unless it is very long', () => {
    const steps = (count: number): SourceSpec => ({
      units: [
        ['sentence', 'To pair a phone:'],
        ...Array.from({ length: count }, (_, i): [UnitKind, string] => [
          'entry',
          `Press key ${i}.`,
        ]),
      ],
    });
    expect(ask('How do I pair a phone?', steps(9))).toHaveLength(10);
    expect(ask('How do I pair a phone?', steps(40))).toHaveLength(13);
  });

  it('says the same thing once, though two sources say it', () => {
    const said = 'Refunds take 14 days.';
    expect(ask('How long do refunds take?', sentences(said), sentences(said))).toEqual([said]);
  });

  it('takes code as it stands', () => {
    const code = 'npm run ask --   "How long do refunds take?"  # 14 days';
    const [claim] = extract(requestOf('How long do refunds take?', { units: [['code', code]] }));
    expect(claim).toMatchObject({ text: code, ownLine: true });
  });

  it('gives a few claims, at most four and a list, verbatim, each once, source by source as each runs', () => {
    const word = fc.constantFrom(
      'refunds',
      'take',
      '14',
      'days',
      'bikes',
      'Ada',
      ':',
      '?',
      'never',
      'how',
    );
    const kind = fc.constantFrom<UnitKind>('sentence', 'entry', 'code', 'heading');
    const unit = fc.tuple(
      kind,
      fc.array(word, { minLength: 1, maxLength: 8 }).map((words) => words.join(' ')),
    );
    const spec = fc.record({ units: fc.array(unit, { maxLength: 6 }) });
    fc.assert(
      fc.property(fc.array(spec, { maxLength: 6 }), (specs) => {
        const request = requestOf('How long do refunds take?', ...specs);
        const claims = extract(request);
        const quotable = specs.some(({ units }) => units.some(([of]) => of !== 'heading'));
        expect(claims.length > 0).toBe(quotable);
        expect(claims.length).toBeLessThanOrEqual(4 + 12);
        const prose = claims.filter(({ ownLine }) => !ownLine);
        expect(prose.length).toBeLessThanOrEqual(5);
        const lastStart = new Map<number, number>();
        const order: number[] = [];
        for (const { evidence } of claims) {
          expect(evidence).toHaveLength(1);
          const { source = 0, quote = '', start = 0 } = evidence[0] ?? {};
          const { revisionText, units } = request.sources[source - 1]?.passage ?? {};
          expect(revisionText?.startsWith(quote, start ?? -1)).toBe(true);
          const cited = units?.find((one) => one.start === start);
          expect(cited?.kind).not.toBe('heading');
          expect(start).toBeGreaterThan(lastStart.get(source) ?? -1);
          lastStart.set(source, start ?? -1);
          if (order.at(-1) !== source) order.push(source);
        }
        expect(new Set(order).size).toBe(order.length);
        expect(new Set(textsOf(claims)).size).toBe(claims.length);
      }),
    );
  });
});

describe('the extractive generator', () => {
  it('gives what extract gives, claim by claim', async () => {
    const request = requestOf('How long do refunds take?', sentences('Refunds take 14 days.'));
    const claims: DraftClaim[] = [];
    for await (const event of createExtractiveGenerator().generate(request)) {
      if (event.type === 'claim') claims.push(event);
    }
    expect(claims).toEqual(extract(request).map((claim) => ({ type: 'claim', ...claim })));
  });
});
