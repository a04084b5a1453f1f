import {
  childAt,
  descendantsOf,
  elementsOf,
  textOf,
  type XmlElement,
  type XmlNode,
} from '../xml/tree.ts';
import { element, text } from './elements.ts';
import { withoutMarks } from './labels.ts';
import type { ParagraphRewriter } from './paragraphs.ts';
import { isOn } from './styles.ts';
import { rewriteTable } from './tables.ts';

/**
 * A part of the document (its body, its footnotes) as mammoth understands it. mammoth knows tracked changes,
 * merged cells, symbols and notes; it does not know outline levels, numbers of lists, hidden text, formulas,
 * simple fields, nor text boxes without a fallback. These are rewritten here into what it knows. Pictures,
 * drawings, instructions of fields, addresses of links, comments and tables of contents are left out.
 */
export function preparePart(root: XmlElement, paragraphs: ParagraphRewriter): XmlElement {
  const rewriteAll = (nodes: readonly XmlNode[]): XmlNode[] => nodes.flatMap(rewrite);
  const rewritten = (node: XmlElement): XmlElement => ({
    ...node,
    children: rewriteAll(node.children),
  });
  const rewrite = (node: XmlNode): XmlNode[] => {
    if (typeof node === 'string') return [withoutMarks(node)];
    if (LEFT_OUT.has(node.name)) return [];
    if (WRAPPERS.has(node.name)) return rewriteAll(node.children);
    switch (node.name) {
      case 'w:p':
        return paragraphs.rewrite(node, rewriteAll);
      case 'w:tbl':
        return rewriteTable(rewritten(node));
      case 'w:r':
        return isOn(childAt(node, 'w:rPr', 'w:vanish')) ? [] : [rewritten(node)];
      case 'w:sdt':
        return isPlaceholder(node) ? [] : rewriteAll(elementsOf(node, 'w:sdtContent'));
      case 'mc:AlternateContent':
        return rewriteAll(alternativeOf(node)?.children ?? []);
      case 'w:drawing':
      case 'w:pict':
      case 'w:object':
        return textBoxes(node).map((box) => textBox(rewriteAll(box.children)));
      default:
        return rewriteSign(node) ?? [rewritten(node)];
    }
  };
  return rewritten(root);
}

/** What only wraps text. */
const WRAPPERS = new Set([
  'w:sdtContent',
  'w:customXml',
  'w:smartTag',
  'w:hyperlink',
  'w:fldSimple',
  'w:dir',
  'w:bdo',
  'w:ruby',
  'w:rubyBase',
  'm:oMathPara',
]);
const LEFT_OUT = new Set([
  'w:bookmarkStart',
  'w:commentReference',
  'w:customXmlPr',
  'w:instrText',
  'w:rt',
  'w:rubyPr',
  'w:smartTagPr',
  'w:softHyphen',
]);

/** What stands for characters; null for anything else. */
function rewriteSign(node: XmlElement): XmlNode[] | null {
  switch (node.name) {
    case 'm:oMath':
      return [element('w:r', {}, [text(formulaOf(node))])];
    case 'w:br':
      // A page or column break parts words as a space does; mammoth would leave nothing.
      return node.attributes['w:type'] === undefined ? [node] : [text(' ')];
    case 'w:cr':
      return [element('w:br')];
    case 'w:ptab':
      return [element('w:tab')];
    case 'w:fldChar':
      return checkBoxOf(node);
    case 'w:sym':
      return symbolOf(node);
    default:
      return null;
  }
}

/** "Click here to enter text." */
function isPlaceholder(control: XmlElement): boolean {
  return isOn(childAt(control, 'w:sdtPr', 'w:showingPlcHdr'));
}

/** The same twice, for newer and older programs; an older one may get a picture of it. */
function alternativeOf(node: XmlElement): XmlElement | undefined {
  const fallback = childAt(node, 'mc:Fallback');
  return descendantsOf(fallback, 'w:t').length > 0 ? fallback : childAt(node, 'mc:Choice');
}

function textBoxes(node: XmlElement): XmlElement[] {
  const within = node.name === 'mc:AlternateContent' ? alternativeOf(node) : node;
  return elementsOf(within).flatMap((child) =>
    child.name === 'w:txbxContent' ? [child] : textBoxes(child),
  );
}

/** In this form mammoth puts it after the paragraph that it is anchored in. */
function textBox(children: readonly XmlNode[]): XmlElement {
  const content = element('w:txbxContent', {}, children);
  return element('w:pict', {}, [element('v:shape', {}, [element('v:textbox', {}, [content])])]);
}

/** Its signs in a line; what makes it a fraction or a root is lost. */
function formulaOf(node: XmlElement): string {
  return ` ${descendantsOf(node, 'm:t').map(textOf).join('')} `;
}

/** mammoth knows those of symbol fonts, which have private characters, and no others. */
function symbolOf(node: XmlElement): XmlNode[] {
  const code = Number.parseInt(node.attributes['w:char'] ?? '', 16);
  const isPrivate = !(code > 0 && code < 0xe000);
  return isPrivate ? [node] : [text(String.fromCharCode(code))];
}

/** A box to tick in an older form. */
function checkBoxOf(field: XmlElement): XmlNode[] {
  const box = childAt(field, 'w:ffData', 'w:checkBox');
  if (box === undefined) return [];
  return [text(isOn(childAt(box, 'w:checked') ?? childAt(box, 'w:default')) ? '☒ ' : '☐ ')];
}
