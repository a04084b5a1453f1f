import type { Inventor } from '../invent.ts';
import type { Article } from './types.ts';

/* Made-up content, and the formats that are plain text. */

const SECTIONS = 6;
const PARAGRAPHS_PER_SECTION = 6;

export function inventArticle(inventor: Inventor): Article {
  const heading = (): string => inventor.sentence().split(' ').slice(0, 4).join(' ');
  const sections = Array.from({ length: SECTIONS }, () => ({
    heading: heading(),
    paragraphs: Array.from({ length: PARAGRAPHS_PER_SECTION }, () => inventor.paragraph()),
  }));
  return { title: heading(), sections };
}

/** A row of a table of products: words, numbers and a sentence. */
export function inventRow(inventor: Inventor, number: number): Record<string, string | number> {
  const words = inventor.sentence().split(' ');
  return {
    id: number,
    name: words.slice(0, 3).join(' '),
    maker: words[3] ?? '',
    price_eur: (number * 7919) % 1000,
    in_stock: number % 3 === 0 ? 'no' : 'yes',
    description: inventor.sentence(),
  };
}

export function toMarkdown({ title, sections }: Article): string {
  const body = sections.flatMap(({ heading, paragraphs }) => [`## ${heading}`, ...paragraphs]);
  return `${[`# ${title}`, ...body].join('\n\n')}\n`;
}

export function toPlainText({ title, sections }: Article): string {
  const body = sections.flatMap(({ heading, paragraphs }) => [heading, ...paragraphs]);
  return `${[title, ...body].join('\n\n')}\n`;
}

/** A page as sites have them: menu, article, footer. */
export function toHtml(article: Article): string {
  const menu = article.sections.map(({ heading }) => `<li><a href="#">${heading}</a></li>`);
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${article.title}</title>
<style>body { font-family: serif }</style><script>window.loaded = true;</script></head>
<body><header><nav><ul>${menu.join('')}</ul></nav></header>
<main><article>${toHtmlBody(article)}</article></main>
<footer><p>Made up. <a href="/imprint">Imprint</a></p></footer></body></html>
`;
}

/** Headings and paragraphs; well-formed XML, too. */
export function toHtmlBody({ title, sections }: Article): string {
  const body = sections.map(({ heading, paragraphs }) => {
    const text = paragraphs.map((paragraph) => `<p>${paragraph}</p>`).join('\n');
    return `<section><h2>${heading}</h2>\n${text}</section>`;
  });
  return [`<h1>${title}</h1>`, ...body].join('\n');
}

export function toXml(article: Article): string {
  const sections = article.sections.map(({ heading, paragraphs }) => {
    const text = paragraphs.map((paragraph) => `<para>${paragraph}</para>`).join('\n');
    return `<section><title>${heading}</title>\n${text}</section>`;
  });
  return `<?xml version="1.0"?>\n<article><title>${article.title}</title>\n${sections.join('\n')}</article>\n`;
}

export function toCsv(rows: readonly Record<string, string | number>[]): string {
  const lines = rows.map((row) => Object.values(row).map((cell) => `"${cell}"`));
  const header = Object.keys(rows[0] ?? {});
  return `${[header, ...lines].map((cells) => cells.join(',')).join('\n')}\n`;
}

export function toJsonLines(rows: readonly Record<string, string | number>[]): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join('');
}

export function toRtf({ title, sections }: Article): string {
  const heading = (text: string, halfPoints: number): string =>
    `{\\pard\\sb240\\b\\fs${halfPoints} ${text}\\par}`;
  const body = sections.flatMap((section) => [
    heading(section.heading, 28),
    ...section.paragraphs.map((paragraph) => `{\\pard\\sa120 ${paragraph}\\par}`),
  ]);
  const head = '{\\rtf1\\ansi\\deff0{\\fonttbl{\\f0\\froman Times New Roman;}}\\f0\\fs24';
  return [head, heading(title, 40), ...body, '}'].join('\n');
}
