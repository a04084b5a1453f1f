import { readFileSync } from 'node:fs';
import { extname, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadDocument } from '../../ingest/load/load.ts';
import { planCorpus } from '../../ingest/plan.ts';

interface Question {
  id: string;
  question: string;
  answerable: boolean;
  kind: string;
  split: string;
  /** Each is a phrase, or a list of wordings any of which will do. */
  facts?: (string | string[])[];
  gold?: { document: string; quote: string }[];
}

const corpora = resolve(import.meta.dirname, '../../corpora');
const questions = readFileSync(join(corpora, 'support/questions.jsonl'), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line) as Question);
const answerable = questions.filter((question) => question.answerable);
const others = questions.filter((question) => !question.answerable);

function countBy<T>(of: readonly T[], key: (one: T) => string) {
  const counts: Record<string, number> = {};
  for (const one of of) counts[key(one)] = (counts[key(one)] ?? 0) + 1;
  return counts;
}

/** Formats whose text is not the file itself. */
const EXTRACTED = ['.pdf', '.docx', '.html'];

const formatOf = (document: string) => extname(document).slice(1);
const formatsOf = ({ gold = [] }: Question) => gold.map(({ document }) => formatOf(document));

const texts = new Map<string, Promise<string>>();

/** What the pipeline reads in a document: the file as it is, or what was extracted, as a reader reads it. */
function textOf(document: string): Promise<string> {
  const known = texts.get(document);
  if (known) return known;
  const bytes = readFileSync(join(corpora, document));
  const text = loadDocument({ bytes, path: document, mediaType: null }).then((loaded) =>
    EXTRACTED.includes(extname(document)) ? asRead(loaded.text) : loaded.text,
  );
  texts.set(document, text);
  return text;
}

/** White space as single spaces, table bars as such, a word that was divided at a line's end joined. */
function asRead(text: string): string {
  return text
    .replace(/(?<=\p{L})-\n\s*(?=\p{Ll})/gu, '')
    .replace(/[\s|]+/g, ' ')
    .trim();
}

describe('corpora/support', () => {
  it('has at least 35 documents, in every format that is read', async () => {
    const { files, failures } = await planCorpus(corpora, 'support');
    expect(failures).toEqual([]);
    expect(files.length).toBeGreaterThanOrEqual(35);
    const formats = countBy(files, ({ documentId }) => formatOf(documentId));
    expect(formats).toMatchObject({ pdf: 2, docx: 1, html: 1 });
    expect(Object.keys(formats).sort()).toEqual([
      'csv',
      'docx',
      'html',
      'jsonl',
      'md',
      'pdf',
      'txt',
    ]);
  });
});

describe('corpora/support/questions.jsonl', () => {
  it('has 70 questions that the documents answer and 40 that they do not', () => {
    expect([answerable.length, others.length]).toEqual([70, 40]);
    expect(countBy(others, ({ kind }) => kind)).toEqual({ 'off-topic': 20, 'near-miss': 20 });
  });

  it('gives each an id of its own and asks nothing twice', () => {
    const distinct = (values: string[]) => new Set(values).size;
    expect(distinct(questions.map(({ id }) => id))).toBe(110);
    expect(distinct(questions.map(({ question }) => question.toLowerCase()))).toBe(110);
  });

  it('tunes on one half and reports the other, of each sort', () => {
    expect(countBy(answerable, ({ split }) => split)).toEqual({ tune: 35, report: 35 });
    expect(countBy(others, ({ split }) => split)).toEqual({ tune: 20, report: 20 });
    for (const kind of new Set(questions.map((question) => question.kind))) {
      const these = questions.filter((question) => question.kind === kind);
      const { tune = 0, report = 0 } = countBy(these, ({ split }) => split);
      expect([kind, Math.abs(tune - report) <= 1]).toEqual([kind, true]);
    }
  });

  it('asks for facts, tables, records, lists, exceptions and steps, and for what is not there', () => {
    expect(new Set(answerable.map(({ kind }) => kind))).toEqual(
      new Set(['fact', 'table', 'record', 'list', 'exception', 'steps', 'several', 'two-documents', 'comparison']),
    );
    expect(new Set(others.map(({ kind }) => kind))).toEqual(new Set(['off-topic', 'near-miss']));
  });

  it.each(['tune', 'report'])('asks about documents of every format in split %s', (half) => {
    const formats = answerable.filter(({ split }) => split === half).flatMap(formatsOf);
    expect(new Set(formats)).toEqual(new Set(['csv', 'docx', 'html', 'jsonl', 'md', 'pdf', 'txt']));
  });

  it.each(answerable.map((question) => [question.id, question] as const))(
    '%s is answered by quotes that stand in their documents, and by facts that stand in a quote',
    async (_id, { gold = [], facts = [] }) => {
      expect(gold.length).toBeGreaterThan(0);
      expect(facts.length).toBeGreaterThan(0);
      for (const { document, quote } of gold) {
        expect(quote.trim()).toBe(quote);
        expect(await textOf(document)).toContain(quote);
      }
      for (const fact of facts) {
        const wordings = [fact].flat();
        expect(wordings.length).toBeGreaterThan(0);
        const missing = wordings.filter(
          (wording) => !gold.some(({ quote }) => quote.includes(wording)),
        );
        expect([fact, missing]).toEqual([fact, []]);
      }
    },
  );

  it('claims no facts and no quotes for what the documents do not answer', () => {
    expect(others.flatMap(({ facts = [], gold = [] }) => [...facts, ...gold])).toEqual([]);
  });
});
