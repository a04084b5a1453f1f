import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { applyStep } from '../../corpora/_check/apply-step.ts';
import { readSteps, type Change } from '../../corpora/_check/read-steps.ts';
import { soundWorld, STEP, writeWorld } from './small-world.ts';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'footnote-steps-'));
  writeWorld(folder, soundWorld());
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('readSteps', () => {
  it('reads the steps of a corpus in their order, with their questions', () => {
    const steps = readSteps('shop', folder);
    expect(steps.map(({ name, date }) => [name, date])).toEqual(
      [1, 2, 3, 4, 5, 6].map((n) => [`${n}-2027-0${n}-01-dearer`, `2027-0${n}-01`]),
    );
    expect(steps[0]?.questions).toHaveLength(15);
  });

  it('refuses steps of which a file is not of the form', () => {
    writeWorld(folder, { [`${STEP}/step.json`]: { date: 'soon' } });
    expect(() => readSteps('shop', folder)).toThrow(`${STEP}/step.json:1: not of the form`);
  });

  it('knows no steps of a corpus without', () => {
    expect(readSteps('legal', folder)).toEqual([]);
  });
});

describe('applyStep', () => {
  const shop = () => join(folder, 'shop');
  const apply = (...changes: Change[]) => {
    const [step] = readSteps('shop', folder);
    if (step === undefined) throw new Error('There is no step.');
    applyStep(shop(), { ...step, changes });
  };

  it('makes the changes of one step after the other', () => {
    for (const step of readSteps('shop', folder)) applyStep(shop(), step);
    expect(readFileSync(join(shop(), 'prices.md'), 'utf8')).toContain('The basket costs 17 EUR.');
  });

  it('adds, renames, edits under the new name, replaces and removes', () => {
    writeWorld(folder, { [`${STEP}/hours.md`]: 'From 10:00.' });
    apply(
      { change: 'add', document: 'shop/notes/hours.md', file: 'hours.md' },
      { change: 'rename', document: 'shop/prices.md', to: 'shop/fees/2027.md' },
      { change: 'edit', document: 'shop/fees/2027.md', old: '3 EUR', new: "$& and $'" },
      { change: 'replace', document: 'shop/opening.md', file: 'hours.md' },
      { change: 'remove', document: 'shop/notes/hours.md' },
    );
    expect(readFileSync(join(shop(), 'fees/2027.md'), 'utf8')).toContain("bell costs $& and $'.");
    expect(readFileSync(join(shop(), 'opening.md'), 'utf8')).toBe('From 10:00.');
    expect(existsSync(join(shop(), 'prices.md'))).toBe(false);
    expect(existsSync(join(shop(), 'notes/hours.md'))).toBe(false);
  });

  it('stops at the first change that does not fit', () => {
    const remove: Change = { change: 'remove', document: 'shop/opening.md' };
    expect(() => apply({ ...remove, document: 'shop/../media/films.jsonl' }, remove)).toThrow(
      'shop/../media/films.jsonl is no document of shop',
    );
    expect(existsSync(join(shop(), 'opening.md'))).toBe(true);
    expect(() => apply(remove, remove)).toThrow('shop/opening.md is not there');
  });

  it('changes no byte of what it does not edit, and edits no text that is not UTF-8', () => {
    writeWorld(folder, { 'shop/a.txt': '\ufeffOne\r\ntwo\r\n' });
    apply({ change: 'edit', document: 'shop/a.txt', old: 'two', new: 'three' });
    expect(readFileSync(join(shop(), 'a.txt'), 'utf8')).toBe('\ufeffOne\r\nthree\r\n');
    writeFileSync(join(shop(), 'b.txt'), Buffer.from('caf\u00e9 two', 'latin1'));
    expect(() =>
      apply({ change: 'edit', document: 'shop/b.txt', old: 'two', new: 'three' }),
    ).toThrow('shop/b.txt is no UTF-8 text');
  });
});
