import { describe, expect, it } from 'vitest';
import { pptxLoader } from '../../../ingest/load/pptx.ts';
import {
  ap,
  coreProperties,
  linksOf,
  loadWith,
  outlineOf,
  pptxOf,
  shapeOf,
  zipOf,
} from '../../helpers/office.ts';

/** The outline of a presentation of one slide with the title "T", without that. */
async function outline(...shapes: string[]): Promise<string[]> {
  const bytes = pptxOf([{ shapes: shapeOf(ap('T'), 'title') + shapes.join('') }]);
  return outlineOf(await loadWith(pptxLoader, bytes)).slice(1);
}

const level = (depth: number, inner = ''): string => `<a:pPr lvl="${depth}">${inner}</a:pPr>`;

describe('slides', () => {
  it('are pages with their titles as headings, in the order of the presentation', async () => {
    const bytes = pptxOf([
      { shapes: shapeOf(ap('Words'), 'body', '1') + shapeOf(ap('First'), 'ctrTitle') },
      { shapes: shapeOf(ap('Second'), 'title') + shapeOf(ap('More'), 'body', '1') },
    ]);
    const loaded = await loadWith(pptxLoader, bytes);
    expect(outlineOf(loaded)).toEqual([
      'heading 1: First',
      'list: - Words',
      'heading 1: Second',
      'list: - More',
    ]);
    expect(
      loaded.pages.map(({ page, start }) => [
        page,
        loaded.text.slice(start).trimStart().slice(0, 6),
      ]),
    ).toEqual([
      [1, 'First\n'],
      [2, 'Second'],
    ]);
  });

  it('that are hidden are left out, but counted', async () => {
    const bytes = pptxOf([
      { shapes: shapeOf(ap('Shown'), 'title') },
      { shapes: shapeOf(ap('Hidden'), 'title'), hidden: true },
      { shapes: shapeOf(ap('Last'), 'title') },
    ]);
    const { text, pages } = await loadWith(pptxLoader, bytes);
    expect(text).toBe('Shown\n\nLast');
    expect(pages.map(({ page }) => page)).toEqual([1, 3]);
  });

  it('without a title are headed by their number', async () => {
    const bytes = pptxOf([
      { shapes: shapeOf(ap('A'), 'title') },
      { shapes: shapeOf(ap('words')) },
      { shapes: '' },
    ]);
    expect(outlineOf(await loadWith(pptxLoader, bytes))).toEqual([
      'heading 1: A',
      'heading 1: Slide 2',
      'paragraph: words',
    ]);
  });

  it('are followed by their speaker notes', async () => {
    const bytes = pptxOf([{ shapes: shapeOf(ap('A'), 'title'), notes: ap('Speak slowly.') }]);
    expect(outlineOf(await loadWith(pptxLoader, bytes))).toEqual([
      'heading 1: A',
      'paragraph: Speak slowly.',
    ]);
  });

  it('leave out dates, footers and numbers', async () => {
    const furniture = ['dt', 'ftr', 'sldNum'].map((type) => shapeOf(ap(type), type));
    const field =
      '<a:p><a:r><a:t>Page </a:t></a:r><a:fld type="slidenum"><a:t>4</a:t></a:fld></a:p>';
    expect(await outline(...furniture, shapeOf(field))).toEqual(['paragraph: Page']);
  });
});

describe('text of slides', () => {
  it('is a list with levels in placeholders, and paragraphs in text boxes', async () => {
    expect(
      await outline(
        shapeOf(ap('a') + ap('b', level(1)) + ap('c'), '', '1'),
        shapeOf(ap('box')),
        shapeOf(ap('sub'), 'subTitle', '2'),
      ),
    ).toEqual(['list: - a\n  - b\n- c', 'paragraph: box', 'paragraph: sub']);
  });

  it('has no bullets where the paragraph, the shape or the layout says so', async () => {
    const none = '<a:buNone/>';
    const layoutShape = `<p:sp><p:nvSpPr><p:nvPr><p:ph type="body" idx="9"/></p:nvPr></p:nvSpPr><p:txBody><a:lstStyle><a:lvl1pPr>${none}</a:lvl1pPr></a:lstStyle></p:txBody></p:sp>`;
    const bytes = pptxOf(
      [
        {
          shapes:
            shapeOf(ap('own', level(0, none)), 'body', '1') +
            shapeOf(
              `<a:lstStyle><a:lvl1pPr>${none}</a:lvl1pPr></a:lstStyle>${ap('shape')}`,
              'body',
              '2',
            ) +
            shapeOf(ap('layout'), 'body', '9') +
            shapeOf(ap('bullet', level(0, '<a:buChar char="•"/>'))),
          links: [['rIdL', 'slideLayout', '../slideLayouts/slideLayout1.xml']],
        },
      ],
      {
        'ppt/slideLayouts/slideLayout1.xml': `<p:sldLayout xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><p:cSld><p:spTree>${layoutShape}</p:spTree></p:cSld></p:sldLayout>`,
      },
    );
    expect(outlineOf(await loadWith(pptxLoader, bytes)).slice(1)).toEqual([
      'paragraph: own',
      'paragraph: shape',
      'paragraph: layout',
      'list: - bullet',
    ]);
  });

  it('is numbered as PowerPoint numbers it', async () => {
    const numbered = (type: string, inner = ''): string => `<a:buAutoNum type="${type}" ${inner}/>`;
    expect(
      await outline(
        shapeOf(
          ap('a', level(0, numbered('arabicPeriod', 'startAt="3"'))) +
            ap('b', level(1, numbered('alphaLcParenR'))) +
            ap('c', level(1, numbered('alphaLcParenR'))) +
            ap('d', level(0, numbered('arabicPeriod', 'startAt="3"'))) +
            ap('e', level(0, numbered('romanUcParenBoth'))),
        ),
      ),
    ).toEqual(['list: 3. a\n  a) b\n  b) c\n4. d\n(V) e']);
  });

  it('is found within groups, once where there is an alternative', async () => {
    const mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"';
    const alternative = `<mc:AlternateContent ${mc}><mc:Choice>${shapeOf(ap('new'))}</mc:Choice><mc:Fallback>${shapeOf(ap('old'))}</mc:Fallback></mc:AlternateContent>`;
    expect(
      await outline(
        `<p:grpSp>${shapeOf(ap('in'))}<p:grpSp>${shapeOf(ap('deep'))}</p:grpSp></p:grpSp>${alternative}`,
      ),
    ).toEqual(['paragraph: in', 'paragraph: deep', 'paragraph: new']);
  });

  it('keeps line breaks and formulas', async () => {
    const math =
      '<x:m xmlns:x="urn:x"><m:t xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math">a²</m:t></x:m>';
    expect(
      await outline(
        shapeOf(`<a:p><a:r><a:t>one</a:t></a:r><a:br/><a:r><a:t>two </a:t></a:r>${math}</a:p>`),
      ),
    ).toEqual(['paragraph: one\ntwo a²']);
  });
});

describe('tables and diagrams of slides', () => {
  const cell = (words: string, attributes = ''): string =>
    `<a:tc ${attributes}><a:txBody>${ap(words)}</a:txBody></a:tc>`;
  const frame = (inner: string): string =>
    `<p:graphicFrame><a:graphic><a:graphicData>${inner}</a:graphicData></a:graphic></p:graphicFrame>`;

  it('keep the marked header and repeat what is merged', async () => {
    const rows = [
      cell('Plan') + cell('Users'),
      cell('Basic', 'rowSpan="2"') + cell('many'),
      cell('', 'vMerge="1"') + cell('few'),
    ];
    const table = `<a:tbl><a:tblPr firstRow="1"/>${rows.map((row) => `<a:tr>${row}</a:tr>`).join('')}</a:tbl>`;
    expect(await outline(frame(table))).toEqual([
      'table [Plan, Users]: | Plan | Users |\n| Basic | many |\n| Basic | few |',
    ]);
  });

  it('are lists as nested as the diagram, also when it runs in a circle', async () => {
    const dgm =
      'xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"';
    const point = (id: string, words: string): string =>
      `<dgm:pt modelId="${id}"><dgm:t>${words && ap(words)}</dgm:t></dgm:pt>`;
    const link = (from: string, to: string, order = 0): string =>
      `<dgm:cxn srcId="${from}" destId="${to}" srcOrd="${order}"/>`;
    const model = `<dgm:dataModel ${dgm}><dgm:ptLst><dgm:pt modelId="0" type="doc"/>${point('1', 'Ask')}${point('2', 'Answer')}${point('3', 'Cite')}</dgm:ptLst><dgm:cxnLst>${link('0', '2', 1)}${link('0', '1', 0)}${link('2', '3')}${link('3', '2')}</dgm:cxnLst></dgm:dataModel>`;
    const bytes = pptxOf(
      [
        {
          shapes:
            shapeOf(ap('T'), 'title') +
            frame(
              '<dgm:relIds xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" r:dm="rIdD"/>',
            ),
          links: [['rIdD', 'diagramData', '../diagrams/data1.xml']],
        },
      ],
      { 'ppt/diagrams/data1.xml': model },
    );
    expect(outlineOf(await loadWith(pptxLoader, bytes)).slice(1)).toEqual([
      'list: - Ask\n- Answer\n  - Cite',
    ]);
  });
});

describe('pptxLoader', () => {
  it('takes the title from the properties, else from the first slide', async () => {
    const slides = [{ shapes: shapeOf(ap('On the slide'), 'ctrTitle') }];
    const titled = (title: string) =>
      loadWith(
        pptxLoader,
        pptxOf(slides, { 'docProps/core.xml': coreProperties(`<dc:title>${title}</dc:title>`) }),
      );
    expect((await titled('Stated')).title).toBe('Stated');
    expect((await titled('PowerPoint Presentation')).title).toBe('On the slide');
    expect((await loadWith(pptxLoader, pptxOf(slides))).title).toBe('On the slide');
  });

  it.each([
    ['NO_TEXT', pptxOf([{ shapes: '' }])],
    ['NO_TEXT', pptxOf([{ shapes: shapeOf(ap('x'), 'title'), hidden: true }])],
    ['CORRUPT_DOCUMENT', zipOf({ 'ppt/slides/slide1.xml': '<a/>' })],
    ['CORRUPT_DOCUMENT', zipOf({ 'ppt/presentation.xml': '<p:presentation>' })],
    ['CORRUPT_DOCUMENT', pptxOf([{ shapes: '<p:sp>' }])],
    [
      'CORRUPT_DOCUMENT',
      pptxOf([{ shapes: '' }], {
        'ppt/_rels/presentation.xml.rels': linksOf(['rId1', 'slide', 'slides/none.xml']),
      }),
    ],
    [
      'CORRUPT_DOCUMENT',
      pptxOf([{ shapes: '<p:grpSp>'.repeat(1000) + '</p:grpSp>'.repeat(1000) }]),
    ],
  ])('answers %s', async (code, bytes) => {
    await expect(loadWith(pptxLoader, bytes)).rejects.toMatchObject({ code });
  });
});
