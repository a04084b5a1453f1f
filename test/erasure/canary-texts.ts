import iconv from 'iconv-lite';
import { PLACES } from './canary.ts';
import { sentence, SHARED_ROW, type CanaryFormat, type WordIn } from './canary-formats.ts';

const markdown = (word: WordIn): string => `---
title: The ${word('title')} report
metadata: { owner: ${word('metadata')} }
---
# About ${word('heading')}

${sentence(word('text'))}

| Zone | Price |
| ---- | ----- |
| ${word('cell')} | 12 |
`;

const table = (word: WordIn, separator: string): string =>
  [
    ['title', word('heading'), 'remark'],
    ['E1', word('cell'), sentence(word('text'))],
  ]
    .map((cells) => `${cells.join(separator)}\n`)
    .join('');

const html = (word: WordIn): string =>
  `<!DOCTYPE html><html lang="en"><head><title>The ${word('title')} page</title>
<meta name="author" content="${word('metadata')}"></head><body><main><h1>${word('heading')}</h1>
<p>${sentence(word('text'))}</p><table><tr><th>Zone</th><th>Price</th></tr>
<tr><td>${word('cell')}</td><td>12</td></tr></table></main></body></html>`;

/** Formats that are text, some of them in UTF-16. */
export const TEXT_FORMATS: readonly CanaryFormat[] = [
  { extension: 'md', format: 'markdown', places: PLACES, make: markdown },
  {
    extension: 'markdown',
    format: 'markdown',
    places: PLACES,
    make: (word) => iconv.encode(markdown(word), 'utf-16le', { addBOM: true }),
  },
  {
    extension: 'txt',
    format: 'text',
    places: ['text'],
    make: (word) => iconv.encode(sentence(word('text')), 'utf-16be', { addBOM: true }),
  },
  {
    extension: 'csv',
    format: 'csv',
    places: ['text', 'heading', 'cell'],
    make: (word) => `${table(word, ',')}${SHARED_ROW.title},,${SHARED_ROW.remark}\n`,
  },
  {
    extension: 'tsv',
    format: 'csv',
    places: ['text', 'heading', 'cell'],
    make: (word) => table(word, '\t'),
  },
  {
    extension: 'jsonl',
    format: 'jsonl',
    places: ['text', 'title', 'cell'],
    make: (word) =>
      [{ title: word('title'), [word('cell')]: sentence(word('text')) }, SHARED_ROW]
        .map((record) => `${JSON.stringify(record)}\n`)
        .join(''),
  },
  {
    extension: 'json',
    format: 'json',
    places: ['text', 'title', 'cell'],
    make: (word) =>
      JSON.stringify([
        { title: word('title'), parts: { [word('cell')]: sentence(word('text')) } },
        SHARED_ROW,
      ]),
  },
  { extension: 'html', format: 'html', places: PLACES, make: html },
  {
    extension: 'xml',
    format: 'xml',
    places: ['text', 'title', 'heading'],
    make: (word) =>
      `<rss><channel><title>${word('title')}</title><item><title>${word('heading')}</title>` +
      `<description>${sentence(word('text'))}</description></item></channel></rss>`,
  },
];
