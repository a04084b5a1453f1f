import { namespaceOf } from '../xml/namespaces.ts';
import type { XmlElement, XmlNode } from '../xml/tree.ts';

export function element(
  name: string,
  attributes: Readonly<Record<string, string>> = {},
  children: readonly XmlNode[] = [],
): XmlElement {
  return { name, attributes, children };
}

/** Text within a run. */
export function text(words: string): XmlElement {
  return element('w:t', { 'xml:space': 'preserve' }, [words]);
}

/** What mammoth looks at; elements and attributes of other namespaces are left out. */
const PREFIXES = ['w', 'v'];
const KEPT = /^[wv]:[\w.-]+$/;
const NAMESPACES = PREFIXES.map((prefix) => ` xmlns:${prefix}="${namespaceOf(prefix)}"`).join('');

export function serialize(root: XmlElement): string {
  const parts: string[] = ['<?xml version="1.0" encoding="UTF-8"?>'];
  const write = (node: XmlNode, declarations: string): void => {
    if (typeof node === 'string') {
      parts.push(escape(node));
      return;
    }
    if (!KEPT.test(node.name)) return;
    const attributes = Object.entries(node.attributes)
      .filter(([name]) => KEPT.test(name))
      .map(([name, value]) => ` ${name}="${escape(value)}"`);
    parts.push(`<${node.name}${declarations}${attributes.join('')}>`);
    for (const child of node.children) write(child, '');
    parts.push(`</${node.name}>`);
  };
  write(root, NAMESPACES);
  return parts.join('');
}

/** What XML cannot hold at all (control characters) becomes U+FFFD. */
function escape(words: string): string {
  return (
    words
      // eslint-disable-next-line no-control-regex
      .replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, '\ufffd')
      .toWellFormed()
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
  );
}
