import { parseDocument, YAMLError } from 'yaml';
import { FootnoteError } from '../../src/core/errors.ts';
import type { Metadata, MetadataScalar } from '../../src/core/model.ts';

/** What a document says of itself before its body. */
export interface FrontMatter {
  readonly title: string | null;
  readonly metadata: Metadata;
  /** Groups that may read it; null = everyone. */
  readonly readers: readonly string[] | null;
  /** Where the body begins; 0 when there is no front matter. */
  readonly bodyStart: number;
}

/** A line of `---` at the very start, YAML, and a line of `---` or `...`. A rule has an empty line below. */
const FRONT_MATTER =
  /^---[ \t]*(?:\r\n|\n|\r)(?![ \t]*[\r\n])([^]*?)^(?:---|\.\.\.)[ \t]*$(?:\r\n|\n|\r)?/my;

/**
 * Reads `title`, `metadata` and `readers`; other keys are left alone. Dates stay as they are written.
 * @throws INVALID_FRONT_MATTER for YAML that does not parse, and for values of the wrong form
 */
export function readFrontMatter(text: string): FrontMatter {
  FRONT_MATTER.lastIndex = 0;
  const found = FRONT_MATTER.exec(text);
  if (!found) return { title: null, metadata: {}, readers: null, bodyStart: 0 };
  const fields = parseFields(found[1] ?? '');
  return {
    title: readTitle(fields.get('title')),
    metadata: readMetadata(fields.get('metadata')),
    readers: readReaders(fields.get('readers')),
    bodyStart: found[0].length,
  };
}

function invalid(detail: string, cause?: unknown): FootnoteError {
  return new FootnoteError(
    'INVALID_FRONT_MATTER',
    {},
    { detail: `Front matter: ${detail}`, cause },
  );
}

function parseFields(yaml: string): ReadonlyMap<unknown, unknown> {
  let fields: unknown;
  try {
    const document = parseDocument(yaml);
    if (document.errors[0]) throw document.errors[0];
    fields = document.toJS({ mapAsMap: true, maxAliasCount: 20 });
  } catch (error) {
    const line = error instanceof YAMLError ? error.linePos?.[0].line : undefined;
    // The opening line is the first of the file.
    throw invalid(
      line === undefined ? 'it is not valid YAML.' : `line ${line + 1} is not valid YAML.`,
      error,
    );
  }
  if (fields === null) return new Map();
  if (!(fields instanceof Map)) throw invalid('it must be of the form "key: value".');
  return fields;
}

function readTitle(title: unknown): string | null {
  if (title === undefined || title === null) return null;
  if (typeof title === 'number') return String(title);
  if (typeof title !== 'string') throw invalid('title must be text.');
  return title.trim() || null;
}

type Field = readonly [name: string, value: Metadata[string]];

function readMetadata(metadata: unknown): Metadata {
  if (metadata === undefined || metadata === null) return {};
  if (!(metadata instanceof Map)) throw invalid('metadata must be of the form "key: value".');
  const entries = Array.from(metadata as Map<unknown, unknown>, ([key, value]): Field => {
    const field = String(key);
    if (value === null || isScalar(value)) return [field, value];
    if (isScalarList(value)) return [field, value];
    throw invalid(`metadata.${field} must be text, a number, true or false, or a list of these.`);
  });
  return Object.fromEntries(entries);
}

function isScalarList(value: unknown): value is MetadataScalar[] {
  return Array.isArray(value) && value.every(isScalar);
}

function isScalar(value: unknown): value is MetadataScalar {
  if (typeof value === 'number') return Number.isFinite(value);
  return typeof value === 'string' || typeof value === 'boolean';
}

function readReaders(readers: unknown): string[] | null {
  if (readers === undefined) return null;
  if (isTextList(readers)) return readers;
  // "readers:" with nothing behind it may mean nobody or everybody, so it is not guessed at.
  throw invalid('readers must be a list of group names.');
}

function isTextList(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((member) => typeof member === 'string');
}
