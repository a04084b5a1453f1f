import { describe, expect, it } from 'vitest';
import { whereaboutsOf } from '../../src/history/whereabouts.ts';
import { chunked, cite, revisionOf } from './revisions.ts';

const REFUNDS = 'Refunds are issued within 14 days of the return.';
const SHIPPING = 'Orders above ten euros travel free of charge within the country.';
const HOURS = 'The counter is open on weekdays from nine to five.';

/** Where the quote went from one page to the next, as the ingest cuts them. */
async function whereabouts(from: string, to: string, quote: string, name = 'page.md') {
  const cited = await chunked(from, name);
  const current = await chunked(to, name);
  const found = whereaboutsOf(cite(cited, quote), cited, current);
  if (found !== null) {
    expect(current.text.slice(found.span.start, found.span.end)).toBe(found.quote);
  }
  return found;
}

describe('words that still stand', () => {
  it('are where they were', () => {
    const same = revisionOf([REFUNDS, SHIPPING]);
    const citation = cite(same, SHIPPING);
    expect(whereaboutsOf(citation, same, same)).toEqual({ span: citation.span, quote: SHIPPING });
  });

  it('are found behind a paragraph that was put in before them, and in a section that moved', async () => {
    const section = (name: string, text: string): string => `## ${name}\n\n${text}\n\n`;
    const from = section('Refunds', REFUNDS) + section('Shipping', SHIPPING);
    const shifted = `${HOURS}\n\n${from}`;
    expect((await whereabouts(from, shifted, REFUNDS))?.span.start).toBe(shifted.indexOf(REFUNDS));
    const moved = section('Shipping', SHIPPING) + section('Refunds', REFUNDS);
    expect((await whereabouts(from, moved, REFUNDS))?.span.start).toBe(moved.indexOf(REFUNDS));
  });

  it('are taken where what stands around them is most alike', () => {
    const row = (name: string): string => `${name}: 14 days, no fee.`;
    const cited = revisionOf([row('Blue'), row('Red'), row('Green')]);
    const current = revisionOf([row('Red'), row('Green'), row('Blue')]);
    const found = whereaboutsOf(cite(cited, '14 days', 0), cited, current);
    expect(found?.span.start).toBe(current.text.indexOf('14 days', current.text.indexOf('Blue')));
  });

  it('are taken nearest to the old place where all around is alike', () => {
    const cited = revisionOf(['a a a a a a a a a a 14 b']);
    const current = revisionOf(['14 x', 'a a a 14 b', 'a a a 14 b']);
    const citation = { ...cite(cited, '14'), prefix: ' a ', suffix: ' b' };
    const last = current.text.lastIndexOf('14');
    expect(whereaboutsOf(citation, cited, current)?.span).toEqual({ start: last, end: last + 2 });
  });
});

describe('words that others took the place of', () => {
  it('give the whole new sentence', async () => {
    const now = 'Refunds are issued within 30 days of the return, unless the item was engraved.';
    const from = `# Refunds\n\n${REFUNDS} ${HOURS}\n`;
    expect((await whereabouts(from, from.replace(REFUNDS, now), REFUNDS))?.quote).toBe(now);
    expect((await whereabouts(from, from.replace(REFUNDS, now), 'within 14 days'))?.quote).toBe(
      now,
    );
    const cited = revisionOf([REFUNDS]);
    expect(whereaboutsOf(cite(cited, REFUNDS), cited, revisionOf([now]))?.quote).toBe(now);
  });

  it('leave out sentences that were only added beside them', async () => {
    const now = REFUNDS.replace('14', '30');
    const to = `# Refunds\n\n${SHIPPING} ${now} ${HOURS}\n`;
    expect((await whereabouts(`# Refunds\n\n${REFUNDS}\n`, to, REFUNDS))?.quote).toBe(now);
  });

  it('leave out a sentence that came with new words at their end or at their beginning', async () => {
    const page = (sentence: string): string => `# Refunds\n\n${HOURS} ${sentence} ${SHIPPING}\n`;
    const ending = REFUNDS.replace('the return', 'purchase');
    const longer = page(`${ending} Keep the receipt with you.`);
    expect((await whereabouts(page(REFUNDS), longer, REFUNDS))?.quote).toBe(ending);
    const rule = 'By our rules, goods are replaced within 14 days.';
    const beginning = rule.replace('By our rules', 'In general');
    const led = page(`Ask us first. ${beginning}`);
    expect((await whereabouts(page(rule), led, rule))?.quote).toBe(beginning);
  });

  it('are two sentences, when one was made of two', async () => {
    const page = (words: string): string => `# Refunds\n\n${HOURS} ${words} ${SHIPPING}\n`;
    const old = 'Refunds are issued within 14 days, and vouchers never expire.';
    const now = 'Refunds are issued within 14 days. Unused tickets remain valid.';
    expect((await whereabouts(page(old), page(now), old))?.quote).toBe(now);
  });

  it('reach over passages, if these kept their order', () => {
    const cited = revisionOf([HOURS, REFUNDS, SHIPPING]);
    const [refunds, shipping] = [REFUNDS.replace('14', '30'), SHIPPING.replace('ten', 'twenty')];
    const both = cite(cited, `${REFUNDS}\n\n${SHIPPING}`);
    const current = revisionOf([HOURS, refunds, shipping]);
    expect(whereaboutsOf(both, cited, current)?.quote).toBe(`${refunds}\n\n${shipping}`);
    const all = cite(cited, cited.text);
    expect(whereaboutsOf(all, cited, revisionOf([REFUNDS, HOURS, SHIPPING]))).toBeNull();
  });

  it('give a whole row, though its neighbours are like it', async () => {
    const table = (...rows: string[]): string =>
      ['# Bikes', '', '| Bike | Days | Fee |', '| - | - | - |', ...rows, ''].join('\n');
    const [red, blue, now] = [
      '| Red | 20 | 3 |',
      '| Blue | 14 | 1,000.50 |',
      '| Blue | 30 | 1,250 |',
    ];
    const to = table('| Green | 14 | 7 |', now, red);
    expect((await whereabouts(table(blue, red), to, blue))?.quote).toBe(now);
  });

  it('give a whole list entry without its mark', async () => {
    const from = '# Bikes\n\n- Blue bikes: within 14 days.\n- Red bikes: within 20 days.\n';
    const to =
      '# Bikes\n\n- Green bikes: never.\n- Blue bikes: within 30 days,\n  or later. Ask first.\n- Red bikes: within 20 days.\n';
    expect((await whereabouts(from, to, 'Blue bikes: within 14 days.'))?.quote).toBe(
      'Blue bikes: within 30 days,\n  or later. Ask first.',
    );
  });

  it('give a heading without its marks or the line under it', async () => {
    const from = `# Club\n\nRefunds within 14 days\n---\n\n${HOURS}\n`;
    const to = from.replace('14', '30');
    expect((await whereabouts(from, to, 'Refunds within 14 days'))?.quote).toBe(
      'Refunds within 30 days',
    );
    const marked = (days: number): string =>
      `# Club\n\n## Refunds within ${days} days\n\n${HOURS}\n`;
    expect((await whereabouts(marked(14), marked(30), 'Refunds within 14 days'))?.quote).toBe(
      'Refunds within 30 days',
    );
  });

  it('give a whole record, whatever sentences its fields hold', async () => {
    const records = (blue: string): string => `name,days,note\n${blue}\nRed bike,20,Slow.\n`;
    const [old, now] = ['Blue bike,14,Light. Fast.', 'Blue bike,30,Light. Fast. For two.'];
    expect((await whereabouts(records(old), records(now), old, 'bikes.csv'))?.quote).toBe(now);
    const line = (days: number): string =>
      `{"name":"Blue bike","days":${days},"note":"Light. Fast."}`;
    const red = '{"name":"Red bike","days":20,"note":"Slow."}';
    const from = `${line(14)}\n${red}\n`;
    const to = `${red}\n${line(30)}\n`.split('\n').reverse().join('\n').trimStart();
    expect((await whereabouts(from, to, line(14), 'bikes.jsonl'))?.quote).toBe(line(30));
  });

  it('are found on the other side of a split, and in Chinese', async () => {
    const now = SHIPPING.replace('ten', 'twenty');
    const from = `# Club\n\n${REFUNDS} ${SHIPPING}\n`;
    const to = `# Club\n\n## Refunds\n\n${REFUNDS}\n\n## Shipping\n\n${now}\n`;
    expect((await whereabouts(from, to, SHIPPING))?.quote).toBe(now);
    const chinese = (days: number): string => `# 规则\n\n您可以在${days}天内退货。退款需要十天。\n`;
    expect((await whereabouts(chinese(14), chinese(30), '您可以在14天内退货。'))?.quote).toBe(
      '您可以在30天内退货。',
    );
  });
});

describe('words that went', () => {
  const around = (sentence: string): string => `# Club\n\n${SHIPPING} ${sentence} ${HOURS}\n`;

  it.each([
    ['a sentence removed', around('')],
    ['a sentence rewritten entirely', around('Money goes back to members once goods arrive.')],
    ['one of which only small words are left', around('Tickets are sold at the gate of the pier.')],
    ['its section removed', '# Prices\n\nAll bikes cost the same.\n'],
    ['a document without passages', ''],
  ])('are nowhere: %s', async (_, to) => {
    const cited = await chunked(around(REFUNDS));
    const current = to === '' ? { text: '', passages: [] } : await chunked(to);
    expect(whereaboutsOf(cite(cited, REFUNDS), cited, current)).toBeNull();
  });

  it('are nowhere when a neighbour like them stays', async () => {
    const entries = (...days: number[]): string =>
      `# Club\n\n${days.map((n) => `- Bikes of kind ${n}: ${n} days.`).join('\n')}\n`;
    const gone = 'Bikes of kind 14: 14 days.';
    expect(await whereabouts(entries(7, 14, 20), entries(7, 20), gone)).toBeNull();
  });

  it('are nowhere when they stood in no passage', () => {
    const cited = revisionOf([REFUNDS]);
    const outside = { ...cited, text: `${cited.text}\n\n${HOURS}` };
    expect(whereaboutsOf(cite(outside, HOURS), outside, revisionOf([REFUNDS]))).toBeNull();
  });
});
