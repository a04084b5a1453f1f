import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { checkCorpora } from '../../corpora/_check/check.ts';
import type { KnownNames } from '../../corpora/_check/check-names.ts';
import { toLine } from '../../corpora/_check/finding.ts';

/* Two small corpora with questions and steps in which nothing is wrong, to put a fault into. */

/** Contents by path within the folder of corpora; a value that is no text is written as JSON, a list as lines. */
export type World = Record<string, unknown>;

export const NAMES: KnownNames = {
  companies: ['Netflix'],
  works: new Set(['seventh seal']),
  withFilms: true,
};

export const STEP = 'updates/shop/1-2027-01-01-dearer';

export function soundWorld(): World {
  return {
    'shop/opening.md':
      '# Opening\n\n## Opening hours & days\n\nThe shop opens at 9:00.\n\nSee [prices](prices.md#prices).\n',
    'shop/prices.md': PRICES,
    'shop/_sources/opening.md': 'never looked at',
    'shop/questions.jsonl': questionsOf('shop'),
    ...stepsOf('shop'),
    'media/prices.md': PRICES,
    'media/questions.jsonl': questionsOf('media'),
    'media/films.jsonl': [
      titleRecord({}),
      titleRecord({ id: 'tl-1002', title: 'The Slow Ferry', age: 12, running_time_min: 80 }),
      titleRecord({ id: 'tl-1003', title: 'Two Lamps', available_until: '2026-11-10' }),
    ],
    'media/_profiles.jsonl': [
      {
        id: 'pr-01',
        name: 'Ada',
        about: 'Watches alone.',
        filter: { age: { lte: 9 } },
        history: [{ role: 'user', content: 'I loved Two Lamps.' }],
      },
    ],
    'media/_recommendations.jsonl': [
      request({ id: 'media-rec-1', split: 'tune', question: 'a short comedy please' }),
      request({ id: 'media-rec-2', split: 'report', question: 'something for children', profile: 'pr-01' }),
    ],
    ...stepsOf('media'),
  };
}

const PRICES = '# Prices\n\nThe basket costs 11 EUR.\n\nThe bell costs 3 EUR.\n';

function questionsOf(corpus: string) {
  const gold = [{ document: `${corpus}/prices.md`, quote: 'The bell costs 3 EUR.' }];
  const basket = [{ document: `${corpus}/prices.md`, quote: 'The basket costs 11 EUR.' }];
  const fact = { answerable: true, kind: 'fact' };
  const miss = { answerable: false, kind: 'near-miss', absent: ['\\bwhistles?\\b'] };
  return [
    { id: `${corpus}-1`, question: 'How much is a bell?', split: 'tune', ...fact, facts: ['3 EUR'], gold },
    {
      id: `${corpus}-2`,
      question: 'And what of the basket?',
      split: 'report',
      ...fact,
      facts: [['11 EUR', '11 euros']],
      gold: basket,
    },
    { id: `${corpus}-3`, question: 'Do you sell whistles?', split: 'tune', ...miss },
    { id: `${corpus}-4`, question: 'Where can one whistle?', split: 'report', ...miss },
  ];
}

/** Six steps, in each of which the basket becomes dearer by 1 EUR. */
function stepsOf(corpus: string): World {
  const world: World = {};
  for (let n = 1; n <= 6; n++) {
    const folder = `updates/${corpus}/${n}-2027-0${n}-01-dearer`;
    const document = `${corpus}/prices.md`;
    const basket = (price: number) => ({
      facts: [`${price} EUR`],
      gold: [{ document, quote: `The basket costs ${price} EUR.` }],
    });
    world[`${folder}/step.json`] = {
      date: `2027-0${n}-01`,
      title: 'The basket becomes dearer',
      changes: [
        { change: 'edit', document, old: `basket costs ${10 + n} EUR`, new: `basket costs ${11 + n} EUR` },
      ],
    };
    const asked = (at: number) => ({
      id: `${corpus}-step${n}-${at}`,
      question: 'How much is it?',
      kind: 'fact',
      split: 'tune',
    });
    const bell = { facts: ['3 EUR'], gold: [{ document, quote: 'The bell costs 3 EUR.' }] };
    world[`${folder}/questions.jsonl`] = [
      ...Array.from({ length: 9 }, (_, i) => {
        return { ...asked(i), before: basket(10 + n), after: basket(11 + n) };
      }),
      ...Array.from({ length: 6 }, (_, i) => ({ ...asked(9 + i), always: bell })),
    ];
  }
  return world;
}

/** A title of the catalogue, but for what is stated. */
export function titleRecord(stated: object): object {
  return {
    id: 'tl-1001',
    title: 'A Borrowed Kite',
    kind: 'film',
    year: 2019,
    countries: ['Norway'],
    languages: ['Norwegian'],
    subtitles: ['English'],
    genres: ['comedy'],
    running_time_min: 88,
    age: 6,
    score: 7.6,
    directors: ['Ilse Varnholt'],
    cast: ['Jonna Feldquist'],
    themes: ['kites', 'sisters'],
    available_from: '2025-03-01',
    available_until: null,
    rent_eur: null,
    synopsis: 'Two sisters and a kite.',
    ...stated,
  };
}

/** A request that A Borrowed Kite satisfies, but for what is stated. */
export function request(stated: object): object {
  return {
    id: 'media-rec-1',
    question: 'a comedy please',
    profile: null,
    day: '2026-11-15',
    kind: 'conditions',
    split: 'tune',
    must: [{ genres: 'comedy', running_time_min: { lt: 90 } }, { rent_eur: { absent: true } }],
    mustNot: [{ anyOf: [{ genres: 'war' }, { age: { gte: 15 } }] }],
    titles: [{ id: 'tl-1001', facts: ['"running_time_min":88'] }],
    ...stated,
  };
}

/** What is found to be wrong in a world, as lines. */
export async function findingsIn(world: World): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'footnote-world-'));
  try {
    writeWorld(folder, world);
    return (await checkCorpora(folder, NAMES)).findings.map(toLine);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export function writeWorld(folder: string, world: World): void {
  for (const [path, content] of Object.entries(world)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), textOf(content));
  }
}

function textOf(content: unknown): string {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return JSON.stringify(content);
  return content.map((line) => `${JSON.stringify(line)}\n`).join('');
}
