import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { chooseThresholds, type Choice } from '../../eval/gates/calibrate.ts';
import type { GateReport } from '../../eval/gates/evaluate.ts';
import type { PlacedCase } from '../../eval/gates/judge.ts';
import { KINDS, type Kind } from '../../eval/gates/types.ts';
import { THRESHOLDS } from '../../src/verify/thresholds.ts';

const RUN = resolve(import.meta.dirname, '../../eval/gates/run.json');

describe('the thresholds in the code', () => {
  it('are those that the kept run chose with all kinds of false claims', () => {
    const { choices, shipped } = JSON.parse(readFileSync(RUN, 'utf8')) as GateReport;
    expect(choices.find(({ heldBack }) => heldBack === null)?.thresholds).toEqual(THRESHOLDS);
    expect(shipped).toEqual(THRESHOLDS);
    expect(choices.map(({ heldBack }) => heldBack)).toEqual([null, ...KINDS]);
  });
});

const QUOTE = 'Parcels reach the mainland in three days.';

function placed(claim: string, kind: Kind | null): PlacedCase {
  return {
    gateCase: {
      id: 'x-2',
      split: 'tune',
      origin: 'hand',
      kind,
      rule: 'by hand',
      documentId: 'shop/parcels.md',
      claim,
      question: null,
      quotes: [QUOTE],
      cited: [QUOTE],
    },
    sources: [
      {
        revisionText: QUOTE,
        mediaType: 'text/plain',
        span: { start: 0, end: QUOTE.length },
        record: null,
        context: [],
        fields: [],
      },
    ],
  };
}

function choiceWithout(choices: readonly Choice[], kind: Kind | null): Choice | undefined {
  return choices.find(({ heldBack }) => heldBack === kind);
}

describe('chooseThresholds', () => {
  const foreign = 'Parcels reach the mainland in three days thanks to brave sailors singing.';

  it('stops false claims that have words of their own, and drops no true ones for it', () => {
    const [all] = chooseThresholds([placed(QUOTE, null), placed(foreign, 'rider')]);
    expect(all).toMatchObject({ heldBack: null, stopped: 1, dropped: 0 });
  });

  it('asks nothing of a kind that is held back', () => {
    const harmless = placed('Parcels reach the mainland in four days.', 'number');
    const choices = chooseThresholds([placed(QUOTE, null), harmless, placed(foreign, 'rider')]);
    const [all, withoutRider] = [choiceWithout(choices, null), choiceWithout(choices, 'rider')];
    // The most lenient of all that are tried: nothing but riders needs more.
    expect(withoutRider?.thresholds.maxUncoveredRun).toBeGreaterThan(
      all?.thresholds.maxUncoveredRun ?? Infinity,
    );
  });

  it('drops no more than 4 % of the true claims, whatever it could stop', () => {
    const cases = [
      ...Array.from({ length: 9 }, () => placed(QUOTE, null)),
      placed(foreign, null),
      placed(foreign, 'rider'),
    ];
    const [all] = chooseThresholds(cases);
    expect(all?.dropped).toBe(0);
    expect(all?.stopped).toBe(0);
  });
});
