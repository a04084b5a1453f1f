import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkXml, parseXml } from '../../../ingest/load/xml.ts';
import { childAt, descendantsOf, elementsOf, textOf } from '../../../ingest/load/xml/tree.ts';
import { FootnoteError } from '../../../src/core/errors.ts';

const CORRUPT = expect.objectContaining({ code: 'CORRUPT_DOCUMENT' }) as Error;
const STRICT = 'xmlns="http://purl.oclc.org/ooxml/wordprocessingml/main"';
const TRANSITIONAL = 'xmlns:x="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';

describe('parseXml', () => {
  it('knows an element by its namespace, whatever prefix the file gives it', () => {
    const strict = parseXml(`<document ${STRICT}><p/></document>`, 'a.xml');
    const prefixed = parseXml(
      `<x:document ${TRANSITIONAL}><x:p x:val="1" y="2"/></x:document>`,
      'a',
    );
    expect(elementsOf(strict, 'w:p')).toHaveLength(1);
    expect(childAt(prefixed, 'w:p')?.attributes).toEqual({ 'w:val': '1', y: '2' });
  });

  it('keeps to a namespace only where it is declared', () => {
    const root = parseXml(`<a><b ${STRICT}><c/></b><c/></a>`, 'a.xml');
    expect(elementsOf(root).map(({ name }) => name)).toEqual(['w:b', 'c']);
    expect(descendantsOf(root, 'w:c')).toHaveLength(1);
  });

  it('reads text with entities and CDATA, and leaves comments out', () => {
    const root = parseXml('<a>x &amp; <b>&#233;</b><!-- no --><![CDATA[<i>]]></a>', 'a.xml');
    expect(textOf(root)).toBe('x & é<i>');
  });

  it('does not expand the entities that a document declares', () => {
    const bomb = `<!DOCTYPE a [<!ENTITY l "lol"><!ENTITY m "&l;&l;&l;&l;">]><a>&m;</a>`;
    expect(textOf(parseXml(bomb, 'a.xml'))).toBe('&m;');
  });

  it.each(['', 'words', '<a>', '<a><b></a>', '<a/><b/>', '<a', '</a>'])('refuses %j', (text) => {
    expect(() => parseXml(text, 'part.xml')).toThrow(CORRUPT);
    expect(() => checkXml(text, 'part.xml')).toThrow(CORRUPT);
  });

  it('takes elements that close themselves', () => {
    expect(elementsOf(parseXml('<a><b/><b x="/"/></a>', 'a.xml'))).toHaveLength(2);
    checkXml('<a><b/><b x="/"/></a>', 'a.xml');
  });

  it('refuses what nests deeper than any document, without using up the stack', () => {
    const deep = '<a>'.repeat(100_000) + '</a>'.repeat(100_000);
    expect(() => parseXml(deep, 'a.xml')).toThrow(CORRUPT);
    expect(() => checkXml(deep, 'a.xml')).toThrow(CORRUPT);
  });

  it('only ever fails with a code', () => {
    const piece = fc.constantFrom(
      '<a>',
      '</a>',
      '<b x="1">',
      '</b>',
      '<c/>',
      '&lt;',
      '<!--',
      '-->',
      '<',
      'x',
      ']]>',
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        try {
          parseXml(pieces.join(''), 'a.xml');
        } catch (error) {
          expect(error).toBeInstanceOf(FootnoteError);
        }
      }),
    );
  });
});
