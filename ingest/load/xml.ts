import { Parser } from 'htmlparser2';
import { FootnoteError } from '../../src/core/errors.ts';
import { prefixOf } from './xml/namespaces.ts';
import type { XmlElement, XmlNode } from './xml/tree.ts';

/** No document nests deeper; whoever walks the tree may do so by recursion. */
const MAX_DEPTH = 256;
/** A tree of as many takes about 400 MB. */
const MAX_ELEMENTS = 2_000_000;

/** An element that is still open, with the prefixes in force within it. */
interface OpenElement {
  /** Where its tag begins in the text. */
  readonly start: number;
  readonly element: { name: string; attributes: Record<string, string>; children: XmlNode[] };
  readonly scope: Scope;
}

/** What the file's prefixes stand for. Most elements share the scope of their parent. */
interface Scope {
  readonly namespaces: ReadonlyMap<string, string>;
  /** Names that were met in this scope, so that each is worked out once. */
  readonly names: Map<string, string>;
}

/**
 * The root of an XML text. Entities that the text declares itself are not expanded; nothing is fetched.
 * @param part its name in the archive, for errors
 * @throws CORRUPT_DOCUMENT when it is not well-formed, or nests deeper than MAX_DEPTH
 * @throws DOCUMENT_TOO_LARGE for more than MAX_ELEMENTS
 */
export function parseXml(text: string, part: string): XmlElement {
  const root: XmlNode[] = [];
  const open: OpenElement[] = [];
  let elements = 0;
  const append = (node: XmlNode): void => {
    (open.at(-1)?.element.children ?? root).push(node);
  };
  const parser = new Parser(
    {
      onopentag(tag, given) {
        if (++elements > MAX_ELEMENTS) throw tooLarge(part);
        if (open.length === MAX_DEPTH) throw malformed(part);
        const scope = scopeWithin(open.at(-1)?.scope ?? NO_NAMESPACES, given);
        const element = {
          name: resolve(scope, tag, 'element'),
          attributes: resolveAttributes(scope, given),
          children: [],
        };
        append(element);
        open.push({ start: parser.startIndex, element, scope });
      },
      ontext(words) {
        const siblings = open.at(-1)?.element.children ?? root;
        const last = siblings.at(-1);
        // Each entity comes by itself.
        if (typeof last === 'string') siblings[siblings.length - 1] = last + words;
        else siblings.push(words);
      },
      onclosetag(_, isImplied) {
        const { start } = open.pop() ?? {};
        // A tag that closes itself closes where it began; the others lack their end tag.
        if (isImplied && start !== parser.startIndex) throw malformed(part);
      },
    },
    { xmlMode: true },
  );
  parser.end(text);
  const [element, second] = root.filter((node) => typeof node !== 'string');
  if (element === undefined || second !== undefined) throw malformed(part);
  return element;
}

const NO_NAMESPACES: Scope = { namespaces: new Map(), names: new Map() };

function scopeWithin(outer: Scope, attributes: Readonly<Record<string, string>>): Scope {
  const declared = Object.entries(attributes).filter(([name]) => /^xmlns(?::|$)/.test(name));
  if (declared.length === 0) return outer;
  const namespaces = new Map(outer.namespaces);
  for (const [name, uri] of declared) namespaces.set(name.slice('xmlns:'.length), uri);
  return { namespaces, names: new Map() };
}

function resolve(scope: Scope, name: string, kind: 'element' | 'attribute'): string {
  const colon = name.indexOf(':');
  if (colon < 0 && kind === 'attribute') return name;
  const known = scope.names.get(name);
  if (known !== undefined) return known;
  const prefix = name.slice(0, Math.max(0, colon));
  const uri = scope.namespaces.get(prefix) ?? '';
  const local = name.slice(colon + 1);
  const resolved = uri === '' ? name : `${prefixOf(uri)}:${local}`;
  scope.names.set(name, resolved);
  return resolved;
}

function resolveAttributes(
  scope: Scope,
  given: Readonly<Record<string, string>>,
): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const [name, value] of Object.entries(given)) {
    if (!name.startsWith('xmlns')) attributes[resolve(scope, name, 'attribute')] = value;
  }
  return attributes;
}

function malformed(part: string): FootnoteError {
  const detail = `${part} in the document is not well-formed XML.`;
  return new FootnoteError('CORRUPT_DOCUMENT', { part }, { detail });
}

function tooLarge(part: string): FootnoteError {
  const detail = `${part} in the document has more than ${MAX_ELEMENTS} elements.`;
  return new FootnoteError('DOCUMENT_TOO_LARGE', { part, maxElements: MAX_ELEMENTS }, { detail });
}

/**
 * Whether a text is well-formed, for parts that are read by others. Takes no memory to speak of.
 * @param visit is told of each element as it begins, with names as the file writes them
 * @throws CORRUPT_DOCUMENT as `parseXml` does, and what `visit` throws
 */
export function checkXml(
  text: string,
  part: string,
  visit: (tag: string, attributes: Readonly<Record<string, string>>) => void = () => undefined,
): void {
  const starts: number[] = [];
  let roots = 0;
  const parser = new Parser(
    {
      onopentag(tag, attributes) {
        if (starts.length === 0) roots++;
        if (starts.length === MAX_DEPTH) throw malformed(part);
        starts.push(parser.startIndex);
        visit(tag, attributes);
      },
      onclosetag(_, isImplied) {
        if (starts.pop() !== parser.startIndex && isImplied) throw malformed(part);
      },
    },
    { xmlMode: true },
  );
  parser.end(text);
  if (roots !== 1) throw malformed(part);
}
