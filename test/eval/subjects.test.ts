import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  defaultTargets,
  foreignQuestions,
  readSubject,
  type Subject,
} from '../../eval/subjects.ts';
import { question } from './asked.ts';

let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'footnote-subjects-'));
  mkdirSync(join(folder, 'shop'));
  const lines = [
    {
      id: 's-1',
      question: 'How long?',
      answerable: true,
      kind: 'fact',
      split: 'tune',
      gold: [{ document: 'shop/a.md', quote: '14 days' }],
    },
    { id: 's-2', question: 'Why?', answerable: false, kind: 'off-topic', split: 'tune' },
  ];
  writeFileSync(
    join(folder, 'shop/questions.jsonl'),
    lines.map((line) => JSON.stringify(line)).join('\n'),
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function subject(name: string, questions: number): Subject {
  return {
    name,
    questions: Array.from({ length: questions }, (_, i) =>
      question({ id: `${name}-${i}`, split: i % 2 === 0 ? 'tune' : 'report' }),
    ),
    judgements: new Map(),
    open: () => Promise.reject(new Error('not opened here')),
  };
}

describe('a subject', () => {
  it('of a questions.jsonl takes its name from the folder, and its judgements from the gold', () => {
    const { name, questions, judgements } = readSubject(join(folder, 'shop/questions.jsonl'));
    expect([name, questions.length]).toEqual(['shop', 2]);
    expect([...judgements]).toEqual([['s-1', new Map([['shop/a.md', 1]])]]);
  });

  it('cannot be made of anything else', () => {
    expect(() => readSubject(join(folder, 'shop'))).toThrow(/Nothing to evaluate at .*shop\./);
    expect(() => readSubject(join(folder, 'nowhere.jsonl'))).toThrow(/Nothing to evaluate/);
  });

  it('without being named is each corpus of this project that has questions', () => {
    expect(defaultTargets()[0]).toMatch(/corpora\/\w+\/questions\.jsonl$/);
    expect(readSubject(defaultTargets()[0] ?? '').questions.length).toBeGreaterThan(0);
  });
});

describe('questions of other corpora', () => {
  it('are a sample of each, of both halves alike, and never its own', () => {
    const [small, large] = [subject('small', 40), subject('large', 1250)];
    expect(foreignQuestions([small, large], large).map(({ from }) => from)).toEqual(['small']);
    const [sample] = foreignQuestions([small, large], small);
    expect(sample?.questions).toHaveLength(250);
    const tune = sample?.questions.filter(({ split }) => split === 'tune');
    expect(tune).toHaveLength(125);
  });

  it('are those that their own corpus answers', () => {
    const other: Subject = {
      ...subject('other', 0),
      questions: [question({ id: 'yes' }), question({ id: 'no', answerable: false })],
    };
    const [sample] = foreignQuestions([subject('one', 1), other], subject('one', 1));
    expect(sample?.questions.map(({ id }) => id)).toEqual(['yes']);
  });
});
