import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { documentIdOf, isRetrievalSet, readRetrievalSet } from '../../eval/datasets.ts';
import { readQuestions } from '../../eval/questions.ts';

let folder = '';

function writeLines(name: string, lines: readonly object[]): void {
  const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
  writeFileSync(join(folder, 'tiny', name), text);
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'footnote-datasets-'));
  mkdirSync(join(folder, 'tiny'));
  writeLines('corpus.jsonl', [
    { _id: 'd1', title: 'One', text: 'First.' },
    { _id: 'd2', text: 'Second.' },
  ]);
  writeLines('queries.jsonl', [
    { _id: 'q1', text: 'first?', answers: ['1st', 'First'] },
    { _id: 'q2', text: 'nothing?', answers: [], answerable: false },
    { _id: 'q3', text: 'Consider One; both?' },
    { _id: 'q4', text: 'unjudged?' },
    { _id: 'q5', text: 'near?', answerable: false },
  ]);
  writeLines('spans.jsonl', [
    { query_id: 'q3', corpus_id: 'd1', start: 0, end: 5, text: 'First' },
    { query_id: 'q3', corpus_id: 'd2', start: 2, end: 6, text: 'cond' },
  ]);
  const rows = [
    'query-id\tcorpus-id\tscore',
    'q1\td1\t1',
    'q3\td1\t2',
    'q3\td2\t1',
    'q5\td2\t1',
    '',
  ];
  writeFileSync(join(folder, 'tiny/qrels.tsv'), rows.join('\n'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a retrieval set', () => {
  it('is a folder with all three files', () => {
    expect(isRetrievalSet(join(folder, 'tiny'))).toBe(true);
    expect(isRetrievalSet(folder)).toBe(false);
    expect(isRetrievalSet(join(folder, 'nowhere'))).toBe(false);
  });

  it('is read with its documents, judgements and questions', () => {
    const set = readRetrievalSet(join(folder, 'tiny'));
    expect(set.name).toBe('tiny');
    expect(set.documents).toEqual([
      { id: 'tiny/d1', title: 'One', text: 'First.' },
      { id: 'tiny/d2', title: '', text: 'Second.' },
    ]);
    expect([...(set.judgements.get('q3') ?? [])]).toEqual([
      ['tiny/d1', 2],
      ['tiny/d2', 1],
    ]);
    expect(set.judgements.has('query-id')).toBe(false);
    expect(set.questions[0]).toEqual({
      id: 'q1',
      text: 'first?',
      textWithoutDocument: null,
      answerable: true,
      facts: [['1st', 'First']],
      documents: ['tiny/d1'],
      gold: [],
      kind: 'fact',
      format: null,
      split: 'tune',
    });
  });

  it('knows where the answers stand, and what a question says of its document', () => {
    const { questions } = readRetrievalSet(join(folder, 'tiny'));
    expect(questions[2]).toMatchObject({
      gold: [
        { documentId: 'tiny/d1', span: { start: 0, end: 5 } },
        { documentId: 'tiny/d2', span: { start: 2, end: 6 } },
      ],
      text: 'Consider One; both?',
      textWithoutDocument: 'both?',
    });
  });

  it('takes no facts from a set whose answers are passages', () => {
    const long = 'A whole paragraph, which is more than anybody looks for in a quote.';
    const copy = join(folder, 'long');
    cpSync(join(folder, 'tiny'), copy, { recursive: true });
    const queries = [
      { _id: 'q1', text: 'first?', answers: [long, 'First'] },
      { _id: 'q3', text: 'both?', answers: [long] },
    ];
    writeFileSync(join(copy, 'queries.jsonl'), queries.map((q) => JSON.stringify(q)).join('\n'));
    expect(readRetrievalSet(copy).questions.map(({ facts }) => facts)).toEqual([[], []]);
  });

  it('says of each question whether there is an answer', () => {
    const { questions } = readRetrievalSet(join(folder, 'tiny'));
    expect(questions.map(({ answerable }) => answerable)).toEqual([
      true,
      false,
      true,
      false,
      false,
    ]);
    expect(questions[1]).toMatchObject({ facts: [], documents: [], kind: 'near-miss' });
  });

  it('halves the judged questions and the others, each by position', () => {
    const { questions } = readRetrievalSet(join(folder, 'tiny'));
    expect(questions.map(({ id, split }) => `${id} ${split}`)).toEqual([
      'q1 tune',
      'q2 tune',
      'q3 report',
      'q4 report',
      'q5 tune',
    ]);
  });
});

describe('questions.jsonl', () => {
  it('is read with facts that must all be there, and the documents of the gold quotes', () => {
    writeLines('questions.jsonl', [
      {
        id: 's-1',
        question: 'How much and how long?',
        answerable: true,
        kind: 'several',
        split: 'report',
        facts: ['15 EUR', '14 days'],
        gold: [
          { document: 'support/a.md', quote: '15 EUR' },
          { document: 'support/a.md', quote: '14 days' },
          { document: 'support/b.CSV', quote: '14 days' },
        ],
      },
      { id: 's-2', question: 'Why?', answerable: false, kind: 'off-topic', split: 'tune' },
    ]);
    expect(readQuestions(join(folder, 'tiny/questions.jsonl'))).toEqual([
      {
        id: 's-1',
        text: 'How much and how long?',
        textWithoutDocument: null,
        answerable: true,
        facts: [['15 EUR'], ['14 days']],
        documents: ['support/a.md', 'support/b.CSV'],
        gold: [],
        kind: 'several',
        format: 'csv + md',
        split: 'report',
      },
      {
        id: 's-2',
        text: 'Why?',
        textWithoutDocument: null,
        answerable: false,
        facts: [],
        documents: [],
        gold: [],
        kind: 'off-topic',
        format: null,
        split: 'tune',
      },
    ]);
  });

  it('is not read in part when a line is broken', () => {
    writeFileSync(join(folder, 'tiny/broken.jsonl'), '{"id": "s-1"');
    expect(() => readQuestions(join(folder, 'tiny/broken.jsonl'))).toThrow(/JSON/);
  });
});

describe('documentIdOf', () => {
  it('keeps an id that a document may have, and encodes what it may not', () => {
    expect(documentIdOf('squad', '1973_oil_crisis#0')).toBe('squad/1973_oil_crisis#0');
    expect(documentIdOf('squad', 'a/b..c//d\\e')).toBe('squad/a/b..c%2F%2Fd%5Ce');
  });
});
