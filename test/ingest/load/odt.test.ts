import { describe, expect, it } from 'vitest';
import { odtLoader } from '../../../ingest/load/odt.ts';
import { loadWith, odfOf, outlineOf, zipOf } from '../../helpers/office.ts';

async function outline(body: string, styles = ''): Promise<string[]> {
  return outlineOf(await loadWith(odtLoader, odfOf('text', body, { styles })));
}

const p = (words: string, style = ''): string =>
  `<text:p text:style-name="${style}">${words}</text:p>`;
const h = (words: string, level = 1): string =>
  `<text:h text:outline-level="${level}">${words}</text:h>`;
const item = (inner: string, attributes = ''): string =>
  `<text:list-item ${attributes}>${inner}</text:list-item>`;
const list = (inner: string, attributes = ''): string =>
  `<text:list ${attributes}>${inner}</text:list>`;
const inStyle = (name: string): string => `text:style-name="${name}"`;

const LISTS = `<text:list-style style:name="L">${[1, 2]
  .map(
    (level) =>
      `<text:list-level-style-number text:level="${level}" style:num-format="1" style:num-suffix="." text:display-levels="${level}"/>`,
  )
  .join('')}</text:list-style>`;

describe('text of ODT', () => {
  it('has headings with levels, paragraphs and quotes', async () => {
    const styles =
      '<style:style style:name="P1" style:parent-style-name="Title"/><style:style style:name="P2" style:parent-style-name="Quotations"/>';
    expect(
      await outline(
        p('Handbook', 'P1') + h('Fees') + h('Late fees', 2) + p('Words') + p('Said', 'P2'),
        styles,
      ),
    ).toEqual([
      'heading 1: Handbook',
      'heading 1: Fees',
      'heading 2: Late fees',
      'paragraph: Words',
      'quote: Said',
    ]);
  });

  it('keeps spaces, tabs, breaks and links, and collapses white space of the file', async () => {
    const words =
      'a<text:s text:c="3"/>b<text:tab/>c<text:line-break/><text:a>d\n   e</text:a><text:s text:c="99999999999"/>f';
    expect(await outline(p(words))).toEqual([`paragraph: a   b c\nd e${' '.repeat(100)}f`]);
  });

  it('leaves out comments, tracked deletions, hidden text and tables of contents', async () => {
    const styles =
      '<style:style style:name="T1"><style:text-properties text:display="none"/></style:style>';
    const body =
      `<text:tracked-changes><text:changed-region><text:deletion>${p('deleted')}</text:deletion></text:changed-region></text:tracked-changes>` +
      `<text:table-of-content><text:index-body>${p('Fees 3')}</text:index-body></text:table-of-content>` +
      `<text:section text:display="none">${p('hidden section')}</text:section>` +
      `<text:section>${p(`kept<office:annotation>${p('comment')}</office:annotation><text:span ${inStyle('T1')}> hidden</text:span>`)}</text:section>`;
    expect(await outline(body, styles)).toEqual(['paragraph: kept']);
  });

  it('puts notes and text boxes after the paragraph they stand in', async () => {
    const note = (words: string): string =>
      `<text:note><text:note-citation>1</text:note-citation><text:note-body>${p(words)}</text:note-body></text:note>`;
    const box = `<draw:frame><draw:text-box>${p('boxed')}</draw:text-box></draw:frame>`;
    expect(
      await outline(
        h(`Fees${note('zero')}`) +
          p(`One${note('first')}, two${note('second')}.${box}`) +
          p('Next'),
      ),
    ).toEqual([
      'heading 1: Fees',
      'paragraph: [^1] zero',
      'paragraph: One[^2], two[^3].',
      'paragraph: [^2] first',
      'paragraph: [^3] second',
      'paragraph: boxed',
      'paragraph: Next',
    ]);
  });
});

describe('lists of ODT', () => {
  it('have bullets, and numbers as their style says', async () => {
    const inner = list(item(p('a')) + item(p('b') + p('more') + list(item(p('c')))));
    expect(
      await outline(
        inner + p('x') + inner.replace('<text:list ', `<text:list ${inStyle('L')} `),
        LISTS,
      ),
    ).toEqual([
      'list: - a\n- b\n  more\n  - c',
      'paragraph: x',
      'list: 1. a\n2. b\n   more\n  2.1. c',
    ]);
  });

  it('go on counting where they say so, and start where they say', async () => {
    const one = (attributes: string, start = ''): string =>
      list(item(p('x'), start), `${inStyle('L')} ${attributes}`);
    expect(
      await outline(
        one('xml:id="a"') +
          p('-') +
          one('text:continue-numbering="true"') +
          p('-') +
          one('') +
          p('-') +
          one('text:continue-list="a"') +
          p('-') +
          one('', 'text:start-value="7"'),
        LISTS,
      ),
    ).toEqual(
      ['1.', '2.', '1.', '3.', '7.'].flatMap((number, index) => [
        `list: ${number} x`,
        ...(index < 4 ? ['paragraph: -'] : []),
      ]),
    );
  });

  it('number headings that are entries of them', async () => {
    expect(await outline(list(item(h('A')) + item(h('B') + p('x')), inStyle('L')), LISTS)).toEqual([
      'heading 1: 1. A',
      'heading 1: 2. B',
      'paragraph: x',
    ]);
  });

  it('number headings as the outline says', async () => {
    const levels = [1, 2].map(
      (level) =>
        `<text:outline-level-style text:level="${level}" style:num-format="1" text:display-levels="${level}"/>`,
    );
    const bytes = zipOf({
      'content.xml': contentOf(h('A') + h('B', 2) + h('C', 2) + h('D')),
      'styles.xml': `<office:document-styles xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"><office:styles><text:outline-style style:name="Outline">${levels.join('')}</text:outline-style></office:styles></office:document-styles>`,
    });
    expect(outlineOf(await loadWith(odtLoader, bytes))).toEqual([
      'heading 1: 1 A',
      'heading 2: 1.1 B',
      'heading 2: 1.2 C',
      'heading 1: 2 D',
    ]);
  });
});

describe('tables of ODT', () => {
  const cell = (words: string, attributes = ''): string =>
    `<table:table-cell ${attributes}>${p(words)}</table:table-cell>`;
  const row = (...cells: string[]): string =>
    `<table:table-row>${cells.join('')}</table:table-row>`;

  it('have the header that is marked, and repeat what is merged', async () => {
    const table = `<table:table><table:table-header-rows>${row(cell('Anna'), cell('Berg'))}</table:table-header-rows>${row(cell('Ben', 'table:number-rows-spanned="2"'), cell('Cole'))}${row('<table:covered-table-cell/>', cell('Diaz'))}</table:table>`;
    expect(await outline(table)).toEqual([
      'table [Anna, Berg]: | Anna | Berg |\n| Ben | Cole |\n| Ben | Diaz |',
    ]);
  });

  it('hold lists and tables within cells as words', async () => {
    const inner = `<table:table>${row(cell('inner'), cell('table'))}</table:table>`;
    const table = `<table:table>${row(`<table:table-cell>${list(item(p('one')) + item(p('two')))}</table:table-cell>`, `<table:table-cell>${p('x')}${inner}</table:table-cell>`)}</table:table>`;
    expect(await outline(table)).toEqual(['table []: | one two | x inner table |']);
  });

  it('are refused when they repeat without end', async () => {
    const table = `<table:table>${row(cell('x', 'table:number-columns-repeated="99999999"'))}</table:table>`;
    await expect(outline(table)).rejects.toMatchObject({ code: 'DOCUMENT_TOO_LARGE' });
  });
});

describe('odtLoader', () => {
  it('takes title, author and times from the document', async () => {
    const meta =
      '<dc:title>Fees</dc:title><meta:initial-creator>Ann</meta:initial-creator><dc:creator>Ben</dc:creator><meta:creation-date>2024-01-02T03:04:05</meta:creation-date>';
    expect(await loadWith(odtLoader, odfOf('text', p('x'), { meta }))).toMatchObject({
      title: 'Fees',
      metadata: { author: 'Ann', created: '2024-01-02T03:04:05' },
    });
  });

  const key = '<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>';
  it.each([
    ['NO_TEXT', odfOf('text', p(' '))],
    ['ENCRYPTED', odfOf('text', p('x'), { manifest: key })],
    ['CORRUPT_DOCUMENT', odfOf('spreadsheet', '')],
    ['CORRUPT_DOCUMENT', odfOf('text', '<text:p>')],
    ['CORRUPT_DOCUMENT', zipOf({ mimetype: 'application/vnd.oasis.opendocument.text' })],
    ['CORRUPT_DOCUMENT', odfOf('text', '<text:list><text:list-item>'.repeat(9999))],
  ])('answers %s', async (code, bytes) => {
    await expect(loadWith(odtLoader, bytes)).rejects.toMatchObject({ code });
  });
});

function contentOf(body: string): string {
  return `<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text>${body}</office:text></office:body></office:document-content>`;
}
