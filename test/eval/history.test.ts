import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createStatusCheck } from '../../eval/history/check-statuses.ts';
import { distinctFacts, isStrict, toFact, type Edit } from '../../eval/history/facts.ts';
import { missesOf } from '../../eval/history/misses.ts';
import { createPlainTexts } from '../../eval/history/plain-texts.ts';
import { readHistories } from '../../eval/history/read-histories.ts';
import { recordEmbedding } from '../../eval/history/record-embedding.ts';
import type { HistoryReport } from '../../eval/history/report.ts';
import type { FactAnswer, FactOutcome } from '../../eval/history/result.ts';
import { scoreFacts } from '../../eval/history/score.ts';
import { holdsValue } from '../../eval/history/value.ts';
import type { Answer, CitationStatus } from '../../src/core/model.ts';
import { citation } from './asked.ts';

const edit: Edit = {
  old_sentence: 'Late returns of a bicycle cost 5 euros for each hour that was begun.',
  old_value: '5',
  new_value: '7',
  kind: 'number',
  cloze: 'Late returns of a bicycle cost euros for each hour that was begun',
};
const NEW_SENTENCE = edit.old_sentence.replace('5', '7');
const DOCUMENT = { documentBefore: 'hire/prices.md', documentAfter: 'hire/prices.md' };

describe('a value in a text', () => {
  it.each([
    ['from 27 MAY, 2021 on', '27 MAY , 2021'],
    ['owned by 37signals LLC', '37 signals'],
    ['see “What is it?” below', '" What is it ? "'],
    ['the company’s logos', "company's logos"],
    ['pages 3–5', '3 - 5'],
    ['Harbour&#39;s fees', 'Harbour & # 39 ; s'],
    ['**Harbour** [Hire](https://h.example) Ltd', 'Harbour Hire Ltd'],
    ['Changes.**We may', 'Changes.We'],
    ['It is version 1.2.', '1.2'],
  ])('%j holds %j', (text, value) => expect(holdsValue(text, value)).toBe(true));

  it.each([
    ['Tweets and Retweet', 'Tweet'],
    ['costs 15 euros', '5'],
    ['costs 1.5 or 5.1 euros', '5'],
    ['costs 5,000 euros', '5'],
    ['in small letters', 'Small'],
    ['27 MAY 2021', '27 MAY , 2021'],
  ])('%j does not hold %j', (text, value) => expect(holdsValue(text, value)).toBe(false));
});

describe('an edit', () => {
  it('is strict when old and new value stand where they should', () => {
    expect(isStrict(edit, edit.old_sentence, NEW_SENTENCE)).toBe(true);
    expect(isStrict(edit, NEW_SENTENCE, NEW_SENTENCE)).toBe(false);
    expect(isStrict(edit, edit.old_sentence, 'Nothing of it.')).toBe(false);
    expect(isStrict(edit, edit.old_sentence, `${NEW_SENTENCE} Open till 5.`)).toBe(false);
  });

  it('is not when it is of wording, a scrap or a page', () => {
    const withSentence = (sentence: string) => ({ ...edit, old_sentence: sentence });
    const strict = (other: Edit) => isStrict(other, edit.old_sentence, NEW_SENTENCE);
    expect(strict({ ...edit, kind: 'wording' })).toBe(false);
    expect(strict(withSentence('5 euros an hour'))).toBe(false);
    expect(strict(withSentence(`${edit.old_sentence} ${'and so on '.repeat(40)}`))).toBe(false);
    expect(strict(withSentence('x 5'.padEnd(40, 'x')))).toBe(true);
  });

  it('is not when it only numbers a section anew', () => {
    const numbered = (sentence: string) =>
      isStrict({ ...edit, old_sentence: sentence }, edit.old_sentence, NEW_SENTENCE);
    expect(numbered('A fee is charged as set out in Section 5 of these terms.')).toBe(false);
    expect(numbered('A fee is charged as set out in Sections 5 and 6 of these.')).toBe(false);
    expect(numbered('A fee is charged as set out in § 5 of these very terms.')).toBe(false);
    expect(numbered('A fee of 5 euros is charged as set out in Section 8.')).toBe(true);
  });

  it('is asked for once, however often its row stands there', () => {
    const rows = [toFact(edit, DOCUMENT, 0), toFact(edit, DOCUMENT, 1)];
    const other = toFact({ ...edit, new_value: '9' }, DOCUMENT, 2);
    expect(distinctFacts([...rows, other]).map(({ position }) => position)).toEqual([0, 2]);
  });
});

function answer(known: Partial<Answer> = {}): Answer {
  return {
    id: 'ans_1',
    question: edit.cloze,
    status: 'answered',
    abstention: null,
    text: edit.old_sentence,
    claims: [],
    citations: [],
    snapshot: { seq: 1, asOf: null },
    stale: false,
    models: { embedder: '', generator: '' },
    incomplete: false,
    fallback: null,
    usage: { promptTokens: 0, completionTokens: 0 },
    timings: { retrieveMs: 0, generateMs: 0, verifyMs: 0, totalMs: 0 },
    offsetUnit: 'utf16',
    createdAt: '2026-03-01T12:00:00.000Z',
    ...known,
  };
}

describe('the status by plain texts', () => {
  const quote = citation('Bells are free.', 'hire/prices.md');

  it('tells the same place, another, none and a deleted document', () => {
    const texts = createPlainTexts();
    const statusAfter = (text: string | null): CitationStatus => {
      texts.put('hire/prices.md', text === null ? null : Buffer.from(text));
      return texts.statusOf(quote);
    };
    expect(() => texts.statusOf(quote)).toThrow('never put');
    expect(statusAfter('Bells are free. Locks are not.')).toBe('current');
    expect(statusAfter('\ufeffBells are free.')).toBe('current');
    expect(statusAfter('Locks are not. Bells are free.')).toBe('moved');
    expect(statusAfter('\0Bells are free.')).toBe('moved');
    expect(statusAfter('Bells are not free.')).toBe('changed');
    expect(statusAfter(null)).toBe('deleted');
  });

  it('counts what the pipeline says otherwise, of citations and of answers', () => {
    const texts = createPlainTexts();
    texts.put('hire/prices.md', Buffer.from('Bells are dear.'));
    const check = createStatusCheck(texts);
    const changed = { ...quote, status: 'changed' as const };
    check.compare(answer({ citations: [changed], stale: true }), 2);
    check.compare(answer({ citations: [changed], snapshot: { seq: 1, asOf: 1 }, stale: null }), 2);
    expect(check.counts()).toEqual({
      answers: 2,
      citations: 2,
      expected: { changed: 2 },
      misses: [],
    });
    check.compare(answer({ citations: [quote], stale: false }), 3);
    const { misses } = check.counts();
    expect(
      misses.map(({ citation, expected, came }) => [citation?.number, expected, came]),
    ).toEqual([
      [1, 'changed', 'current'],
      [undefined, true, false],
    ]);
  });

  it('finds a sentence in other documents of the corpus, whatever its marks', () => {
    const texts = createPlainTexts();
    const saidElsewhere = () => texts.saidElsewhere(edit.old_sentence, 'hire/prices.md', 'hire');
    texts.put('hire/prices.md', Buffer.from(edit.old_sentence));
    texts.put('other/prices.md', Buffer.from(edit.old_sentence));
    expect(saidElsewhere()).toBe(false);
    texts.put('hire/faq.md', Buffer.from(edit.old_sentence.replace('5 euros', '**5\u00a0euros**')));
    expect(saidElsewhere()).toBe(true);
    texts.put('hire/faq.md', null);
    expect(saidElsewhere()).toBe(false);
  });
});

describe('what is embedded', () => {
  it('is counted, and what was embedded before is counted again', async () => {
    const given: (readonly string[])[] = [];
    const record = recordEmbedding({
      id: 'model',
      dimensions: 1,
      async embed(texts) {
        given.push(texts);
        return texts.map(() => Float32Array.of(1));
      },
    });
    expect(await record.embedder.embed(['a', 'b'])).toHaveLength(2);
    expect(record.counts()).toEqual({ texts: 2, again: 0 });
    await record.embedder.embed(['b', 'c', 'c']);
    expect(record.counts()).toEqual({ texts: 3, again: 2 });
    expect(given).toEqual([
      ['a', 'b'],
      ['b', 'c', 'c'],
    ]);
    expect([record.embedder.id, record.embedder.dimensions]).toEqual(['model', 1]);
  });
});

describe('the scores', () => {
  const shows = (values: Partial<FactAnswer['shown']>, text = ''): FactAnswer => ({
    answer: answer({ text }),
    shown: {
      oldValue: false,
      newValue: false,
      oldOfDocument: false,
      newOfDocument: false,
      ...values,
    },
  });
  const old = shows({ oldValue: true, oldOfDocument: true }, 'old');
  const renewed = shows({ newValue: true, newOfDocument: true }, 'new');
  const quotesOther = shows({ oldValue: true }, 'other');
  const outcome = (position: number, known: Partial<FactOutcome> = {}): FactOutcome => ({
    fact: toFact(edit, DOCUMENT, position),
    before: old,
    after: renewed,
    elsewhere: false,
    settled: renewed,
    asOf: old,
    ...known,
  });

  it('count what was found before, after and as of then, by half', () => {
    const outcomes = [
      outcome(0),
      outcome(2, { before: shows({}), asOf: shows({}) }),
      outcome(4, { before: quotesOther, after: quotesOther, elsewhere: true, asOf: quotesOther }),
      outcome(6, { after: quotesOther, elsewhere: true, settled: null }),
      outcome(8, { after: old, settled: old, asOf: renewed }),
      outcome(10, { after: quotesOther, elsewhere: true, settled: old }),
      outcome(1),
    ];
    const [tune, report, both] = scoreFacts(outcomes);
    expect(tune).toEqual({
      split: 'tune',
      facts: 6,
      oldBefore: 5,
      newAtOnce: 1,
      elsewhere: 3,
      settled: 4,
      newSettled: 2,
      settledOwn: 3,
      newOwn: 1,
      oldOfDocument: 2,
      oldAnywhere: 4,
      oldAsOf: 4,
      sameAsOf: 5,
    });
    expect(report).toMatchObject({ facts: 1, newSettled: 1, oldOfDocument: 0 });
    expect(both).toMatchObject({ facts: 7, oldBefore: 6, settled: 5 });
  });

  it('name each miss with what was expected and what came', () => {
    const told = (one: FactOutcome) =>
      missesOf(one).map(({ what, expected, came }) => [what, expected, came.text]);
    expect(told(outcome(0))).toEqual([]);
    expect(told(outcome(0, { after: quotesOther, elsewhere: true, settled: null }))).toEqual([]);
    expect(told(outcome(0, { before: shows({}), asOf: shows({}) }))).toEqual([
      ['old value not found', '5', ''],
    ]);
    expect(told(outcome(0, { after: old, settled: old, asOf: renewed }))).toEqual([
      ['new value not found', '7', 'old'],
      ['old value still shown', 'not 5', 'old'],
      ['as of', 'old', 'new'],
    ]);
  });
});

describe('a folder of histories', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'footnote-history-test-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function write(path: string, text: string): void {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const lines = (rows: readonly object[]) => rows.map((row) => JSON.stringify(row)).join('\n');
  const page = (title: string, ...sentences: string[]) =>
    `# ${title}\n\n${sentences.map((sentence) => `${sentence}\n`).join('\n')}`;

  const BELLS = 'Bells, baskets and child seats are lent without charge to members of the club.';
  const WINTER = 'The winter storage of a tandem in the cellar costs 40 euros a season.';
  const DEPOSIT = 'A deposit of 50 euros is held for every cargo bike until its return.';
  const NOTICE = 'Whoever cancels a booking tells the workshop 30 minutes ahead by telephone.';
  const notice = {
    old_sentence: NOTICE,
    old_value: '30',
    new_value: '35',
    kind: 'number',
    cloze: 'Whoever cancels a booking tells the workshop minutes ahead by telephone',
  };
  const deposit = {
    old_sentence: DEPOSIT,
    old_value: '50',
    new_value: '60',
    kind: 'money',
    cloze: 'A deposit of euros is held for every cargo bike until its return',
  };
  const storage = {
    old_sentence: WINTER,
    old_value: '40',
    new_value: '45',
    kind: 'money',
    cloze: 'The winter storage of a tandem in the cellar costs euros a season',
  };

  beforeEach(() => {
    write('hire/v1/cargo.md', page('Cargo', DEPOSIT));
    write('hire/v1/prices, all.md', page('Prices', edit.old_sentence, BELLS));
    write('hire/v1/storage.md', page('Storage', WINTER));
    write('hire/v1/zz copy.md', page('Copy', edit.old_sentence, DEPOSIT));
    write('hire/v2/cargo.md', page('Cargo', DEPOSIT.replace('50', '60')));
    write('hire/v2/prices, all.md', page('Prices', BELLS, NEW_SENTENCE));
    write('hire/v2/cellar.md', page('Storage', WINTER.replace('40', '45')));
    write('hire/v2/zz copy.md', page('Copy', NEW_SENTENCE, DEPOSIT));
    const prices = { doc_v1: 'prices, all.md', doc_v2: 'prices, all.md', ...edit };
    const kept = { doc_v1: 'cargo.md', doc_v2: 'cargo.md', ...deposit };
    const renamed = { doc_v1: 'storage.md', doc_v2: 'cellar.md', ...storage };
    write(
      'hire/facts.jsonl',
      lines([prices, prices, renamed, { ...prices, new_value: '8' }, kept]),
    );
    const versions = ['0_2025-01-01', '1_2025-02-01', '2_2025-02-01', '3_2025-02-01'];
    const paths = versions.map((name) => `timeline/Terms/${name}.md`);
    const prose = ['30', '30', '35', '40'].map((minutes) => NOTICE.replace('30', minutes));
    paths.forEach((path, i) => write(`hire/${path}`, page('Terms', BELLS, prose[i] ?? '')));
    const step = { from: '2025-02-01', to: '2025-02-01', edits: [notice] };
    write('hire/timeline.jsonl', lines([{ doc: 'terms.md', versions: paths, steps: [step] }]));
  });

  it('is read in order: deleted first, then each document, then version after version', () => {
    const [states, timeline] = readHistories(folder);
    expect(states).toMatchObject({
      name: 'hire',
      corpus: 'hire',
      leftOut: { repeated: 1, notStrict: 1 },
    });
    const changed = states?.stages.map(({ changes }) =>
      changes.map(({ documentId, bytes }) => `${bytes === null ? '-' : '+'} ${documentId}`),
    );
    expect(changed).toEqual([
      ['+ hire/cargo.md', '+ hire/prices, all.md', '+ hire/storage.md', '+ hire/zz copy.md'],
      [
        '- hire/storage.md',
        '+ hire/cargo.md',
        '+ hire/cellar.md',
        '+ hire/prices, all.md',
        '+ hire/zz copy.md',
      ],
    ]);
    expect(states?.stages.map(({ facts }) => facts.map(({ position }) => position))).toEqual([
      [],
      [0, 2, 4],
    ]);
    // Three versions of one day: the edit is of the two whose texts have its values.
    expect(timeline?.stages.map(({ facts }) => facts.length)).toEqual([0, 0, 1, 0]);
    expect(timeline).toMatchObject({ name: 'hire timeline', corpus: 'hire' });
  });

  it('is refused when there is none', () => {
    expect(() => readHistories(join(folder, 'nowhere'))).toThrow('no history to replay');
    expect(() => readHistories(join(folder, 'hire'))).toThrow('no history to replay');
  });

  it('is replayed by `npm run eval -- history`', { timeout: 60_000 }, async () => {
    const out = await runHistory(folder, join(folder, 'data'));
    const json = readFileSync(join(folder, 'data/eval/history.json'), 'utf8');
    const { histories, facts } = JSON.parse(json) as HistoryReport;
    expect(histories.flatMap(({ misses }) => misses)).toEqual([]);
    expect(facts.at(-1)).toEqual({
      split: 'both',
      facts: 4,
      oldBefore: 4,
      newAtOnce: 4,
      elsewhere: 2,
      settled: 3,
      newSettled: 3,
      // Of two documents that say the same, the first answer quotes the other.
      settledOwn: 2,
      newOwn: 2,
      oldOfDocument: 0,
      oldAnywhere: 2,
      oldAsOf: 4,
      sameAsOf: 4,
    });
    const [states, timeline] = histories;
    expect(histories.flatMap(({ statuses }) => statuses.misses)).toEqual([]);
    // The first answer when its document goes and at the end; at the end also the one as of then.
    expect(states?.statuses.expected.deleted).toBe(3);
    expect(timeline?.statuses.expected.deleted).toBe(2);
    // Three facts before, after and as of then; the one said elsewhere for a while once more.
    expect(states?.asked.count).toBe(10);
    expect(states?.puts).toMatchObject({ count: 8, deletions: 1 });
    expect(states?.embedded).toEqual({ texts: states?.puts.told, again: 0 });
    // Of the four versions two are one.
    expect(timeline?.embedded).toEqual({ texts: 3, again: 0 });

    const markdown = readFileSync(join(folder, 'data/eval/history.md'), 'utf8');
    expect(markdown).toMatch(/^# What `npm run eval -- history` measured\n/);
    expect(markdown).not.toContain(edit.cloze);
    for (const [, title] of markdown.matchAll(/^\*\*(.*)\*\*$/gm)) expect(out).toContain(title);
    expect(out).toContain(join(folder, 'data/eval/history.md'));
    const left = readdirSync(join(folder, 'tmp')).filter((name) => name.startsWith('footnote'));
    expect(left).toEqual([]);
  });

  function runHistory(histories: string, dataDir: string): Promise<string> {
    const temporary = join(folder, 'tmp');
    mkdirSync(temporary);
    const env = { PATH: process.env['PATH'], TMPDIR: temporary, DATA_DIR: dataDir };
    const command = ['--import', 'tsx', 'eval/main.ts', 'history', histories];
    return new Promise((resolve, reject) => {
      execFile(process.execPath, command, { env }, (error, stdout, stderr) => {
        if (error === null) resolve(stdout);
        else reject(new Error(stderr, { cause: error }));
      });
    });
  }
});
