import { describe, expect, it } from 'vitest';
import { blocksOf, pageText, readHtml } from '../../helpers/html.ts';

const DEEP = 100_000;

describe('broken HTML', () => {
  it.each([
    ['unclosed paragraphs', '<p>a<p>b<div>c<p>d</div>e', ['a', 'b', 'c', 'd', 'e']],
    [
      'unclosed cells',
      '<table><tr><td><p>a<td><b>b<tr><td>c<td>d</table>e',
      ['| a | b |\n| c | d |', 'e'],
    ],
    ['an unclosed heading', '<h2>a<p>b</p>c', ['a', 'b', 'c']],
    ['a heading closed as another', '<h2>a</h3><p>b', ['a', 'b']],
    ['a heading closed by opening it', '<h2>a<h2>b', ['a', 'b']],
    ['unclosed entries', '<ul><li><b>a<li>b</ul>c', ['- a\n- b', 'c']],
    ['stray end tags', 'a</td></b></div></p></table>b', ['ab']],
    [
      'an end tag from within a cell',
      '<div><table><tr><td>a</div><td>b</table>c</div>',
      ['| a | b |', 'c'],
    ],
    ['wrongly nested styles', '<p><b>a<p>b</b> c</p>d', ['a', 'b c', 'd']],
    ['an unclosed link', '<p><a href="/x">a<p>b <a href="/y">c</a>', ['a', 'b c']],
    ['a second body', '<body>a</body></html>b<body>c', ['abc']],
    ['words in the head', '<head><title>t</title>a<p>b', ['a', 'b']],
    ['an unclosed title', '<title>a<p>b', ['a', 'b']],
    ['an unclosed select', '<select><option>x<p>a', ['a']],
    ['an unclosed drawing', '<svg><g><svg><p>a', ['a']],
    ['a tag that never ends', 'a <b class="', ['a']],
    ['angle brackets that are none', 'a < b && c > d <3', ['a < b && c > d <3']],
    ['characters that are none', 'a&#0;b&#xD800;c&#x110000;d&bogus;\0', ['a�b�c�d&bogus;�']],
    [
      'self-closing scripts in XHTML',
      '<?xml version="1.0"?><script src="x"/><title/><p>a</p>',
      ['a'],
    ],
    ['text in CDATA', '<p><![CDATA[a < b]]></p>', ['a < b']],
  ])('%s', (_, html, texts) => {
    expect(blocksOf(html).map((block) => block.slice(block.indexOf(': ') + 2))).toEqual(texts);
  });
});

describe('hostile HTML', () => {
  it.each([
    ['div', '<div>', '</div>'],
    ['entries', '<ul><li>', ''],
    ['tables', '<table><tr><td>', ''],
    ['named tables', '<table><tr><th>', ''],
    ['quotes', '<blockquote>', '</blockquote>'],
    ['styles', '<b>', ''],
    ['headings', '<h1><div>', ''],
    ['descriptions', '<dl><dd>', ''],
    ['forms', '<form><div class="sidebar">', ''],
  ])('reads %s nested a hundred thousand deep', (_, open, close) => {
    expect(pageText(`${open.repeat(DEEP)}word${close.repeat(DEEP)}`)).toContain('word');
  });

  it.each([
    ['a line of five megabytes', 'word '.repeat(1_000_000)],
    [
      'a page of five megabytes',
      '<div class="a b"><p>word <a href="#x">link</a></p></div>'.repeat(90_000),
    ],
    ['a million attributes', `<p ${'a=b class=c '.repeat(500_000)}>word`],
    ['end tags that end nothing', `${'<div>'.repeat(DEEP)}word${'</p></b></x>'.repeat(DEEP)}`],
    ['brackets', `word${'<'.repeat(1_000_000)}`],
    ['comments that are not closed', `word${'<!--'.repeat(1_000_000)}`],
    ['titles that are not closed', `word${'<title>'.repeat(DEEP)}`],
    ['spaces', `<p>word${' '.repeat(2_000_000)}</p>`],
    ['line ends in code', `<pre>${'\n'.repeat(2_000_000)}word</pre>`],
  ])('reads %s', (_, html) => {
    expect(pageText(html)).toContain('word');
  });

  it('reads a million cells', () => {
    const { blocks } = readHtml(`<table>${`<tr>${'<td>1'.repeat(100)}`.repeat(10_000)}</table>`);
    expect(blocks).toMatchObject([{ kind: 'table' }]);
    expect(blocks[0]?.kind === 'table' ? blocks[0].rows.length : 0).toBe(10_000);
  });

  it.each([
    ['a cell over a million columns', '<tr><td>a<td colspan=1000000>b<tr><td>c<td>d'],
    [
      'a cell over all rows, time and again',
      '<tr><td colspan=1000 rowspan=65534>a<td>b'.repeat(20_000),
    ],
    [
      'gaps below a wide row',
      `<tr>${'<td>a'.repeat(20_000)}<td rowspan=65534>b${'<tr><td>c'.repeat(20_000)}`,
    ],
    [
      'long words over many columns',
      `<tr><td>a<td colspan=1000>${'b'.repeat(100_000)}<tr><td>c<td>d`,
    ],
  ])('bounds what spans: %s', (_, rows) => {
    const { text } = readHtml(`<table><tr><th>x<th>y${rows}</table>`);
    expect(text.length).toBeLessThan(6_000_000);
  });

  it('gives up the structure, not the words, of a page of nothing but tags', () => {
    expect(readHtml(`${'<b>'.repeat(3_100_000)}one<p>two</p>`).text).toBe('one two');
  });
});
