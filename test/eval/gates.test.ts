import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readByHand } from '../../eval/gates/by-hand.ts';
import { createDocuments, sourceOf } from '../../eval/gates/documents.ts';
import { describeFailures } from '../../eval/gates/failures.ts';
import { placeCase, type JudgedCase } from '../../eval/gates/judge.ts';
import {
  CORRUPTED_CLAIMS,
  readKeptClaims,
  TRUE_CLAIMS,
  type FalseLine,
  type TrueLine,
} from '../../eval/gates/kept-claims.ts';
import { makeClaims } from '../../eval/gates/make/make.ts';
import { scoreCases, wilsonInterval } from '../../eval/gates/score.ts';
import { KINDS, splitOf, type GateCase } from '../../eval/gates/types.ts';
import { readLines } from '../../eval/read-lines.ts';

const CORPORA = resolve(import.meta.dirname, '../../corpora');
const documents = createDocuments(CORPORA);
const trueLines = readLines<TrueLine>(TRUE_CLAIMS);
const falseLines = readLines<FalseLine>(CORRUPTED_CLAIMS);

async function holds(documentId: string, words: string): Promise<boolean> {
  return (await documents.document(documentId)).text.includes(words);
}

describe('the claims that are kept', () => {
  it('are what the rules make of the corpora, word for word', async () => {
    const made = await makeClaims(CORPORA);
    expect(made.trueLines).toEqual(trueLines);
    expect(made.falseLines).toEqual(falseLines);
  });

  it('are at least 1,000 true ones and 1,000 false ones, at least 80 of each kind', () => {
    expect(trueLines.length).toBeGreaterThanOrEqual(1000);
    expect(falseLines.length).toBeGreaterThanOrEqual(1000);
    for (const kind of KINDS) {
      const ofKind = falseLines.filter((line) => line.kind === kind);
      expect([kind, ofKind.length >= 80]).toEqual([kind, true]);
    }
  });

  it('have an id each, and a false one is of the half of the true one it was made of', () => {
    const known = new Map(trueLines.map((line) => [line.id, line]));
    expect(known.size).toBe(trueLines.length);
    expect(new Set(falseLines.map(({ id }) => id)).size).toBe(falseLines.length);
    for (const line of falseLines) {
      const original = known.get(line.of);
      expect(original?.split).toBe(line.split);
      const changed = line.claim !== original?.claim;
      const otherEvidence = line.quotes.join() !== original?.quotes.join() || 'cited' in line;
      expect([line.id, changed || otherEvidence]).toEqual([line.id, true]);
    }
  });

  it('quote what stands in the document, but for quotes that are to be refused', async () => {
    const refused = ['invented-quote', 'other-source'];
    for (const line of [...trueLines.map((one) => ({ ...one, kind: null })), ...falseLines]) {
      const { kind } = line;
      const standing = await Promise.all(line.quotes.map((one) => holds(line.documentId, one)));
      const expected = kind === null || !refused.includes(kind);
      expect([line.id, standing.every(Boolean)]).toEqual([line.id, expected]);
    }
  });

  it('by hand: each quote stands in its document, and each false claim says something else', async () => {
    const cases = readByHand();
    expect(cases.filter(({ kind }) => kind === null).length).toBeGreaterThanOrEqual(300);
    const trueClaims = new Map(
      cases.filter(({ kind }) => kind === null).map(({ id, claim }) => [id, claim]),
    );
    for (const gateCase of cases) {
      const { sources } = await placeCase(gateCase, documents);
      expect(sources).toHaveLength(gateCase.quotes.length);
      for (const quote of gateCase.quotes) {
        expect([quote, await holds(gateCase.documentId, quote)]).toEqual([quote, true]);
      }
      if (gateCase.kind === null) continue;
      expect(trueClaims.get(gateCase.id.slice(0, -1))).toBeDefined();
      expect(gateCase.claim).not.toBe(trueClaims.get(gateCase.id.slice(0, -1)));
    }
  });

  it('are read with the true ones of no kind, each quote cited from where it stands', () => {
    const [first] = readKeptClaims();
    expect(first).toMatchObject({ kind: null, origin: 'rule', cited: trueLines[0]?.quotes });
  });
});

describe('sourceOf', () => {
  it('gives the passage that holds the words, with its title, headings and columns', async () => {
    const document = await documents.document('support/plans-and-prices.md');
    const row = '| Set-up fee | 75 EUR | none |';
    const source = sourceOf(document, row);
    expect(source?.revisionText.slice(source.span.start, source.span.end)).toContain(row);
    expect(source?.context).toEqual(['Plans and prices', 'What is paid once']);
    expect(source?.fields).toEqual(['Item', 'Flex', 'Steady']);
  });

  it('gives a record as it reads', async () => {
    const document = await documents.document('support/accessories.jsonl');
    const source = sourceOf(document, '"sku":"QA-101"');
    expect(source?.record).toContain('name: Perch child seat; price_eur: 129');
    expect(source?.fields).toContain('price_eur');
  });

  it('gives nothing for words that do not stand there', async () => {
    const document = await documents.document('support/plans-and-prices.md');
    expect(sourceOf(document, 'nobody wrote this')).toBeNull();
  });
});

describe('splitOf', () => {
  it('goes by the first number of an id', () => {
    expect([splitOf('t-0412-row'), splitOf('legal-a-013b')]).toEqual(['tune', 'report']);
    expect(() => splitOf('nameless')).toThrow('nameless');
  });
});

const CASE: GateCase = {
  id: 'x-2',
  split: 'tune',
  origin: 'hand',
  kind: null,
  rule: 'by hand',
  documentId: 'shop/prices.md',
  claim: 'A lock costs nine euros.',
  question: null,
  quotes: ['A lock costs nine euros.'],
  cited: ['A lock costs nine euros.'],
};

describe('scoreCases', () => {
  it('counts verdicts, and a claim at each gate that stopped it', () => {
    const judged: JudgedCase[] = [
      { gateCase: CASE, verdict: 'supported', failed: [] },
      { gateCase: CASE, verdict: 'partial', failed: ['coverage'] },
      { gateCase: CASE, verdict: 'unsupported', failed: ['numbers', 'coverage'] },
    ];
    expect(scoreCases(judged)).toEqual({
      cases: 3,
      supported: 1,
      partial: 1,
      unsupported: 1,
      gates: { coverage: 2, numbers: 1 },
    });
  });
});

describe('wilsonInterval', () => {
  it('agrees with published values, and is never outside 0 and 1', () => {
    const { low, high } = wilsonInterval(8, 10);
    expect([low.toFixed(3), high.toFixed(3)]).toEqual(['0.490', '0.943']);
    expect(wilsonInterval(10, 10).high).toBe(1);
    expect(wilsonInterval(0, 10).low).toBe(0);
    expect(wilsonInterval(0, 0)).toEqual({ low: 0, high: 1 });
  });
});

describe('describeFailures', () => {
  it('shows what was judged wrongly of the half to tune on, and nothing of the other', () => {
    const told = describeFailures([
      { gateCase: CASE, verdict: 'partial', failed: ['coverage'] },
      { gateCase: { ...CASE, claim: 'Passed rightly.' }, verdict: 'supported', failed: [] },
      {
        gateCase: { ...CASE, split: 'report', claim: 'Kept unseen.' },
        verdict: 'unsupported',
        failed: ['numbers'],
      },
    ]);
    expect(told).toContain('true claims dropped: hand: 1 of 2 wrong (50.0 %)');
    expect(told).toContain('A lock costs nine euros.');
    expect(told).not.toContain('Kept unseen.');
    expect(told).not.toContain('Passed rightly.');
  });
});
