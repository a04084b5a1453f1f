import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkCorpora } from '../../corpora/_check/check.ts';
import { readKnownNames } from '../../corpora/_check/check-names.ts';
import { toLine } from '../../corpora/_check/finding.ts';
import { findingsIn, soundWorld, STEP, type World } from './small-world.ts';

const world = soundWorld();
const QUESTIONS = 'shop/questions.jsonl';
const STEP_QUESTIONS = `${STEP}/questions.jsonl`;
const FILMS = 'media/films.jsonl';
const PROFILES = 'media/_profiles.jsonl';
const REQUESTS = 'media/_recommendations.jsonl';
const KITE = `${REQUESTS}:media-rec-1: tl-1001 (A Borrowed Kite)`;

/** With other fields in a line of a JSON Lines file, counted from 1. */
function line(path: string, number: number, stated: object, of: World = world): World {
  const lines = of[path] as object[];
  return { ...of, [path]: lines.map((old, i) => (i + 1 === number ? { ...old, ...stated } : old)) };
}

/** With a page of the shop that says so in its third line. */
function opening(text: string, of: World = world): World {
  return { ...of, 'shop/opening.md': `# Opening\n\n${text}\n` };
}

/** With more changes in the shop's first step. */
function changes(...stated: object[]): World {
  const path = `${STEP}/step.json`;
  const step = world[path] as { changes: object[] };
  return { ...world, [path]: { ...step, changes: [...step.changes, ...stated] } };
}

function gold(quote: string, document = 'shop/prices.md') {
  return { gold: [{ document, quote }] };
}

const bell = { facts: ['3 EUR'], ...gold('The bell costs 3 EUR.') };

describe('npm run check:corpora', () => {
  it('finds nothing wrong in this repository', async () => {
    const corpora = resolve(import.meta.dirname, '../../corpora');
    const { findings, counts } = await checkCorpora(corpora, readKnownNames());
    expect(findings.map(toLine)).toEqual([]);
    expect(counts).toMatchObject({ corpora: 3, steps: 18, profiles: 10, requests: 40 });
  }, 60_000);

  it('finds nothing wrong in a small world where nothing is', async () => {
    expect(await findingsIn(world)).toEqual([]);
  });

  it('names a line that is not of the form, or no JSON', async () => {
    expect(await findingsIn(line(QUESTIONS, 2, { facts: [] }))).toContainEqual(
      expect.stringMatching(
        /^shop\/questions\.jsonl:2: not of the form that is expected: \/facts /,
      ),
    );
    expect(await findingsIn({ ...world, [QUESTIONS]: '\n{' })).toEqual([
      expect.stringMatching(/^shop\/questions\.jsonl:2: no JSON/),
    ]);
    expect(await findingsIn(line(FILMS, 2, { genres: ['noir'] }))).toEqual([
      expect.stringMatching(/^media\/films\.jsonl:2: not of the form that is expected: \/genres/),
    ]);
  });

  it.each<[string, World, string]>([
    [
      'a gold quote that does not stand',
      line(QUESTIONS, 1, gold('The bell costs  3 EUR.')),
      'shop-1: gold quote does not stand in shop/prices.md: "The bell costs  3 EUR."',
    ],
    [
      'a gold document that is not there',
      line(QUESTIONS, 1, gold('The bell costs 3 EUR.', 'shop/gone.md')),
      'shop-1: gold document shop/gone.md is not there',
    ],
    [
      'a fact that stands in no quote',
      line(QUESTIONS, 1, { facts: ['3 EUR', ['4 EUR', '4 euros']] }),
      'shop-1: fact stands in none of the gold quotes: ["4 EUR","4 euros"]',
    ],
    [
      'a kind that is not halved',
      line(QUESTIONS, 2, { split: 'tune' }),
      'kind fact: is not halved: 2 in tune, 0 in report',
    ],
    [
      'a near miss of which an answer stands somewhere',
      line(QUESTIONS, 3, { absent: ['cheap\\s+bell'] }, opening('We have a cheap\nbell.')),
      'shop-3: is not absent: shop/opening.md says "cheap bell"',
    ],
    [
      'a near miss that names nothing as absent',
      line(QUESTIONS, 3, { absent: undefined }),
      'shop-3: a near miss names nothing as absent',
    ],
    [
      'an absent pattern that is none',
      line(QUESTIONS, 3, { absent: ['(bell'] }),
      'shop-3: is no regular expression: (bell',
    ],
    [
      'a question of report that rewords one of tune',
      line(QUESTIONS, 2, { question: 'The bells, how much are they?' }),
      'shop-2: asks as shop-1 of tune does (similarity 1.00)',
    ],
    [
      'a question of report with the answer of one of tune',
      line(QUESTIONS, 2, bell),
      'shop-2: has facts and a gold quote of shop-1 of tune',
    ],
  ])('names %s', async (_fault, faulty, expected) => {
    expect(await findingsIn(faulty)).toEqual([`${QUESTIONS}:${expected}`]);
  });

  it('names an id that is of another corpus, or given twice', async () => {
    expect(await findingsIn(line(QUESTIONS, 1, { id: 'else-1' }))).toEqual([
      'shop:else-1: id does not begin with shop-',
    ]);
    expect(await findingsIn(line(QUESTIONS, 1, { id: 'shop-3' }))).toEqual([
      'shop:shop-3: id is given twice',
    ]);
  });
});

describe('npm run check:corpora, of steps', () => {
  const prices = 'shop/prices.md';
  it.each<[string, object, string]>([
    [
      'an edit of what does not stand',
      { change: 'edit', document: prices, old: 'The lamp', new: 'A lamp' },
      'stands not in shop/prices.md: "The lamp"',
    ],
    [
      'an edit of what stands twice',
      { change: 'edit', document: prices, old: ' costs ', new: ' is ' },
      'stands 2 times in shop/prices.md: " costs "',
    ],
    [
      'an addition of what is there',
      { change: 'add', document: 'shop/opening.md', file: 'step.json' },
      'shop/opening.md is there already',
    ],
    [
      'an addition of no file',
      { change: 'add', document: 'shop/new.md', file: 'new.md' },
      'the step has no file new.md',
    ],
    [
      'a removal of what is not there',
      { change: 'remove', document: 'shop/x.md' },
      'shop/x.md is not there',
    ],
    [
      'a renaming onto another',
      { change: 'rename', document: 'shop/opening.md', to: prices },
      'shop/prices.md is there already',
    ],
    [
      'a document of another corpus',
      { change: 'remove', document: 'media/films.jsonl' },
      'media/films.jsonl is no document of shop',
    ],
  ])('names %s', async (_fault, change, problem) => {
    expect(await findingsIn(changes(change))).toEqual([`${STEP}/step.json:change 2: ${problem}`]);
  });

  it.each<[string, World, string]>([
    [
      'a file that no change puts anywhere',
      { ...world, [`${STEP}/left.md`]: 'Left.' },
      'left.md:1: no change puts this file',
    ],
    [
      'an answer of after that does not stand then',
      line(STEP_QUESTIONS, 1, { after: { facts: ['9 EUR'], ...gold('It costs 9 EUR.') } }),
      'questions.jsonl:shop-step1-0: gold quote does not stand in shop/prices.md after ' +
        '1-2027-01-01-dearer: "It costs 9 EUR."',
    ],
    [
      'an answer that does not last',
      line(STEP_QUESTIONS, 10, {
        always: { facts: ['11 EUR'], ...gold('The basket costs 11 EUR.') },
      }),
      'questions.jsonl:shop-step1-9: gold quote does not stand in shop/prices.md after ' +
        '1-2027-01-01-dearer: "The basket costs 11 EUR."',
    ],
    [
      'a question that is answered still',
      line(STEP_QUESTIONS, 1, { before: bell, after: null }),
      'questions.jsonl:shop-step1-0: is answered after still, by the gold of before',
    ],
    [
      'a question that is answered already',
      line(STEP_QUESTIONS, 1, { before: null, after: bell }),
      'questions.jsonl:shop-step1-0: is answered before already, by the gold of after',
    ],
    [
      'a fact of before that stands still',
      line(STEP_QUESTIONS, 1, {
        before: bell,
        after: { facts: ['12 EUR'], ...gold('The basket costs 12 EUR.') },
      }),
      'questions.jsonl:shop-step1-0: fact of before stands in shop/prices.md still: "3 EUR"',
    ],
    [
      'too few questions',
      { ...world, [STEP_QUESTIONS]: (world[STEP_QUESTIONS] as object[]).slice(1) },
      'questions.jsonl:1: 8 changed questions, of 9',
    ],
  ])('names %s', async (_fault, faulty, expected) => {
    expect(await findingsIn(faulty)).toEqual([`${STEP}/${expected}`]);
  });

  it('leaves a fact of before that an added document overrides', async () => {
    const notice = { document: 'shop/notice.md', quote: 'The bell costs 5 EUR until May.' };
    const added = changes({ change: 'add', document: notice.document, file: 'notice.md' });
    const after = { facts: ['5 EUR'], gold: [notice, ...bell.gold] };
    const overriding = { ...added, [`${STEP}/notice.md`]: notice.quote };
    expect(await findingsIn(line(STEP_QUESTIONS, 1, { before: bell, after }, overriding))).toEqual(
      [],
    );
  });

  it('names steps that are too few or not in the order of time', async () => {
    const second = 'updates/shop/2-2027-02-01-dearer/step.json';
    const early = { ...(world[second] as object), date: '2027-01-01' };
    expect(await findingsIn({ ...world, [second]: early })).toEqual([
      `${second}:1: is dated 2027-01-01, and the step before 2027-01-01`,
    ]);
    const without = Object.entries(world).filter(([path]) => !path.startsWith('updates/shop/6'));
    expect(await findingsIn(Object.fromEntries(without))).toEqual([
      'updates/shop:1: has 5 steps, fewer than 6',
    ]);
  });
});

describe('npm run check:corpora, of the catalogue', () => {
  it.each<[string, World, string]>([
    [
      'a title that stands twice',
      line(FILMS, 2, { title: 'Borrowed kite' }),
      `${FILMS}:2: title of media/films.jsonl:1, too: borrowed kite`,
    ],
    [
      'a window that ends before it begins',
      line(FILMS, 2, { available_until: '2024-01-01' }),
      `${FILMS}:2: available from 2025-03-01 until 2024-01-01`,
    ],
    [
      'a series without seasons',
      line(FILMS, 2, { kind: 'series' }),
      `${FILMS}:2: seasons and episodes are those of a series, and of nothing else`,
    ],
    [
      'the title of a real work',
      line(FILMS, 2, { title: 'The Seventh Seal' }),
      `${FILMS}:2: title of a real work: The Seventh Seal`,
    ],
    [
      'a profile that names no title',
      line(PROFILES, 1, { history: [{ role: 'user', content: 'I liked The Tall Ship.' }] }),
      `${PROFILES}:pr-01: its history names no title of the catalogue`,
    ],
    [
      'a title without what the request asks for',
      line(REQUESTS, 1, { must: [{ anyOf: [{ genres: 'war' }, { kind: 'series' }] }] }),
      `${KITE} does not satisfy {"anyOf":[{"genres":"war"},{"kind":"series"}]}`,
    ],
    [
      'a title with what the request excludes',
      line(REQUESTS, 1, { mustNot: [{ available_until: { absent: true } }] }),
      `${KITE} satisfies {"available_until":{"absent":true}}, which it must not`,
    ],
    [
      'a title that is not available on the day',
      line(REQUESTS, 1, { day: '2025-02-28' }),
      `${KITE} is not available on 2025-02-28`,
    ],
    [
      "a title outside the profile's filter",
      line(PROFILES, 1, { filter: { age: { lt: 6 } } }),
      `${KITE.replace('rec-1', 'rec-2')} is outside the profile's filter`,
    ],
    [
      'a title that the question names',
      line(REQUESTS, 1, { question: 'like borrowed kite' }),
      `${KITE} is named in the question or in the profile's history`,
    ],
    [
      'a fact that is not in the record',
      line(REQUESTS, 1, { titles: [{ id: 'tl-1001', facts: ['"age": 6'] }] }),
      `${KITE} has a fact that does not stand in its record: "age": 6`,
    ],
    [
      'a condition on no field',
      line(REQUESTS, 1, { must: [{ length: 80 }] }),
      `${REQUESTS}:media-rec-1: the catalogue has no field length`,
    ],
    [
      'a condition that is none',
      line(REQUESTS, 1, { must: [{ age: { upTo: 6 } }] }),
      `${REQUESTS}:media-rec-1: no condition on age: {"upTo":6}`,
    ],
  ])('names %s', async (_fault, faulty, expected) => {
    expect(await findingsIn(faulty)).toEqual([expected]);
  });
});

describe('npm run check:corpora, of what documents say', () => {
  it.each<[string, World, string]>([
    [
      'a link to nothing',
      opening('[Fees](fees.md) and [mail](mailto:a@b.example)'),
      'shop/opening.md:3: links to fees.md, which is not there',
    ],
    [
      'a link to no heading',
      opening('[Up](#opening) and [bells](prices.md#bells)'),
      'shop/opening.md:3: links to prices.md#bells, but shop/prices.md has no such heading',
    ],
    [
      'a link that a step breaks, once',
      opening('[Hours](hours.md)', {
        ...changes({ change: 'remove', document: 'shop/hours.md' }),
        'shop/hours.md': '# Hours',
      }),
      'shop/opening.md:3: links to hours.md, which is not there (after step 1-2027-01-01-dearer)',
    ],
    [
      'a real company',
      opening('Netflixes are not Netflix.'),
      'shop/opening.md:3: name of a real company or product: Netflix',
    ],
  ])('names %s', async (_fault, faulty, expected) => {
    expect(await findingsIn(faulty)).toEqual([expected]);
  });
});
