import { describe, expect, it } from 'vitest';
import { htmlLoader } from '../../../ingest/load/html.ts';
import { chunkDocument } from '../../../ingest/chunk.ts';
import { blocksOf, readHtml } from '../../helpers/html.ts';

describe('what is kept', () => {
  it('reads headings, paragraphs and loose text in the order of the page', () => {
    expect(
      blocksOf('<h1>Refunds</h1>Loose.<p>One.</p><div>Two<div>Three</div>Four</div><h3>Late</h3>'),
    ).toEqual([
      'h1: Refunds',
      'paragraph: Loose.',
      'paragraph: One.',
      'paragraph: Two',
      'paragraph: Three',
      'paragraph: Four',
      'h3: Late',
    ]);
  });

  it('joins words in a line without spaces that are not there', () => {
    expect(readHtml('<p>un<b>break</b>able <i>and</i>\n\t<em> wide </em>  open</p>').text).toBe(
      'unbreakable and wide open',
    );
  });

  it('makes a no-break space a space and a soft hyphen nothing', () => {
    expect(readHtml('<p>30&nbsp;days, can&shy;cel&#8203;led</p>').text).toBe(
      '30 days, cancel\u200bled',
    );
  });

  it('ends a line at br, and a paragraph at two of them', () => {
    expect(blocksOf('<p>Mill Lane 3<br>\n 1010 Merrin<br> <br/>Open daily<br></p>')).toEqual([
      'paragraph: Mill Lane 3\n1010 Merrin',
      'paragraph: Open daily',
    ]);
  });

  it('keeps the lines and indents of preformatted text', () => {
    expect(
      blocksOf('<pre>\nif x:\n    <b>y</b> = 1\r\n\n\tz&nbsp;= 2\n</pre><pre><br>a<br>  b</pre>'),
    ).toEqual(['code: if x:\n    y = 1\r\n\n\tz = 2', 'code: a\n  b']);
  });

  it('parts two codes that stand side by side in a pre', () => {
    expect(blocksOf('<pre><code>import a;</code><code>require(a)</code> x</pre>')).toEqual([
      'code: import a;\nrequire(a) x',
    ]);
  });

  it('reads quotes as quotes, and lists in them as lists', () => {
    expect(blocksOf('<blockquote>One.<p>Two.</p><ul><li>three</ul></blockquote>Four')).toEqual([
      'quote: One.',
      'quote: Two.',
      'list: - three',
      'paragraph: Four',
    ]);
  });

  it('reads what details hold, closed or open, and captions of figures', () => {
    expect(
      blocksOf(
        `<details><summary>May I return it?</summary>Yes.</details>
         <figure><img src="a.jpg" alt="A bike"><figcaption>The Merrin bike</figcaption></figure>`,
      ),
    ).toEqual(['paragraph: May I return it?', 'paragraph: Yes.', 'paragraph: The Merrin bike']);
  });

  it('drops readings of ruby text', () => {
    expect(readHtml('<ruby>漢<rp>(</rp><rt>kan</rt>字<rt>ji</ruby>です').text).toBe('漢字です');
  });

  it('raises and lowers figures, so that 10<sup>6</sup> does not read 106', () => {
    expect(
      readHtml(
        '<p>10<sup>6</sup> m<sup>2</sup>, 2<sup>n − 1</sup>, CO<sub>2</sub>, 1<sup>st</sup></p>',
      ).text,
    ).toBe('10⁶ m², 2ⁿ⁻¹, CO₂, 1st');
    expect(readHtml('<p>as shown.<sup><a href="#n1">[1]</a></sup></p>').text).toBe('as shown.[1]');
  });

  it('reads formulas without their source', () => {
    expect(
      readHtml(
        `<p>so <math><semantics><mrow><mfrac><mn>1</mn><mn>2</mn></mfrac><mo>·</mo>
         <msup><mn>10</mn><mn>6</mn></msup><msup><mi>e</mi><mi>x</mi></msup></mrow>
         <annotation>\\frac12</annotation></semantics></math> it is</p>`,
      ).text,
    ).toBe('so 1/2· 10⁶e^x it is');
  });

  it('keeps a heading as it is, and takes one of a whole paragraph for a paragraph', () => {
    expect(
      blocksOf(`<h2>\n One<br>two <span>three</span></h2><h4>${'word '.repeat(80)}</h4>`),
    ).toEqual(['h2: One two three', `paragraph: ${'word '.repeat(80).trim()}`]);
  });
});

describe('pictures', () => {
  it('reads signs that stand for words among words', () => {
    expect(
      readHtml('<p>Press <img alt="Save">or<img alt="Copy" width="16">, then <img alt="😀">!</p>')
        .text,
    ).toBe('Press Save or Copy, then 😀!');
  });

  it('reads a tick that is all of a cell', () => {
    expect(
      readHtml(
        `<table><tr><th>Plan<th>Cover</tr><tr><td>Steady<td><img src="y.png" alt="Yes"></tr>
         <tr><td>Light<td><i role="img" aria-label="No"></i></tr>
         <tr><td>Old<td><svg role="img" aria-label="Ask"><title>t</title></svg></table>`,
      ).text,
    ).toBe('| Plan | Cover |\n| Steady | Yes |\n| Light | No |\n| Old | Ask |');
  });

  it.each([
    ['alone', '<p><img alt="A bike on a road"></p>'],
    ['large', '<p><img alt="A bike" width="600"> </p>'],
    ['decorative', '<a href="/"><img alt=""></a>'],
  ])('passes over a picture that is %s', (_, html) => {
    expect(readHtml(`${html}<p>Text</p>`).text).toBe('Text');
  });

  it('passes over file names, long descriptions and large pictures among words', () => {
    expect(
      readHtml(
        `<p><img alt="bike.jpg"><img alt="header_bar"><img alt="A woman rides a bike along the coast road">
         <img alt="Bike" height="300">Text</p>`,
      ).text,
    ).toBe('Text');
  });
});

describe('what is left out', () => {
  it.each([
    '<script>gone()</script>',
    '<style>gone</style>',
    '<template><p>gone</p></template>',
    '<svg><text>gone</text></svg>',
    '<canvas>gone</canvas>',
    '<object>gone</object>',
    '<iframe>gone</iframe>',
    '<noscript>gone</noscript>',
    '<select><option>gone<option>gone too</select>',
    '<textarea>gone</textarea>',
    '<input value="gone">',
    '<!-- gone -->',
    '<div hidden>gone</div>',
    '<span aria-hidden="true">gone</span>',
    '<div style="color: red; display : none">gone</div>',
    '<div style="visibility:hidden">gone</div>',
    '<dialog>gone</dialog>',
    '<progress>gone</progress>',
  ])('%s', (html) => {
    expect(readHtml(`<p>Before.</p>${html}<p>After.</p>`).text).toBe('Before.\n\nAfter.');
  });

  it('reads what a reader can open: tabs, and what a button controls', () => {
    expect(
      readHtml(
        `<div role="tabpanel" hidden>macOS</div><button aria-controls="faq1">Q</button>
         <div id="faq1" style="display:none">Answer</div><p hidden="until-found">Found</p>
         <dialog open>Open</dialog>`,
      ).text,
    ).toBe('macOS\n\nQ\n\nAnswer\n\nFound\n\nOpen');
  });

  it('reads a page that was saved while a dialog hid it', () => {
    const page = '<p>A sentence of the page that is behind the dialog.</p>'.repeat(30);
    expect(readHtml(`<div aria-hidden="true">${page}</div><p>Wait</p>`).text).toContain('behind');
  });

  it('reads noscript when there is nothing else', () => {
    expect(readHtml('<script>draw()</script><noscript><p>Call us.</noscript>').text).toBe(
      'Call us.',
    );
  });
});

describe('title and metadata', () => {
  const titleOf = (html: string): string | null => readHtml(html, 'page').title;

  it('is og:title, then title, then the first heading', () => {
    expect(titleOf('<meta property="og:title" content="A"><title>B</title><h1>C</h1>')).toBe('A');
    expect(titleOf('<title> B\n b </title><h1>C</h1>')).toBe('B b');
    expect(titleOf('<h1></h1><h1>C <b>d</b></h1><h1>E</h1>')).toBe('C d');
    expect(titleOf('<p>Nothing</p>')).toBeNull();
    expect(titleOf('<svg><title>Drawing</title></svg>')).toBeNull();
  });

  it("leaves the site's name away only when it is sure which part that is", () => {
    expect(titleOf('<title>Refunds | Quillon</title><h1>Refunds</h1>')).toBe('Refunds');
    expect(titleOf('<title>Refunds - late - Quillon</title><h1>Refunds - late</h1>')).toBe(
      'Refunds - late',
    );
    expect(
      titleOf('<title>Quillon: Refunds</title><meta property="og:site_name" content="Quillon">'),
    ).toBe('Refunds');
    expect(
      titleOf('<title>Refunds – Quillon</title><meta property="og:site_name" content="quillon">'),
    ).toBe('Refunds');
    expect(titleOf('<title>Refunds | Quillon</title><h1>How it works</h1>')).toBe(
      'Refunds | Quillon',
    );
    expect(titleOf('<title>Refunds-only plan</title><h1>Refunds</h1>')).toBe('Refunds-only plan');
  });

  it('reads what the page states of itself', () => {
    expect(
      readHtml(
        `<html lang="en-GB"><head><meta name="Author" content=" Ada \n Merrin ">
         <meta property="dc:title og:description" content="About">
         <meta property="article:published_time" content="2026-01-02">
         <meta itemprop="dateModified" content="2026-03-04">
         <link rel="canonical" href="https://a.example/b"></head>`,
      ).metadata,
    ).toEqual({
      author: 'Ada Merrin',
      description: 'About',
      published: '2026-01-02',
      modified: '2026-03-04',
      language: 'en-GB',
      url: 'https://a.example/b',
    });
  });

  it('states nothing that the page does not', () => {
    expect(
      readHtml(
        `<meta name="author" content="https://a.example/ada"><meta name="description" content=" ">
         <link rel="canonical" href="/relative"><p>Text</p>`,
      ).metadata,
    ).toEqual({});
  });
});

describe('htmlLoader', () => {
  it('makes passages of a page, with its headings', async () => {
    const html = `<!doctype html><html lang=en><meta charset=utf-8><title>Help</title>
      <main><h1>Refunds</h1><p>Within 14 days.</p><h2>Late</h2><p>Ask us.</p></main>`;
    const document = await htmlLoader.load({
      bytes: new TextEncoder().encode(html),
      path: 'help/refunds.html',
      mediaType: 'text/html',
    });
    expect(document).toMatchObject({ mediaType: 'text/html', title: 'Help', records: null });
    expect(chunkDocument(document).map(({ headings, text }) => [headings, text])).toEqual([
      [['Refunds'], 'Refunds\n\nWithin 14 days.'],
      [['Refunds', 'Late'], 'Late\n\nAsk us.'],
    ]);
  });

  it('says that a page holds no text, unless it is empty', async () => {
    for (const html of ['<html>', '<body><div id="root"></div><script>render()</script></body>']) {
      const bytes = new TextEncoder().encode(html);
      const loaded = async () => htmlLoader.load({ bytes, path: 'a.html', mediaType: null });
      await expect(loaded()).rejects.toMatchObject({ code: 'NO_TEXT' });
    }
    for (const html of ['', ' ']) {
      const bytes = new TextEncoder().encode(html);
      expect(await htmlLoader.load({ bytes, path: 'a.html', mediaType: null })).toMatchObject({
        text: '',
        blocks: [],
        title: null,
      });
    }
  });
});
