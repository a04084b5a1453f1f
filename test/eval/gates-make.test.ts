import { describe, expect, it } from 'vitest';
import { CLAUSE_RULES } from '../../eval/gates/make/clauses.ts';
import { FALSE_VALUES } from '../../eval/gates/make/false-values.ts';
import { FALSE_WORDINGS } from '../../eval/gates/make/false-wordings.ts';
import { OTHER_NAME, SWAPPED_NAMES } from '../../eval/gates/make/names.ts';
import { inWords } from '../../eval/gates/make/number-words.ts';
import { REWORDINGS } from '../../eval/gates/make/rewordings.ts';
import { RIDERS, withRider } from '../../eval/gates/make/riders.ts';
import { tellField } from '../../eval/gates/make/tables.ts';
import { createRandom } from '../../eval/typos.ts';

type Reword = (sentence: string, random: () => number) => string | null;

/** All that comes out for many seeds. */
function outcomes(reword: Reword, sentence: string): (string | null)[] {
  const made = new Set<string | null>();
  for (let seed = 1; seed <= 60; seed++) made.add(reword(sentence, createRandom(seed)));
  return [...made].sort();
}

describe('rewordings', () => {
  it.each<[keyof typeof REWORDINGS, string, string]>([
    ['number-words', 'It takes 21 days.', 'It takes twenty-one days.'],
    ['number-digits', 'It takes twenty-one days.', 'It takes 21 days.'],
    ['unit-form', 'It is 20 percent.', 'It is 20%.'],
    ['period', 'Pay within 14 days of delivery.', 'Pay no later than 14 days after delivery.'],
    ['bound', 'Give at least 30 days.', 'Give a minimum of 30 days.'],
    ['contraction', 'They do not pay.', "They don't pay."],
    ['synonym', 'Somebody pays.', 'Someone pays.'],
    ['person', 'You may return your bike.', 'The customer may return their bike.'],
  ])('%s: "%s" as "%s"', (rule, sentence, reworded) => {
    expect(outcomes(REWORDINGS[rule], sentence)).toEqual([reworded]);
  });

  it('write a date in five other ways, but not the end of two days of one month', () => {
    const forms = outcomes(REWORDINGS['date-form'], 'It ends on 1 March 2026.');
    expect(forms).toContain('It ends on 2026-03-01.');
    expect(forms).toContain('It ends on March 1, 2026.');
    expect(forms).toHaveLength(5);
    expect(outcomes(REWORDINGS['date-form'], 'Between 16 and 30 November.')).toEqual([null]);
  });

  it('keep an amount of money whole', () => {
    const forms = outcomes(REWORDINGS['money-form'], 'It costs EUR 1,290, and more.');
    expect(forms).toEqual([
      'It costs 1,290 euros, and more.',
      'It costs €1,290, and more.',
      'It costs €1290, and more.',
    ]);
  });

  it('leave alone what they have nothing for', () => {
    for (const [rule, reword] of Object.entries(REWORDINGS)) {
      if (rule === 'lead-in') continue;
      expect([rule, ...outcomes(reword, 'Ferries sail.')]).toEqual([rule, null]);
    }
  });

  it('move a condition to the front and to the end', () => {
    const [after, before] = [
      'We pay the fee if the bike is late.',
      'If the bike is late, we pay the fee.',
    ];
    expect(outcomes(CLAUSE_RULES.fronted, after)).toEqual([before]);
    expect(outcomes(CLAUSE_RULES.postponed, before)).toEqual([after]);
  });
});

describe('corruptions', () => {
  it('change a number to another value, and no part of a date or a name', () => {
    const made = outcomes(FALSE_VALUES.number, 'The limit is 1,200 km.');
    expect(made.length).toBeGreaterThan(3);
    expect(made).not.toContain('The limit is 1,200 km.');
    expect(outcomes(FALSE_VALUES.number, 'It ends on 1 March 2026.')).toEqual([null]);
    expect(outcomes(FALSE_VALUES.number, 'Pack 500 fits.')).toEqual([null]);
  });

  it.each<[string, Reword, string, string]>([
    ['unit', FALSE_VALUES.unit, 'It takes 3 weeks.', 'It takes 3 days.'],
    ['currency', FALSE_VALUES.currency, 'It costs €30.', 'It costs £30.'],
    ['range', FALSE_VALUES.range, 'Open from 3 to 5.', 'Open from 3 to 7.'],
    ['bound', FALSE_WORDINGS.bound, 'At least 3 days.', 'At most 3 days.'],
    ['comparison', FALSE_WORDINGS.comparison, 'Pay before Monday.', 'Pay after Monday.'],
    ['negation', FALSE_WORDINGS.negation, 'It may not be sold.', 'It may be sold.'],
    ['modality', FALSE_WORDINGS.modality, 'You must pay.', 'You may pay.'],
    ['exception', FALSE_WORDINGS.exception, 'We pay unless you ask.', 'We pay if you ask.'],
    ['name', OTHER_NAME, 'The Mallow is free.', 'The Hollin is free.'],
    ['name', SWAPPED_NAMES, 'The Mallow is a Hollin.', 'The Hollin is a Mallow.'],
  ])('%s: make of "%3$s" also "%4$s"', (_, corrupt, claim, falsehood) => {
    const made = outcomes(corrupt, claim);
    expect(made).toContain(falsehood);
    expect(made).not.toContain(claim);
  });

  it('do not make a duty of a permission that is limited: both say the same', () => {
    expect(outcomes(FALSE_WORDINGS.modality, 'You may keep no more than five.')).toEqual([null]);
  });

  it('do not exchange names that stand in a list', () => {
    expect(outcomes(SWAPPED_NAMES, 'It fits the Mallow and the Hollin.')).toEqual([null]);
  });

  it('have at least 60 riders, each of which finds a place in a plain sentence', () => {
    expect(new Set(RIDERS).size).toBeGreaterThanOrEqual(60);
    for (const rider of RIDERS) {
      const ridden = withRider('The fee is paid in May.', rider) ?? '';
      expect(ridden.length).toBeGreaterThan('The fee is paid in May.'.length + 8);
      expect(ridden).toMatch(/fee.* is paid in May/);
    }
  });
});

describe('inWords', () => {
  it('writes numbers as people say them', () => {
    expect([2, 21, 90, 100, 345].map(inWords)).toEqual([
      'two',
      'twenty-one',
      'ninety',
      'one hundred',
      'three hundred and forty-five',
    ]);
  });
});

describe('tellField', () => {
  it('quotes the name and the field of a JSON record as they stand', () => {
    const raw = '{"name":"Perch","price_eur":129,"note":"x"}';
    const told = tellField({ name: 'Perch', price_eur: 129, note: 'x' }, raw, createRandom(1));
    expect(told?.quotes).toEqual(['"name":"Perch"', '"price_eur":129']);
    expect(told?.claim).toMatch(/Perch.*129/);
  });
});
