import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

interface Question {
  id: string;
  question: string;
  answerable: boolean;
  kind: string;
  split: string;
  facts?: string[];
  gold?: { document: string; quote: string }[];
}

const corpora = resolve(import.meta.dirname, '../../corpora');
const questions = readFileSync(join(corpora, 'support/questions.jsonl'), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line) as Question);
const answerable = questions.filter((question) => question.answerable);
const others = questions.filter((question) => !question.answerable);

function countBy(of: readonly Question[], key: (question: Question) => string) {
  const counts: Record<string, number> = {};
  for (const question of of) counts[key(question)] = (counts[key(question)] ?? 0) + 1;
  return counts;
}

describe('corpora/support/questions.jsonl', () => {
  it('has 40 questions that the documents answer and 20 that they do not', () => {
    expect([answerable.length, others.length]).toEqual([40, 20]);
  });

  it('gives each an id of its own and asks nothing twice', () => {
    const distinct = (values: string[]) => new Set(values).size;
    expect(distinct(questions.map(({ id }) => id))).toBe(60);
    expect(distinct(questions.map(({ question }) => question.toLowerCase()))).toBe(60);
  });

  it('tunes on one half and reports the other, of each sort', () => {
    expect(countBy(answerable, ({ split }) => split)).toEqual({ tune: 20, report: 20 });
    expect(countBy(others, ({ split }) => split)).toEqual({ tune: 10, report: 10 });
    for (const kind of new Set(questions.map((question) => question.kind))) {
      const these = questions.filter((question) => question.kind === kind);
      const { tune = 0, report = 0 } = countBy(these, ({ split }) => split);
      expect([kind, Math.abs(tune - report) <= 1]).toEqual([kind, true]);
    }
  });

  it('asks for facts, tables, records, lists, exceptions and steps, and for what is not there', () => {
    expect(new Set(answerable.map(({ kind }) => kind))).toEqual(
      new Set(['fact', 'table', 'record', 'list', 'exception', 'steps', 'several']),
    );
    expect(new Set(others.map(({ kind }) => kind))).toEqual(new Set(['off-topic', 'near-miss']));
  });

  it.each(answerable.map((question) => [question.id, question] as const))(
    '%s is answered by quotes that stand in their documents, and by facts that stand in a quote',
    (_id, { gold = [], facts = [] }) => {
      expect(gold.length).toBeGreaterThan(0);
      expect(facts.length).toBeGreaterThan(0);
      for (const { document, quote } of gold) {
        const path = join(corpora, document);
        expect([document, existsSync(path)]).toEqual([document, true]);
        expect(quote.trim()).toBe(quote);
        expect(readFileSync(path, 'utf8')).toContain(quote);
      }
      for (const fact of facts) {
        expect([fact, gold.some(({ quote }) => quote.includes(fact))]).toEqual([fact, true]);
      }
    },
  );

  it('claims no facts and no quotes for what the documents do not answer', () => {
    expect(others.flatMap(({ facts = [], gold = [] }) => [...facts, ...gold])).toEqual([]);
  });
});
