import type { ParsedDocument } from '../../ingest/load/parse.ts';
import type { Span } from '../../src/core/model.ts';

/** What is wrong with a parsed document; nothing when whoever stores and cites it can rely on it. */
export function flawsOf(document: ParsedDocument): string[] {
  const { text, passages, headings, pages, title } = document;
  const flaws: string[] = [];
  const check = (holds: boolean, flaw: string): void => {
    if (!holds) flaws.push(flaw);
  };
  check(text.isWellFormed() && !/[\0]|^\ufeff/.test(text), 'its text is not canonical');
  check(title.isWellFormed(), 'its title is not well-formed');
  check(
    inOrder(
      passages.map(({ span }) => span),
      0,
      text.length,
    ),
    'passages out of order',
  );
  check(inOrder(pages, 0, text.length, true), 'pages out of order');
  check(
    headings.every((heading) => inOrder([heading], 0, text.length)),
    'a heading out of range',
  );
  for (const { span, units, lines, text: words, page } of passages) {
    check(inOrder(units, span.start, span.end), 'units out of their passage');
    check(lines.start >= 1 && lines.end >= lines.start, 'lines out of order');
    check(words.isWellFormed(), 'a passage is not well-formed');
    check(page === null || pages.some((one) => one.page === page), 'a page that is not there');
  }
  check(isStorable(document), 'it cannot be stored as JSON');
  return [...new Set(flaws)];
}

/** Whether spans follow one another within a range, none of them empty unless that is allowed. */
function inOrder(spans: readonly Span[], from: number, to: number, emptyToo = false): boolean {
  let end = from;
  return spans.every((span) => {
    const holds =
      span.start >= end && span.end >= span.start + (emptyToo ? 0 : 1) && span.end <= to;
    end = span.end;
    return holds;
  });
}

function isStorable({ metadata, passages }: ParsedDocument): boolean {
  const values = [metadata, ...passages.map(({ record }) => record ?? {})].flatMap(Object.values);
  return values
    .flat()
    .every(
      (value) =>
        value === null || ['string', 'boolean'].includes(typeof value) || Number.isFinite(value),
    );
}
