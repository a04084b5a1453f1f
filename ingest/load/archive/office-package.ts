import type { Metadata } from '../../../src/core/model.ts';
import type { Archive } from '../archive.ts';
import { parseXml } from '../xml.ts';
import { childAt, elementsOf, textOf } from '../xml/tree.ts';

/** A link from one part of an Office Open XML package to another. */
export interface Relationship {
  readonly id: string;
  /** The last word of its type, as `slide` or `styles`: the rest differs between strict and transitional. */
  readonly type: string;
  /** Name of the part in the archive; links that lead out of the package are not among these. */
  readonly target: string;
}

/**
 * The links of a part, in the order of the file; none when it has none.
 * @param part '' for those of the package itself
 * @throws what `readText` and `parseXml` throw
 */
export function relationshipsOf(archive: Archive, part: string): Relationship[] {
  const slash = part.lastIndexOf('/') + 1;
  const name = `${part.slice(0, slash)}_rels/${part.slice(slash)}.rels`;
  if (!archive.has(name)) return [];
  const root = parseXml(archive.readText(name), name);
  return elementsOf(root, 'rel:Relationship')
    .map(({ attributes }) => attributes)
    .filter(({ TargetMode }) => TargetMode !== 'External')
    .map(({ Id, Type, Target }) => ({
      id: Id ?? '',
      type: Type?.split('/').at(-1) ?? '',
      target: resolvePath(part.slice(0, slash), Target ?? ''),
    }));
}

/** The part of a type that a part links to, if the archive holds it; else `fallback`, if it holds that. */
export function relatedPart(
  archive: Archive,
  relationships: readonly Relationship[],
  type: string,
  fallback: string,
): string | null {
  const linked = relationships.find((link) => link.type === type && archive.has(link.target));
  return linked?.target ?? (archive.has(fallback) ? fallback : null);
}

/** A path in an archive, from the folder it is stated in (with its closing slash). */
export function resolvePath(folder: string, path: string): string {
  const segments: string[] = [];
  for (const segment of (path.startsWith('/') ? path : folder + path).split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '.' && segment !== '') segments.push(segment);
  }
  return segments.join('/');
}

/** What a document states of itself. */
export interface DocumentProperties {
  readonly title: string | null;
  /** `author`, `created` and `modified`, the latter two as they are written (ISO 8601). */
  readonly metadata: Metadata;
}

/** From `docProps/core.xml`, wherever it stands; nothing when there is none. */
export function readCoreProperties(archive: Archive): DocumentProperties {
  const part = relatedPart(
    archive,
    relationshipsOf(archive, ''),
    'core-properties',
    'docProps/core.xml',
  );
  if (part === null) return { title: null, metadata: {} };
  const root = parseXml(archive.readText(part), part);
  const text = (name: string): string => textOf(childAt(root, name)).trim();
  return {
    title: text('dc:title') || null,
    metadata: statedOf({
      author: text('dc:creator'),
      created: text('dcterms:created'),
      modified: text('dcterms:modified'),
    }),
  };
}

/** Without what is not stated. */
export function statedOf(fields: Readonly<Record<string, string>>): Metadata {
  const stated = Object.entries(fields).filter(([, value]) => value !== '');
  return Object.fromEntries(stated.map(([field, value]) => [field, value.toWellFormed()]));
}
