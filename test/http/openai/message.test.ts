import { describe, expect, it } from 'vitest';
import {
  annotationsOf,
  contentOf,
  originOf,
  withoutSources,
} from '../../../src/http/openai/message.ts';
import type { Answer, Citation, Claim } from '../../../src/core/model.ts';
import { answer } from '../../helpers/fake-parts.ts';

const origin = 'http://127.0.0.1:3000';
const [citation] = answer.citations as [Citation];
const [claim] = answer.claims as [Claim];

/** Three claims on two lines; the second one has two marks, of which one stands above already. */
const long: Answer = {
  ...answer,
  text: 'Refunds take 14 days. [1] 🚲 costs 5 €. [1][10]\nIt is paid. [2]',
  claims: [
    claim,
    { ...claim, text: '🚲 costs 5 €.', span: { start: 26, end: 39 }, citations: [1, 10] },
    {
      ...claim,
      text: 'It is paid.',
      span: { start: 48, end: 59 },
      citations: [2],
      verdict: 'partial',
    },
  ],
  citations: [citation, { ...citation, number: 2 }, { ...citation, number: 10 }],
};

describe('annotations', () => {
  it('stand for each mark in the content, at its place', () => {
    const content = contentOf(long, origin);
    const annotations = long.claims.flatMap((c) =>
      annotationsOf(c, long.citations, { text: long.text, origin }),
    );
    const marked = annotations.map(({ url_citation: { start_index, end_index }, footnote }) => [
      content.slice(start_index, end_index),
      footnote.number,
      footnote.verdict,
    ]);
    expect(marked).toEqual([
      ['[1]', 1, 'supported'],
      ['[1]', 1, 'supported'],
      ['[10]', 10, 'supported'],
      ['[2]', 2, 'partial'],
    ]);
  });

  it('lead to the cited words, and hold them', () => {
    expect(annotationsOf(claim, answer.citations, { text: answer.text, origin })).toEqual([
      {
        type: 'url_citation',
        url_citation: {
          start_index: 22,
          end_index: 25,
          url: origin + citation.href,
          title: 'Refunds',
        },
        footnote: {
          number: 1,
          documentId: citation.documentId,
          revision: 2,
          span: citation.span,
          quote: citation.quote,
          headings: citation.headings,
          lines: citation.lines,
          page: null,
          status: 'current',
          verdict: 'supported',
        },
      },
    ]);
  });
});

describe('the content of a message', () => {
  it("is the answer's text with a list of its sources below", () => {
    expect(contentOf(answer, origin)).toBe(
      `${answer.text}\n\nSources:\n- [1] Refunds, revision 2: ${origin}${citation.href}`,
    );
  });

  it('is no markup, whatever a document holds, and its marks stand where they are said to', () => {
    const quoted = '![x](http://evil.example/p.png) <img src=y> [1]: http://evil.example';
    const hostile: Answer = {
      ...answer,
      text: `${quoted} [1]`,
      claims: [{ ...claim, text: quoted, span: { start: 0, end: quoted.length } }],
    };
    const content = contentOf(hostile, origin);
    expect(content).toMatch(
      /^!\\\[x\]\\\(http:\/\/evil\.example\/p\.png\) \\<img src=y> \[1\]\\: http:\/\/evil\.example \[1\]\n/,
    );
    const [annotation] = annotationsOf(hostile.claims[0]!, answer.citations, {
      text: hostile.text,
      origin,
    });
    const { start_index, end_index } = annotation!.url_citation;
    expect(content.slice(start_index, end_index)).toBe('[1]');
    expect(content.slice(0, start_index)).toContain('p.png');
  });

  it('numbers the sources as the marks are numbered', () => {
    const two = { ...answer, citations: [citation, { ...citation, number: 2, title: 'Prices' }] };
    expect(contentOf(two, '').split('\n').slice(2)).toEqual([
      'Sources:',
      `- [1] Refunds, revision 2: ${citation.href}`,
      `- [2] Prices, revision 2: ${citation.href}`,
    ]);
  });

  it('gives the reason of an abstention, and no sources', () => {
    const abstained: Answer = {
      ...answer,
      status: 'abstained',
      abstention: { reason: 'No passage has the word.', nearest: [] },
      text: 'The documents do not answer this question.',
      claims: [],
      citations: [],
    };
    expect(contentOf(abstained, origin)).toBe(
      'The documents do not answer this question.\n\nNo passage has the word.',
    );
  });

  it('says when the model failed, before the first claim or after it', () => {
    const failed = {
      ...answer,
      fallback: { generator: 'chat', code: 'MODEL_TIMEOUT', reason: 'It was silent.' },
    };
    expect(contentOf(failed, origin)).toContain('answered without it. It was silent.\n\nSources:');
    const broken = { ...answer, incomplete: true };
    expect(contentOf(broken, origin)).toContain(
      'failed before the answer was complete.\n\nSources:',
    );
  });

  it('makes no image, link or tag of a title, nor another line', () => {
    const title = '![x](http://evil.example/a.png)\n<img src=b>\\[c]\u001b[31m';
    const content = contentOf({ ...answer, citations: [{ ...citation, title }] }, origin);
    expect(content.split('\n').at(-1)).toBe(
      '- [1] !\\[x\\](http://evil.example/a.png) \\<img src=b>\\\\\\[c\\], ' +
        `revision 2: ${origin}${citation.href}`,
    );
  });

  it('can be told from the list of its sources when it comes back', () => {
    expect(withoutSources(contentOf(long, origin))).toBe(long.text);
    expect(withoutSources('Sources: none.')).toBe('Sources: none.');
  });
});

describe('the origin of addresses', () => {
  it.each([
    ['localhost:3000', 'http://localhost:3000'],
    ['[::1]:8080', 'http://[::1]:8080'],
    ['docs.example', 'http://docs.example'],
    ['user@docs.example/path', 'http://docs.example'],
    ['', ''],
    ['a b', ''],
  ])('is told by the host %j: %j', (host, expected) => {
    expect(originOf({ protocol: 'http', host })).toBe(expected);
  });
});
