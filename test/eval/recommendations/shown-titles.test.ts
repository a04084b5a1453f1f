import { describe, expect, it } from 'vitest';
import { namedTitles } from '../../../eval/recommendations/catalogue.ts';
import { shownTitles } from '../../../eval/recommendations/shown-titles.ts';
import { citation } from '../asked.ts';
import { CATALOGUE, LINES } from './titles.ts';

describe('titles that a text names', () => {
  it('are found whole, and a name within a longer one is none', () => {
    const named = (text: string) => [...namedTitles(text, CATALOGUE)];
    expect(named('We saw a winter in kesh.')).toEqual(['t-3']);
    expect(named('We saw Winter and A Winter in Kesh.')).toEqual(['t-3', 't-2']);
    expect(named('Something for a long winter; wintering in Keshan')).toEqual([]);
  });
});

describe('the titles of an answer', () => {
  const text = LINES.join('\n');
  const cite = (number: number, quote: string, within: string) => {
    const start = text.indexOf(within) + within.indexOf(quote);
    const span = { start, end: start + quote.length };
    return { ...citation(quote, 'media/films.jsonl'), number, span };
  };
  const claim = (words: string, citations: number[]) => ({
    text: words,
    span: { start: 0, end: words.length },
    verdict: 'supported' as const,
    checks: { verbatim: true, numbers: true, negation: true, names: true, coverage: 1 },
    citations,
  });

  it('are those whose records its claims cite, in their order, each once', () => {
    const citations = LINES.flatMap((line, i) => cite(i + 1, '"age":', line));
    const claims = [claim('three', [3]), claim('one', [1]), claim('three again', [3])];
    const { titles, otherClaims } = shownTitles({ claims, citations }, () => text);
    expect(titles.map(({ id, claims }) => [id, claims.length])).toEqual([
      ['t-3', 2],
      ['t-1', 1],
    ]);
    const span = titles[1]?.claims[0]?.citations[0]?.span;
    expect(LINES[0]?.slice(span?.start, span?.end)).toBe('"age":');
    expect(otherClaims).toBe(0);
  });

  it('have no place for what stands in another record, across two or in prose', () => {
    const across = '"}\n{"id":"t-2"';
    const citations = [
      cite(1, '"age":6', LINES[0] ?? ''),
      cite(2, '"age":12', LINES[1] ?? ''),
      cite(3, across, across),
      { ...citation('A ferry sails.', 'media/guide.md'), number: 4 },
    ];
    const claims = [claim('a', [1, 2, 3]), claim('b', [3]), claim('c', [4])];
    const answer = shownTitles({ claims, citations }, ({ documentId }) => {
      return documentId === 'media/guide.md' ? 'A ferry sails.' : text;
    });
    const [title] = answer.titles;
    expect(answer.titles).toHaveLength(1);
    expect(title?.claims[0]?.citations.map(({ span }) => span !== null)).toEqual([
      true,
      false,
      false,
    ]);
    expect(answer.otherClaims).toBe(2);
  });
});
