import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isLeftOut } from '../../ingest/left-out.ts';
import type { Metadata } from '../../src/core/model.ts';
import { escapePattern } from '../../src/core/escape-pattern.ts';

/** A title of the catalogue as its file states it. */
export interface CatalogueRecord {
  readonly id: string;
  readonly title: string;
  /** The record's line as it stands in the file. */
  readonly line: string;
  readonly fields: Metadata;
}

/** By id. */
export type Catalogue = ReadonlyMap<string, CatalogueRecord>;

/**
 * The titles of a corpus, read from its files past the pipeline: what is shown is judged by them.
 * @throws when there is none, or two have one id
 */
export function readCatalogue(folder: string): Catalogue {
  const catalogue = new Map<string, CatalogueRecord>();
  const names = readdirSync(folder).filter((name) => {
    return name.endsWith('.jsonl') && !isLeftOut(name, false);
  });
  const lines = names.flatMap((name) => readFileSync(join(folder, name), 'utf8').split(/\r?\n/));
  for (const record of lines.flatMap((line) => toRecord(line) ?? [])) {
    if (catalogue.has(record.id)) throw new Error(`Two titles of ${folder} are ${record.id}.`);
    catalogue.set(record.id, record);
  }
  if (catalogue.size === 0) throw new Error(`There are no titles in ${folder}.`);
  return catalogue;
}

/** The title that a line of JSON states; null when it states none. */
export function toRecord(line: string): CatalogueRecord | null {
  const fields = parse(line);
  const { id, title } = fields;
  return typeof id === 'string' && typeof title === 'string' ? { id, title, line, fields } : null;
}

function parse(line: string): Metadata {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? (value as Metadata) : {};
  } catch {
    return {};
  }
}

/**
 * Ids of the titles that a text names in full, longer names first, so that a name within a longer one is
 * not taken for a title of its own. A name of one word counts only with its capitals, since it is mostly
 * just a word.
 */
export function namedTitles(text: string, catalogue: Catalogue): Set<string> {
  const named = new Set<string>();
  let rest = straightMarks(text);
  for (const { id, title } of [...catalogue.values()].sort(byLength)) {
    const name = escapePattern(straightMarks(title));
    const flags = title.includes(' ') ? 'giu' : 'gu';
    const pattern = new RegExp(`(?<![\\p{L}\\p{N}])${name}(?![\\p{L}\\p{N}])`, flags);
    const without = rest.replace(pattern, '.');
    if (without !== rest) named.add(id);
    rest = without;
  }
  return named;
}

function straightMarks(text: string): string {
  return text.normalize('NFC').replaceAll('’', "'");
}

function byLength(a: CatalogueRecord, b: CatalogueRecord): number {
  return b.title.length - a.title.length;
}
