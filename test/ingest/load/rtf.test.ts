import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rtfLoader } from '../../../ingest/load/rtf.ts';
import { FootnoteError } from '../../../src/core/errors.ts';
import { loadWith, outlineOf } from '../../helpers/office.ts';

async function outline(inner: string): Promise<string[]> {
  return outlineOf(await loadWith(rtfLoader, `{\\rtf1\\ansi ${inner}}`));
}

describe('text of RTF', () => {
  it('is paragraphs, with lines as they are broken', async () => {
    expect(await outline('One\\line two\\par\r\nThree\\\nFour')).toEqual([
      'paragraph: One\ntwo',
      'paragraph: Three',
      'paragraph: Four',
    ]);
  });

  it('is in the code page of the document, or of the font', async () => {
    const fonts =
      '{\\fonttbl{\\f0\\fcharset0 Arial;}{\\f1\\fcharset204 Arial;}{\\f2\\fcharset128 Mincho;}{\\f3\\fcharset2 Symbol;}{\\f4\\cpg1253 Greek;}}';
    expect(
      await outline(
        `\\ansicpg1250\\deff0${fonts}\\'e8{\\f0 \\'e8}{\\f1 \\'d3\\'e2}{\\f2 \\'93\\'fa\\'96{}}{\\f3\\'b7\\'61}{\\f4\\'e1}`,
      ),
    ).toEqual(['paragraph: è' + 'è' + 'Ув' + '日' + '\ufffd' + '•' + 'α']);
    expect(await outline("\\ansicpg1250 \\'e8")).toEqual(['paragraph: č']);
    expect(await outline("\\mac \\'8e")).toEqual(['paragraph: é']);
  });

  it('reads characters of two bytes however they are written', async () => {
    const font = '{\\fonttbl{\\f0\\fcharset128 Mincho;}}\\f0 ';
    expect(await outline(`${font}\\'93\\'fa\\'96\\'7b \\'83A`)).toEqual(['paragraph: 日本 ア']);
  });

  it('reads Unicode and passes over what stands for it', async () => {
    expect(
      await outline(
        "\\u233?x \\uc2\\u8364EUz \\uc0\\u8364 y \\uc1\\u-10179?\\u-8704? \\u8212\\'97\\u8212\\emdash .",
      ),
    ).toEqual(['paragraph: éx €z €y 😀 ——.']);
  });

  it('knows dashes, quotes, escaped signs and spaces', async () => {
    expect(
      await outline('a\\endash b\\emdash\\ldblquote c\\rdblquote\\~d\\_e\\-f\\tab g\\{\\\\\\}'),
    ).toEqual(['paragraph: a–b—“c”\u00a0d\u2011ef g{\\}']);
  });

  it('leaves out pictures, binary data, headers, comments, fields and what may be passed over', async () => {
    const skipped =
      '{\\pict\\wmetafile8 ffd8{\\*\\blipuid 1}}{\\pict\\bin5 }{\\}x}{\\header Head\\par}{\\footerf Foot}{\\*\\unknown{\\b Words}}{\\*\\annotation Comment}{\\xe Index}';
    const field = '{\\field{\\*\\fldinst HYPERLINK "x"}{\\fldrslt link}}';
    expect(
      await outline(
        `${skipped}See the ${field}{\\v hidden}{\\deleted gone}{\\*\\shppict{\\pict}}.`,
      ),
    ).toEqual(['paragraph: See the link.']);
  });

  it('reads text boxes', async () => {
    expect(
      await outline(
        'Anchor\\par{\\shp{\\*\\shpinst{\\sp{\\sn name}{\\sv value}}{\\shptxt Boxed\\par}}}',
      ),
    ).toEqual(['paragraph: Anchor', 'paragraph: Boxed']);
  });
});

describe('structure of RTF', () => {
  const styles =
    "{\\stylesheet{\\s0 Normal;}{\\s1\\outlinelevel0 \\'dcberschrift;}{\\s2 heading 2;}{\\s3 Title;}}";

  it('has headings by outline levels and styles', async () => {
    const body =
      '\\pard\\s3 Handbook\\par\\pard\\s1 Fees\\par\\pard\\s2 Late\\par\\pard Words\\par\\pard\\outlinelevel2 Deep\\par\\pard\\s1\\outlinelevel9 Text';
    const loaded = await loadWith(rtfLoader, `{\\rtf1 ${styles}${body}}`);
    expect(loaded.title).toBe('Handbook');
    expect(outlineOf(loaded)).toEqual([
      'heading 1: Handbook',
      'heading 1: Fees',
      'heading 2: Late',
      'paragraph: Words',
      'heading 3: Deep',
      'paragraph: Text',
    ]);
  });

  it('has lists with the markers that stand there for older programs', async () => {
    const entry = (marker: string, words: string, level = 0): string =>
      `{\\listtext\\f3 ${marker}\\tab}\\ls1\\ilvl${level} ${words}\\par\\pard `;
    expect(
      await outline(
        entry("\\'b7", 'a') +
          entry('o', 'b', 1) +
          'Between\\par ' +
          entry('1.', 'c') +
          entry('2.', 'd'),
      ),
    ).toEqual(['list: - a\n  - b', 'paragraph: Between', 'list: 1. c\n2. d']);
    expect(await outline(`${styles}\\pard\\s1{\\listtext 1.2\\tab}Fees\\par`)).toEqual([
      'heading 1: 1.2 Fees',
    ]);
  });

  it('has tables, with the header that is marked and what is merged', async () => {
    const row = (cells: string, properties = '\\cellx1\\cellx2'): string =>
      `\\trowd${properties}\\intbl ${cells}\\row\\pard `;
    expect(
      await outline(
        row('Anna\\cell Berg\\cell', '\\trhdr\\cellx1\\cellx2') +
          row('Ben\\par two\\cell Cole\\cell', '\\clvmgf\\cellx1\\cellx2') +
          row('\\cell Diaz\\cell', '\\clvmrg\\cellx1\\cellx2') +
          'After\\par',
      ),
    ).toEqual([
      'table [Anna, Berg]: | Anna | Berg |\n| Ben two | Cole |\n| Ben two | Diaz |',
      'paragraph: After',
    ]);
  });

  it('has notes after what refers to them', async () => {
    expect(
      await outline(
        'Fees{\\super\\chftn}{\\footnote\\pard {\\super\\chftn} Not always.} apply.\\par Next',
      ),
    ).toEqual(['paragraph: Fees[^1] apply.', 'paragraph: [^1] Not always.', 'paragraph: Next']);
  });
});

describe('rtfLoader', () => {
  it('takes title, author and times from the document', async () => {
    const info =
      '{\\info{\\title Fees \\u233?}{\\author Ann}{\\creatim\\yr2024\\mo1\\dy2\\hr3\\min4}{\\revtim\\yr0}}';
    const loaded = await loadWith(
      rtfLoader,
      `\ufeff\r\n{\\rtf1${info}x}`.replace('\ufeff', '\xef\xbb\xbf'),
    );
    expect(loaded).toMatchObject({ title: 'Fees é', text: 'x' });
    expect(loaded.metadata).toEqual({ author: 'Ann', created: '2024-01-02T03:04' });
  });

  it.each([
    ['NO_TEXT', '{\\rtf1\\par\\pard }'],
    ['CORRUPT_DOCUMENT', '{\\rtf1 cut off'],
    ['CORRUPT_DOCUMENT', '{\\rtf1 {\\b cut} off'],
    ['CORRUPT_DOCUMENT', '{\\rtf1 \\bin999999999 x}'],
    ['CORRUPT_DOCUMENT', `{\\rtf1 ${'{'.repeat(1_000_000)}`],
    ['CORRUPT_DOCUMENT', 'plain text'],
    ['CORRUPT_DOCUMENT', ''],
  ])('answers %s', async (code, text) => {
    await expect(loadWith(rtfLoader, text)).rejects.toMatchObject({ code });
  });

  it('only ever fails with a code, whatever it is made of', async () => {
    const words = [
      '{',
      '}',
      '\\',
      '\\par ',
      "\\'",
      "\\'e9",
      '\\u233',
      '\\uc3 ',
      '\\*',
      '\\fonttbl',
      '\\f1',
      '\\stylesheet',
      '\\footnote ',
      '\\listtext ',
      '\\cell',
      '\\row',
      '\\trowd\\clvmrg\\cellx',
      '\\bin3 ',
      '\\info',
      '\\title ',
      'words',
    ];
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...words), { maxLength: 60 }), async (pieces) => {
        const text = `{\\rtf1 ${pieces.join('')}}`;
        const failure = await loadWith(rtfLoader, text).catch((error: unknown) => error);
        if (failure instanceof Error) expect(failure).toBeInstanceOf(FootnoteError);
      }),
    );
  });

  it('takes time in proportion to the length', async () => {
    const entry = '{\\b words}\\u233?{\\footnote note}\\par ';
    const started = performance.now();
    await loadWith(rtfLoader, `{\\rtf1 ${entry.repeat(50_000)}}`);
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});
