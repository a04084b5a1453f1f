import { describe, expect, it } from 'vitest';
import { judgeTitles, type JudgedTitle } from '../../../eval/recommendations/judge.ts';
import type { TitleRequest } from '../../../eval/recommendations/read-requests.ts';
import type { ShownTitle } from '../../../eval/recommendations/shown-titles.ts';
import { CATALOGUE } from './titles.ts';

function request(known: Partial<TitleRequest> = {}): TitleRequest {
  return {
    id: 'r-1',
    text: 'A comedy, please.',
    kind: 'conditions',
    split: 'tune',
    day: '2026-11-15',
    profile: null,
    titles: new Map([['t-1', ['"running_time_min":84']]]),
    ...known,
  };
}

/** A title with one claim, which quotes each part of its line. */
function shown(id: string, text: string, quotes: readonly string[]): ShownTitle {
  const line = CATALOGUE.get(id)?.line ?? '';
  const citations = quotes.map((quote) => {
    const start = line.indexOf(quote);
    return { quote, span: start < 0 ? null : { start, end: start + quote.length } };
  });
  return { id, claims: [{ text, citations }] };
}

function judgeOne(title: ShownTitle, known: Partial<TitleRequest> = {}): JudgedTitle | undefined {
  return judgeTitles([title], request(known), CATALOGUE)[0];
}

describe('a title that is shown', () => {
  it('satisfies when it is listed with the request', () => {
    expect(judgeOne(shown('t-1', 'age: 6', ['"age":6']))?.satisfies).toBe(true);
    expect(judgeOne(shown('t-3', 'age: 12', ['"age":12']))?.satisfies).toBe(false);
  });

  it('is available from its first day to its last', () => {
    const on = (id: string, day: string) => judgeOne(shown(id, '', []), { day })?.available;
    expect(on('t-1', '2026-11-30')).toBe(true);
    expect(on('t-1', '2026-12-01')).toBe(false);
    expect(on('t-2', '2026-11-30')).toBe(false);
  });

  it('is held against the limits of the viewer and against what the viewer has seen', () => {
    const profile = {
      id: 'p-1',
      filter: { age: { lte: 6 } },
      history: [{ role: 'user' as const, content: 'We loved The Ferryman Owes Me.' }],
    };
    const [ferry, kesh] = ['t-1', 't-3'].map((id) => judgeOne(shown(id, '', []), { profile }));
    expect(ferry).toMatchObject({ withinFilter: true, seen: true });
    expect(kesh).toMatchObject({ withinFilter: false, seen: false });
    const text = 'Something like A Winter in Kesh?';
    expect(judgeOne(shown('t-3', '', []), { text })?.seen).toBe(true);
  });

  it('must be in the catalogue', () => {
    expect(() => judgeOne(shown('t-9', '', []))).toThrow('r-1 was shown t-9, which is no title.');
  });
});

describe('the reason for a title', () => {
  const reason = (text: string, quotes: string[]) => judgeOne(shown('t-1', text, quotes));

  it('is true when its words are quoted, or name the field that is', () => {
    const quote = 'A ferryman named \\"Ott\\" takes no fares.';
    const told = 'running_time_min: 84; synopsis: A ferryman named "Ott" takes no fares.';
    expect(reason(told, ['"running_time_min":84', quote])?.trueReason).toBe(true);
    expect(reason(told, ['"running_time_min":84'])?.trueReason).toBe(false);
    expect(reason('genres: drama', ['"genres":["comedy","family"]'])?.trueReason).toBe(false);
    expect(reason('age: 9', ['"age":6'])?.trueReason).toBe(false);
    expect(reason('age: 6.0', ['"age":6'])?.trueReason).toBe(true);
  });

  it('is not when a quote does not stand in the record', () => {
    expect(reason('age: 12', ['"age":12'])?.trueReason).toBe(false);
    const moved = {
      id: 't-1',
      claims: [{ text: '6', citations: [{ quote: '6', span: span(0) }] }],
    };
    expect(judgeOne(moved)?.trueReason).toBe(false);
  });

  it('cites a fact when its value is quoted, as a whole and from its own field', () => {
    expect(reason('', ['"running_time_min":84'])?.citesFact).toBe(true);
    expect(reason('', ['84'])?.citesFact).toBe(true);
    expect(reason('', ['"running_time_min":8'])?.citesFact).toBe(false);
    expect(reason('', ['"age":6'])?.citesFact).toBe(false);
    expect(judgeOne(shown('t-3', '', ['"age":12']))?.citesFact).toBeNull();
  });
});

function span(start: number) {
  return { start, end: start + 1 };
}
