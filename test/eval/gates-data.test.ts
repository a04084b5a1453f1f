import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readRealEdits } from '../../eval/gates/real-edits.ts';
import { readSciFact } from '../../eval/gates/scifact.ts';

let folder = '';
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'footnote-gates-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

function lines(rows: readonly object[]): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join('');
}

const EDIT = { doc_v1: 'terms.md', doc_v2: 'terms.md', heading: 'Fees' };

describe('readRealEdits', () => {
  beforeEach(() => {
    write('shop/v2/terms.md', '# Terms\n\n## Fees\n\nA lock costs 9 euros. Bolts are free.\n');
    const edits = [
      {
        ...EDIT,
        _id: 'e0',
        kind: 'money',
        old_sentence: 'A lock costs 8 euros.',
        new_sentence: 'A lock costs 9 euros.',
        old_value: '8',
      },
      {
        ...EDIT,
        _id: 'e1',
        kind: 'wording',
        old_sentence: 'Bolts cost nothing.',
        new_sentence: 'Bolts are free.',
        old_value: 'cost nothing',
      },
      {
        ...EDIT,
        _id: 'e2',
        kind: 'name',
        old_sentence: 'Payment.You pay Bolt once or twice.',
        new_sentence: 'You pay Bolt once or twice.',
        old_value: 'Payment.You',
      },
    ];
    write('shop/edits.jsonl', lines(edits));
  });

  it('takes the old sentence for false where a value of it is gone, and the new one for true', async () => {
    const cases = (await readRealEdits(folder)).map(({ gateCase }) => gateCase);
    expect(cases.map(({ id, kind, claim }) => [id, kind, claim])).toEqual([
      ['shop/e0-old', 'edit', 'A lock costs 8 euros.'],
      ['shop/e0-new', null, 'A lock costs 9 euros.'],
      ['shop/e1-new', null, 'Bolts are free.'],
      ['shop/e2-new', null, 'You pay Bolt once or twice.'],
    ]);
    expect(cases.map(({ quotes }) => quotes)).toEqual([
      ['A lock costs 9 euros.'],
      ['A lock costs 9 euros.'],
      ['Bolts are free.'],
      ['You pay Bolt once or twice.'],
    ]);
  });

  it('cites the sentence from its document, and alone under its heading where it is not there', async () => {
    const [inDocument, , , alone] = await readRealEdits(folder);
    expect(inDocument?.sources[0]?.context).toEqual(['Terms', 'Terms', 'Fees']);
    expect(alone?.sources[0]?.revisionText).toBe('You pay Bolt once or twice.');
    expect(alone?.sources[0]?.context).toEqual(['Fees']);
  });

  it('has no cases where there are no data', async () => {
    expect(await readRealEdits(join(folder, 'nowhere'))).toEqual([]);
  });
});

describe('readSciFact', () => {
  it('puts each claim under the sentences of one abstract that speak for it, or against it', async () => {
    const text = 'Locks help bikes. Chains help less. Bells help nobody.';
    write('corpus.jsonl', lines([{ _id: '7', title: 'On locks', text }]));
    write('queries.jsonl', lines([{ _id: '3', text: 'Chains are best.' }]));
    const span = (words: string, label: string) => {
      const start = text.indexOf(words);
      return {
        query_id: '3',
        corpus_id: '7',
        start,
        end: start + words.length,
        text: words,
        label,
      };
    };
    write(
      'spans.jsonl',
      lines([
        span('Locks help bikes.', 'CONTRADICT'),
        span('Chains help less.', 'CONTRADICT'),
        span('Bells help nobody.', 'SUPPORT'),
      ]),
    );
    const cases = await readSciFact(folder);
    expect(cases.map(({ gateCase: { id, kind, quotes } }) => [id, kind, quotes])).toEqual([
      ['scifact/3-7-contradict', 'contradict', ['Locks help bikes.', 'Chains help less.']],
      ['scifact/3-7-support', null, ['Bells help nobody.']],
    ]);
    expect(cases[0]?.sources.map(({ context }) => context)).toEqual([['On locks'], ['On locks']]);
  });

  it('has no cases where there are no data', async () => {
    expect(await readSciFact(folder)).toEqual([]);
  });
});
