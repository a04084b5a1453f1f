import type { Metadata } from '../../../src/core/model.ts';
import { attributeOf, type HtmlNode } from './tree.ts';

const MAX_VALUE_CHARACTERS = 2000;

/** Metadata fields, and the names under which pages state them, the surest first. */
const FIELDS = {
  author: `author article:author dc.creator dcterms.creator citation_author`,
  description: `description og:description dc.description dcterms.description twitter:description`,
  published: `article:published_time datepublished citation_publication_date dcterms.issued
    dc.date.issued dcterms.created dc.date date pubdate`,
  modified: `article:modified_time og:updated_time datemodified dcterms.modified dc.date.modified
    last-modified`,
  language: `lang`,
  url: `canonical og:url`,
} as const;
type Field = keyof typeof FIELDS;

const STATING = new Set(['meta', 'time', 'html', 'link', 'title']);

/** What a page says of itself, by lower-case name ("og:title", "dc.creator"): the first value of each. */
export type Statements = ReadonlyMap<string, string>;

/** Reads meta, link, time and the page's language and <title>. White space in values is collapsed. */
export function readStatements(nodes: readonly HtmlNode[]): Statements {
  const statements = new Map<string, string>();
  nodes.forEach((node, index) => {
    if (!STATING.has(node.name)) return;
    for (const [name, value] of statementsOf(nodes, node, index)) {
      const trimmed = value.replace(/\s+/g, ' ').trim().slice(0, MAX_VALUE_CHARACTERS);
      if (trimmed !== '' && !statements.has(name)) statements.set(name, trimmed);
    }
  });
  return statements;
}

/** The metadata that a page states: scalars; a field that it does not state is not there. */
export function metadataOf(statements: Statements): Metadata {
  const fields = Object.entries(FIELDS).flatMap(([field, names]) => {
    const values = names.split(/\s+/).map((name) => statements.get(name));
    const value = values.find((stated) => stated !== undefined && fits(field as Field, stated));
    return value === undefined ? [] : [[field, value]];
  });
  return Object.fromEntries(fields) as Metadata;
}

/** An address is the URL field's, and nobody's name. */
function fits(field: Field, value: string): boolean {
  const isAddress = /^https?:\/\/./i.test(value);
  if (field === 'url') return isAddress;
  return field !== 'author' || !isAddress;
}

function statementsOf(
  nodes: readonly HtmlNode[],
  node: HtmlNode,
  index: number,
): [name: string, value: string][] {
  const attribute = (name: Parameters<typeof attributeOf>[1]): string =>
    attributeOf(node, name) ?? '';
  switch (node.name) {
    case 'meta':
      return metaNames(node).map((name) => [name, attribute('content')]);
    case 'time':
      return [[attribute('itemprop').toLowerCase(), attribute('datetime')]];
    case 'html':
      return [['lang', attribute('lang') || attribute('xml:lang')]];
    case 'link':
      return /\bcanonical\b/i.test(attribute('rel')) ? [['canonical', attribute('href')]] : [];
    case 'title': {
      const drawn = nodes[node.parent]?.name === 'svg';
      return drawn
        ? []
        : [
            [
              'title',
              nodes
                .slice(index, node.end)
                .map(({ text }) => text)
                .join(''),
            ],
          ];
    }
    default:
      return [];
  }
}

/** A meta may state one value under several names. "DC.title" and "dc:title" are the same. */
function metaNames(node: HtmlNode): string[] {
  const given = [
    attributeOf(node, 'property'),
    attributeOf(node, 'name'),
    attributeOf(node, 'itemprop'),
  ];
  return given
    .flatMap((names) => names?.toLowerCase().trim().split(/\s+/) ?? [])
    .map((name) => name.replace(/^(dc|dcterms):/, '$1.'));
}
