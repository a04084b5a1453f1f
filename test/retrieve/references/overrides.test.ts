import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EVERYTHING } from '../../../src/core/everything.ts';
import type { CorpusInTime } from '../../helpers/corpus-in-time.ts';
import {
  AGREEMENT,
  AMENDMENT_1,
  AMENDMENT_2,
  HOURS,
  LEASE,
  MINUTES,
  NOTICE,
  REGULATIONS,
} from './contracts.ts';
import { openWorld, overridesOf, type Told } from './world.ts';

const FIRST = 'water/amendment-1.md';

/** What overrides the unit that holds these words. */
const about = (all: readonly Told[], words: string): Told[] =>
  all.filter(({ old }) => old.includes(words));

describe('an amendment', () => {
  let world: CorpusInTime;
  let all: Told[];
  beforeAll(async () => {
    world = await openWorld({
      'water/agreement.md': AGREEMENT,
      [FIRST]: AMENDMENT_1,
      'water/lease.md': LEASE,
      'water/minutes.md': MINUTES,
    });
    all = await overridesOf(world, 'water/agreement.md');
  });
  afterAll(() => world.close());

  it('replaces a clause as a whole', () => {
    expect(about(all, '5.2 The delivery')).toContainEqual({
      old: '5.2 The delivery time for Pumps is 30 days.',
      by: FIRST,
      says: '> 5.2 The delivery time for Pumps is 21 days.',
      whole: true,
    });
  });

  it('replaces words of a clause, which is read together with it', () => {
    expect(about(all, '4.2 An order')).toEqual([
      {
        old: '4.2 An order may be cancelled up to 28 days before the delivery date.',
        by: FIRST,
        says: '2.2 In clause 4.2, "28 days" is replaced by "14 days".',
        whole: false,
      },
    ]);
  });

  it('replaces a row of a table, and no other row, nor the same row of another part', () => {
    const rows = all.filter(({ old }) => old.startsWith('|'));
    expect(rows).toEqual([
      {
        old: '| P-20 | Harbour pump | EUR 980 |',
        by: FIRST,
        says: '| P-20 | Harbour pump | EUR 1,020 |',
        whole: true,
      },
    ]);
  });

  it('replaces one sentence of a clause', () => {
    expect(about(all, 'reasons')).toEqual([
      {
        old: 'It gives its reasons in writing.',
        by: FIRST,
        says: '> It names its reasons by telephone.',
        whole: true,
      },
    ]);
    expect(about(all, '4.1 The Supplier')).toEqual([]);
    expect(about(all, 'A declined order')).toEqual([]);
  });

  it('leaves alone what it does not name', () => {
    for (const words of [
      '5.1 Delivery',
      '8.1 The warranty',
      '8.2 For spare parts',
      '1.2 "Working',
    ]) {
      expect(about(all, words)).toEqual([]);
    }
  });

  it('does not override its own clauses of the same number', async () => {
    expect(await overridesOf(world, FIRST)).toEqual([]);
  });

  it('does not override clauses of the same number in another document', async () => {
    expect(await overridesOf(world, 'water/lease.md')).toEqual([]);
  });

  it('is not what only mentions a clause', () => {
    expect(all.filter(({ by }) => by === 'water/minutes.md')).toEqual([]);
  });

  it('stands beside the exceptions that the document makes itself', () => {
    expect(about(all, '5.2 The delivery')).toContainEqual({
      old: '5.2 The delivery time for Pumps is 30 days.',
      by: 'water/agreement.md',
      says: '5.3 Clause 5.2 does not apply to orders of more than forty Pumps.',
      whole: expect.any(Boolean) as boolean,
    });
  });

  it('overrides nothing for readers who may not read it', async () => {
    await world.parts.ingester.put({
      documentId: FIRST,
      bytes: Buffer.from(AMENDMENT_1),
      mediaType: null,
      readers: ['board'],
      ifRevision: null,
    });
    const told = await overridesOf(world, 'water/agreement.md', { groups: ['public'] });
    expect(told.map(({ by }) => by)).toEqual(['water/agreement.md']);
    const board = await overridesOf(world, 'water/agreement.md', { groups: ['board'] });
    expect(board.map(({ by }) => by)).toContain(FIRST);
  });
});

describe('an amendment of an amendment', () => {
  const ids = { base: 'water/agreement.md', second: 'water/amendment-2.md' };
  let world: CorpusInTime;
  beforeAll(async () => {
    world = await openWorld({
      [ids.base]: AGREEMENT,
      [FIRST]: AMENDMENT_1,
      [ids.second]: AMENDMENT_2,
    });
  });
  afterAll(() => world.close());

  it('holds, and not the earlier one', async () => {
    const all = await overridesOf(world, ids.base);
    const said = about(all, '5.2 The delivery').filter(({ by }) => by !== ids.base);
    expect(said).toEqual([
      expect.objectContaining({
        by: ids.second,
        says: expect.stringContaining('17 days') as string,
      }),
    ]);
    expect(about(all, '4.2 An order')).toEqual([expect.objectContaining({ by: FIRST })]);
  });

  it('overrides the earlier clause, and what it puts into the contract, and not its own clause 5.2', async () => {
    const all = await overridesOf(world, FIRST);
    expect(all.map(({ old }) => old)).toEqual([
      '2.1 Clause 5.2 of the Agreement is replaced by the following:',
      '> 5.2 The delivery time for Pumps is 21 days.',
      '| P-20 | Harbour pump | EUR 1,020 |',
    ]);
  });

  it('leaves alone the first amendment to another contract', async () => {
    await world.put(
      'harbour/first.md',
      AMENDMENT_1.replace(' to the Supply Agreement', '').replaceAll('agreement.md', 'berths.md'),
    );
    expect(await overridesOf(world, 'harbour/first.md')).toEqual([]);
  });

  it('was not there at a time before it', async () => {
    const { revisions } = await world.parts.store.document(EVERYTHING, ids.second);
    const asOf = (revisions[0]?.fromSeq ?? 0) - 1;
    const before = await overridesOf(world, ids.base, { asOf });
    expect(about(before, '5.2 The delivery').map(({ by }) => by)).toContain(FIRST);
  });
});

describe('a notice', () => {
  it('replaces a section of a page, as far as it is about the same', async () => {
    const world = await openWorld({
      'water/hours.md': HOURS,
      'water/notice.md': NOTICE,
      'water/other.md': HOURS.replace('Opening hours', 'Winter hours'),
    });
    try {
      expect(await overridesOf(world, 'water/hours.md')).toEqual([
        {
          old: 'The water desk is open from 9:00 to 17:00.',
          by: 'water/notice.md',
          says: 'In August the desk is open from 10:00 to 14:00.',
          whole: false,
        },
      ]);
      expect(await overridesOf(world, 'water/other.md')).toEqual([]);
    } finally {
      await world.close();
    }
  });

  it('replaces lines of tables that its own table names, each on its page', async () => {
    const table = (title: string, value: string): string =>
      `# ${title}\n\n## Where\n\n| Desk | Value |\n| --- | --- |\n| North | ${value} |\n| South | 7 |\n`;
    const world = await openWorld({
      'water/steps.md': table('Steps and lifts', '3'),
      'water/fees.md': table('Fees at the desks', '5'),
      'water/notice.md': `# Notice: the north desk

This notice replaces the following lines of our pages.

| What it replaces | What applies |
| --- | --- |
| "Steps and lifts", table of desks, line North | no steps at all |
`,
    });
    try {
      const told = await overridesOf(world, 'water/steps.md');
      expect(told.map(({ old, says }) => [old, says.includes('no steps at all')])).toEqual([
        ['| North | 3 |', true],
      ]);
      expect(await overridesOf(world, 'water/fees.md')).toEqual([]);
    } finally {
      await world.close();
    }
  });

  it('may name what it replaces, and say elsewhere what holds now', async () => {
    const world = await openWorld({
      'water/pump-manual.md':
        '# Harbour pump manual\n\n## 6. Lifting\n\nThe hook carries 150 kg. Stand aside.\n',
      'water/bulletin.md': `# Bulletin 4

## What this replaces

This bulletin replaces one statement of the Harbour pump manual:

- chapter 6, the load which the hook carries

## The hook

Until it is changed, the hook carries a load of 90 kg.
`,
    });
    try {
      expect(await overridesOf(world, 'water/pump-manual.md')).toEqual([
        {
          old: 'The hook carries 150 kg.',
          by: 'water/bulletin.md',
          says: 'Until it is changed, the hook carries a load of 90 kg.',
          whole: false,
        },
      ]);
    } finally {
      await world.close();
    }
  });
});

describe('an amending regulation', () => {
  it('amends each regulation by the part that is about it', async () => {
    const world = await openWorld({
      'water/wells.md': REGULATIONS.wells,
      'water/springs.md': REGULATIONS.springs,
      'water/amending.md': REGULATIONS.amending,
    });
    try {
      const wells = await overridesOf(world, 'water/wells.md');
      expect(wells.map(({ old }) => old)).toEqual(['(1) A well may be 40 metres deep.']);
      expect(wells[0]?.says).toContain('60 metres');
      const springs = await overridesOf(world, 'water/springs.md');
      expect(springs).toHaveLength(1);
      expect(springs[0]?.says).toContain('25 metres');
      expect(await overridesOf(world, 'water/amending.md')).toEqual([]);
    } finally {
      await world.close();
    }
  });
});

describe('a document of its own', () => {
  it('makes exceptions, where the place is what does not apply, and not what it is applied to', async () => {
    const world = await openWorld({
      'water/terms.md': `# Terms of the water board

## 5. Fees

5.1 A reading costs EUR 12.

5.2 A second reading is free.

## 6. Delay

6.1 Clause 5.1 does not apply to schools.

6.2 The reduction does not apply to the fee under clause 5.2.

6.3 Clause 5.2 was replaced in an earlier edition.
`,
    });
    try {
      const told = await overridesOf(world, 'water/terms.md');
      expect(told.map(({ old, says }) => [old, says])).toEqual([
        ['5.1 A reading costs EUR 12.', '6.1 Clause 5.1 does not apply to schools.'],
      ]);
    } finally {
      await world.close();
    }
  });
});
