import { describe, expect, it } from 'vitest';
import { blocksOf, readHtml } from '../../helpers/html.ts';

describe('lists', () => {
  it('nests entries in those they stand in', () => {
    const { text, blocks } = readHtml(
      '<ul><li>Islands:<ul><li>Merrin<li>Outer<ol><li>north</ol></ul><li>Mainland</ul>',
    );
    expect(text).toBe('- Islands:\n  - Merrin\n  - Outer\n    1. north\n- Mainland');
    expect(blocks).toMatchObject([
      { kind: 'list', entries: [0, 1, 1, 2, 0].map((depth) => ({ depth })) },
    ]);
  });

  it('nests nothing in an entry without words of its own', () => {
    expect(readHtml('<ul><li><ul><li>a</ul><li>b</ul>').text).toBe('- a\n- b');
  });

  it('keeps the paragraphs of an entry together', () => {
    expect(readHtml('<ul><li><p>One.</p><p>Two.<br>Three.</p><li>Four</ul>').text).toBe(
      '- One.\n  Two.\n  Three.\n- Four',
    );
  });

  it.each([
    ['<ol start="3"><li>a<li>b</ol>', '3. a\n4. b'],
    ['<ol><li>a<li value="7">b<li>c</ol>', '1. a\n7. b\n8. c'],
    ['<ol reversed><li>a<li>b<li>c</ol>', '3. a\n2. b\n1. c'],
    ['<ol type="a" start="26"><li>y<li>z</ol>', 'z. y\naa. z'],
    ['<ol type="I" start="9"><li>a<li>b</ol>', 'IX. a\nX. b'],
    ['<ol style="list-style-type: lower-roman" start=4><li>a</ol>', 'iv. a'],
    ['<ol start="x" type="?"><li value="1e9999">a</ol>', '1. a'],
    ['<ol type="i" start="-1"><li>a<li>b<li>c</ol>', '-1. a\n0. b\ni. c'],
    ['<ol type=a start=99999999999999><li>a</ol>', 'a. a'],
    ['<ol><li>a</ol><ol><li>b</ol>', '1. a\n\n1. b'],
    ['<li>a<li>b', '- a\n- b'],
    ['<menu><li>a</menu><dir><li>b</dir>', '- a\n\n- b'],
  ])('numbers %s', (html, text) => {
    expect(readHtml(html).text).toBe(text);
  });

  it('goes on counting after what is no entry', () => {
    expect(
      blocksOf(
        '<ol><li>Enter<pre>code</pre>and confirm.</li><li>Look:<table><tr><th>a<th>b<tr><td>1<td>2</table><li>Go</ol>',
      ),
    ).toEqual([
      'list: 1. Enter',
      'code: code',
      'paragraph: and confirm.',
      'list: 2. Look:',
      'table: | a | b |\n| 1 | 2 |',
      'list: 3. Go',
    ]);
  });

  it('keeps words behind a nested list behind it', () => {
    expect(blocksOf('<ul><li>Choose<ul><li>a</ul>then save.<li>Done</ul>')).toEqual([
      'list: - Choose\n  - a',
      'paragraph: then save.',
      'list: - Done',
    ]);
  });

  it('keeps headings in entries, with the number of their step', () => {
    expect(blocksOf('<ol><li><h3>Install</h3><p>Run it.</p><li><h3>Use</h3></ol>')).toEqual([
      'h3: 1. Install',
      'paragraph: Run it.',
      'h3: 2. Use',
    ]);
    expect(blocksOf('<ul><li><h3>Card</h3>Text</ul>')).toEqual(['h3: Card', 'paragraph: Text']);
  });

  it('puts descriptions under their terms', () => {
    const { text, blocks } = readHtml(
      '<dl><dt>Weight<dd>21 kg<dt>Colour<dt>Finish<dd>Moss<dd><p>Sand</p><p>Matt</p></dl>After',
    );
    expect(text).toBe(
      '- Weight\n  - 21 kg\n- Colour\n- Finish\n  - Moss\n  - Sand\n    Matt\n\nAfter',
    );
    expect(blocks[0]).toMatchObject({ entries: [0, 1, 0, 0, 1, 1].map((depth) => ({ depth })) });
  });

  it('reads a description without a term, and terms in divs', () => {
    expect(readHtml('<dl><dd>a</dl><dl><div><dt>b</dt><dd>c</dd></div></dl>').text).toBe(
      '- a\n\n- b\n  - c',
    );
  });

  it('does not let indents outgrow the text', () => {
    const { text } = readHtml('<ul><li>a'.repeat(1000));
    expect(text.length).toBeLessThan(40_000);
  });
});
