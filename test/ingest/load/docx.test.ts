import { Document, FootnoteReferenceRun, HeadingLevel, Packer, Paragraph, TextRun } from 'docx';
import { describe, expect, it } from 'vitest';
import { docxLoader } from '../../../ingest/load/docx.ts';
import {
  coreProperties,
  docxOf,
  linksOf,
  loadWith,
  outlineOf,
  wordTable,
  wp,
  wr,
  zipOf,
} from '../../helpers/office.ts';
import { oleOf } from '../../helpers/ole.ts';

async function outline(...given: Parameters<typeof docxOf>): Promise<string[]> {
  return outlineOf(await loadWith(docxLoader, docxOf(...given)));
}

function style(id: string, inner: string, type = 'paragraph'): string {
  return `<w:style w:type="${type}" w:styleId="${id}">${inner}</w:style>`;
}

const inStyle = (id: string): string => `<w:pStyle w:val="${id}"/>`;

function level(index: number, format: string, text: string, inner = ''): string {
  return `<w:lvl w:ilvl="${index}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/>${inner}</w:lvl>`;
}

function numbering(
  levels: string,
  nums = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
) {
  return { numbering: `<w:abstractNum w:abstractNumId="0">${levels}</w:abstractNum>${nums}` };
}

const inList = (depth = 0, id = 1): string =>
  `<w:numPr><w:ilvl w:val="${depth}"/><w:numId w:val="${id}"/></w:numPr>`;

describe('headings of Word documents', () => {
  it('come from styles by their English name, whatever their id', async () => {
    const styles =
      style('berschrift1', '<w:name w:val="heading 1"/>') + style('Tit', '<w:name w:val="Title"/>');
    expect(
      await outline(
        wp('Handbuch', inStyle('Tit')) + wp('Versand', inStyle('berschrift1')) + wp('Text'),
        { styles },
      ),
    ).toEqual(['heading 1: Handbuch', 'heading 1: Versand', 'paragraph: Text']);
  });

  it('come from the outline level of a style, of its base, or of the paragraph itself', async () => {
    const styles =
      style('Clause', '<w:name w:val="Clause"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr>') +
      style('Sub', '<w:name w:val="Sub"/><w:basedOn w:val="Clause"/>') +
      style(
        'Not',
        '<w:name w:val="Not"/><w:basedOn w:val="Clause"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr>',
      );
    expect(
      await outline(
        wp('One', inStyle('Clause')) +
          wp('Two', inStyle('Sub')) +
          wp('Three', '<w:outlineLvl w:val="2"/>') +
          wp('Four', inStyle('Not')),
        { styles },
      ),
    ).toEqual(['heading 2: One', 'heading 2: Two', 'heading 3: Three', 'paragraph: Four']);
  });

  it('survive styles that are based on each other in a circle', async () => {
    const styles = style('A', '<w:basedOn w:val="B"/>') + style('B', '<w:basedOn w:val="A"/>');
    expect(await outline(wp('x', inStyle('A')), { styles })).toEqual(['paragraph: x']);
  });

  it('carry the number that Word shows', async () => {
    const levels =
      level(0, 'decimal', '%1', inStyle('Heading1')) +
      level(1, 'decimal', '%1.%2', inStyle('Heading2'));
    const styles =
      style(
        'Heading1',
        '<w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>',
      ) + style('Heading2', '<w:name w:val="heading 2"/><w:basedOn w:val="Heading1"/>');
    expect(
      await outline(
        ['1', '2', '2', '1', '2'].map((of) => wp('Words', inStyle(`Heading${of}`))).join(''),
        { styles, ...numbering(levels) },
      ),
    ).toEqual([
      'heading 1: 1 Words',
      'heading 2: 1.1 Words',
      'heading 2: 1.2 Words',
      'heading 1: 2 Words',
      'heading 2: 2.1 Words',
    ]);
  });
});

describe('lists of Word documents', () => {
  it('have bullets and numbers, nested', async () => {
    const levels = level(0, 'bullet', '•') + level(1, 'lowerLetter', '%2)');
    expect(
      await outline(
        wp('a', inList()) + wp('b', inList(1)) + wp('c', inList(1)) + wp('d', inList()),
        numbering(levels),
      ),
    ).toEqual(['list: - a\n  a) b\n  b) c\n- d']);
  });

  it('go on counting after what parts them, and begin anew where they say so', async () => {
    const nums = `<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>`;
    expect(
      await outline(
        wp('a', inList()) + wp('Between') + wp('b', inList()) + wp('Then') + wp('c', inList(0, 2)),
        numbering(level(0, 'decimal', '%1.'), nums),
      ),
    ).toEqual(['list: 1. a', 'paragraph: Between', 'list: 2. b', 'paragraph: Then', 'list: 1. c']);
  });

  it('number clauses as contracts do', async () => {
    const levels =
      level(0, 'upperRoman', 'Article %1') +
      level(1, 'decimal', '%1.%2', '<w:isLgl/>') +
      level(2, 'lowerRoman', '(%3)');
    expect(
      await outline(
        [0, 1, 2, 2, 1].map((depth) => wp('x', inList(depth))).join(''),
        numbering(levels),
      ),
    ).toEqual(['list: Article I x\n  1.1 x\n    (i) x\n    (ii) x\n  1.2 x']);
  });

  it('are paragraphs when the document does not define them', async () => {
    expect(await outline(wp('a', inList(0, 7)))).toEqual(['paragraph: a']);
  });
});

describe('tables of Word documents', () => {
  it('have the header that is marked', async () => {
    const marked = wordTable([
      ['Anna', 'Berg'],
      ['Ben', 'Cole'],
    ]).replace('<w:tr>', '<w:tr><w:trPr><w:tblHeader/></w:trPr>');
    expect(await outline(marked)).toEqual(['table [Anna, Berg]: | Anna | Berg |\n| Ben | Cole |']);
  });

  it('have a header when the first row reads like one', async () => {
    expect(
      await outline(
        wordTable([
          ['Zone', 'Price'],
          ['A', '4.90'],
          ['B', '6.90'],
        ]),
      ),
    ).toEqual(['table [Zone, Price]: | Zone | Price |\n| A | 4.90 |\n| B | 6.90 |']);
    expect(
      await outline(
        wordTable([
          ['Weight', '21 kg'],
          ['Height', '30 cm'],
        ]),
      ),
    ).toEqual(['table []: | Weight | 21 kg |\n| Height | 30 cm |']);
  });

  it('repeat what is merged down several rows', async () => {
    const cell = (words: string, merge = ''): string =>
      `<w:tc><w:tcPr>${merge}</w:tcPr>${wp(words)}</w:tc>`;
    const start = '<w:vMerge w:val="restart"/>';
    const rows = [
      cell('Country') + cell('Zone') + cell('Price'),
      cell('France', start) + cell('1') + cell('5'),
      cell('', '<w:vMerge/>') + cell('2') + cell('7'),
    ];
    expect(
      await outline(`<w:tbl>${rows.map((row) => `<w:tr>${row}</w:tr>`).join('')}</w:tbl>`),
    ).toEqual([
      'table [Country, Zone, Price]: | Country | Zone | Price |\n| France | 1 | 5 |\n| France | 2 | 7 |',
    ]);
  });

  it('of one column are frames around text', async () => {
    expect(await outline(wordTable([['Note'], ['Mind the gap.']]))).toEqual([
      'paragraph: Note',
      'paragraph: Mind the gap.',
    ]);
  });
});

describe('notes of Word documents', () => {
  const reference = (id: number, type = 'footnote'): string =>
    `<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:${type}Reference w:id="${id}"/></w:r>`;
  const note = (id: number, words: string, type = 'footnote'): string =>
    `<w:${type} w:id="${id}">${wp(words)}</w:${type}>`;

  it('stand after the paragraph that refers to them, with its mark', async () => {
    expect(
      await outline(
        `<w:p>${wr('We refund within 14 days')}${reference(1)}${wr(', always.')}</w:p>` +
          wp('Next.'),
        { footnotes: note(1, 'Not on sale items.') },
      ),
    ).toEqual([
      'paragraph: We refund within 14 days[^1], always.',
      'paragraph: [^1] Not on sale items.',
      'paragraph: Next.',
    ]);
  });

  it('count footnotes and endnotes together, and stand after a whole list', async () => {
    const entry = (id: number, type: string): string =>
      `<w:p><w:pPr>${inList()}</w:pPr>${wr('x')}${reference(id, type)}</w:p>`;
    expect(
      await outline(entry(1, 'footnote') + entry(1, 'endnote') + wp('Next.'), {
        ...numbering(level(0, 'bullet', '•')),
        footnotes: note(1, 'foot'),
        endnotes: note(1, 'end', 'endnote'),
      }),
    ).toEqual([
      'list: - x[^1]\n- x[^2]',
      'paragraph: [^1] foot',
      'paragraph: [^2] end',
      'paragraph: Next.',
    ]);
  });

  it('are written once, however often they are referred to, and not within themselves', async () => {
    const footnotes = `<w:footnote w:id="1"><w:p>${wr('self')}${reference(1)}</w:p></w:footnote>`;
    expect(
      await outline(`<w:p>${wr('a')}${reference(1)}${wr('b')}${reference(1)}</w:p>`, { footnotes }),
    ).toEqual(['paragraph: a[^1]b[^1]', 'paragraph: [^1] self']);
  });

  it('leave no mark in a heading', async () => {
    expect(
      await outline(
        `<w:p><w:pPr>${inStyle('Heading1')}</w:pPr>${wr('Fees')}${reference(1)}</w:p>`,
        { footnotes: note(1, 'n') },
      ),
    ).toEqual(['heading 1: Fees', 'paragraph: [^1] n']);
  });
});

describe('words of Word documents', () => {
  it('keep what was inserted and leave out what was deleted, hidden or moved away', async () => {
    const body = `<w:p>${wr('kept ')}<w:ins w:id="1">${wr('inserted ')}</w:ins><w:del w:id="2"><w:r><w:delText>deleted </w:delText></w:r></w:del><w:moveFrom w:id="3">${wr('from ')}</w:moveFrom><w:moveTo w:id="4">${wr('to ')}</w:moveTo>${wr('hidden', '<w:vanish/>')}${wr('shown', '<w:vanish w:val="0"/>')}</w:p>`;
    expect(await outline(body)).toEqual(['paragraph: kept inserted to shown']);
  });

  it('keep fields, links, controls and formulas, without their instructions', async () => {
    const field = (type: string): string => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`;
    const body = `<w:p>${field('begin')}<w:r><w:instrText>REF x</w:instrText></w:r>${field('separate')}${wr('Section 3')}${field('end')}<w:fldSimple w:instr="SEQ">${wr(' Table 1')}</w:fldSimple><w:hyperlink>${wr(' link')}</w:hyperlink><m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath></w:p><w:sdt><w:sdtContent>${wp('Control')}</w:sdtContent></w:sdt><w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>${wp('Click here to enter text.')}</w:sdtContent></w:sdt>`;
    expect(await outline(body)).toEqual([
      'paragraph: Section 3 Table 1 link a+b',
      'paragraph: Control',
    ]);
  });

  it('put text boxes after the paragraph they are anchored in, once', async () => {
    const box = `<w:txbxContent>${wp('Boxed')}</w:txbxContent>`;
    const body = `<w:p>${wr('Anchor')}<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>${box}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict>${box}</w:pict></mc:Fallback></mc:AlternateContent></w:r><w:r><w:drawing><wps:txbx><w:txbxContent>${wp('Newer')}</w:txbxContent></wps:txbx></w:drawing></w:r></w:p>`;
    expect(await outline(body)).toEqual([
      'paragraph: Anchor',
      'paragraph: Boxed',
      'paragraph: Newer',
    ]);
  });

  it('leave out tables of contents', async () => {
    const styles =
      style('TOC1', '<w:name w:val="toc 1"/>') +
      style('TOCHeading', '<w:name w:val="TOC Heading"/>');
    expect(
      await outline(
        wp('Contents', inStyle('TOCHeading')) +
          wp('Fees 3', inStyle('TOC1')) +
          wp('Fees', inStyle('Heading1')),
        { styles },
      ),
    ).toEqual(['heading 1: Fees']);
  });

  it('keep boxes to tick and symbols', async () => {
    const sign = (char: string, font: string): string =>
      `<w:r><w:sym w:char="${char}" w:font="${font}"/></w:r>`;
    const old = `<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:default w:val="0"/></w:checkBox></w:ffData></w:fldChar></w:r>`;
    const body = `<w:p><w:sdt><w:sdtContent>${sign('2612', 'MS Gothic')}</w:sdtContent></w:sdt>${wr(' Yes ')}${old}${wr('No ')}${sign('F0FC', 'Wingdings')}</w:p>`;
    expect(await outline(body)).toEqual(['paragraph: ☒ Yes ☐ No ✓']);
  });

  it('part words at tabs, breaks and the ends of pages', async () => {
    const body = `<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br w:type="page"/><w:t>c</w:t><w:br/><w:t>d</w:t><w:softHyphen/><w:t>e</w:t></w:r></w:p>`;
    expect(await outline(body)).toEqual(['paragraph: a b c\nde']);
  });
});

describe('docxLoader', () => {
  it('reads a document as the library docx writes it', async () => {
    const document = new Document({
      title: 'Ignored when there is a title within',
      creator: 'Ann',
      footnotes: { 1: { children: [new Paragraph('A note.')] } },
      sections: [
        {
          children: [
            new Paragraph({ text: 'Handbook', heading: HeadingLevel.TITLE }),
            new Paragraph({ text: 'Fees', heading: HeadingLevel.HEADING_1 }),
            new Paragraph({ children: [new TextRun('Twenty'), new FootnoteReferenceRun(1)] }),
          ],
        },
      ],
    });
    const loaded = await loadWith(docxLoader, await Packer.toBuffer(document));
    expect(loaded).toMatchObject({ title: 'Handbook', metadata: { author: 'Ann' }, pages: [] });
    expect(outlineOf(loaded)).toEqual([
      'heading 1: Handbook',
      'heading 1: Fees',
      'paragraph: Twenty[^1]',
      'paragraph: [^1] A note.',
    ]);
  });

  it('takes title, author and times from the properties of the document', async () => {
    const core = coreProperties(
      '<dc:title>Fees</dc:title><dc:creator>Ann</dc:creator><dcterms:created>2024-01-02T03:04:05Z</dcterms:created>',
    );
    const loaded = await loadWith(docxLoader, docxOf(wp('x'), {}, { 'docProps/core.xml': core }));
    expect(loaded.title).toBe('Fees');
    expect(loaded.metadata).toEqual({ author: 'Ann', created: '2024-01-02T03:04:05Z' });
  });

  it('takes for a title the one heading that a document begins with', async () => {
    const heading = (words: string): string => wp(words, inStyle('Heading1'));
    expect((await loadWith(docxLoader, docxOf(heading('Fees') + wp('x')))).title).toBe('Fees');
    expect((await loadWith(docxLoader, docxOf(heading('A') + heading('B')))).title).toBeNull();
  });

  it('finds parts where the document says they are', async () => {
    const body =
      '<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"><w:body><w:p><w:r><w:t>Strict</w:t></w:r></w:p></w:body></w:document>';
    const bytes = zipOf({
      '_rels/.rels': linksOf(['r', 'officeDocument', '/other/main.xml']),
      'other/main.xml': body,
    });
    expect((await loadWith(docxLoader, bytes)).text).toBe('Strict');
  });

  it('neither unpacks nor reads what is embedded', async () => {
    const bytes = docxOf(wp('Words'), {}, { 'word/embeddings/inner.docx': docxOf(wp('Inner')) });
    expect((await loadWith(docxLoader, bytes)).text).toBe('Words');
  });

  it.each([
    ['NO_TEXT', docxOf(wp(''))],
    ['NO_TEXT', docxOf('')],
    ['CORRUPT_DOCUMENT', zipOf({ 'word/styles.xml': '<a/>' })],
    ['CORRUPT_DOCUMENT', zipOf({ 'word/document.xml': '<w:document><w:body>' })],
    ['CORRUPT_DOCUMENT', Buffer.from('plain text')],
    ['CORRUPT_DOCUMENT', docxOf('<w:sdt><w:sdtContent>'.repeat(5000))],
    ['ENCRYPTED', oleOf(['EncryptedPackage'])],
  ])('answers %s', async (code, bytes) => {
    await expect(loadWith(docxLoader, bytes)).rejects.toMatchObject({ code });
  });
});
