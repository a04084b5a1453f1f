import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { readSource, type Source } from './source.ts';
import { writeDocx } from './write-docx.ts';
import { writePdf } from './write-pdf.ts';

export const CORPORA = resolve(import.meta.dirname, '..');

/** A document that is made. */
export interface MadeDocument {
  /** Where it goes, within the folder of corpora: beside the `_sources` that its source lies in. */
  readonly path: string;
  readonly source: Source;
}

/** Every document that has a source in a folder `_sources` anywhere under the corpora, by path. */
export function madeDocuments(): MadeDocument[] {
  return readdirSync(CORPORA, { recursive: true, encoding: 'utf8' })
    .filter((path) => basename(dirname(path)) === '_sources' && path.endsWith('.md'))
    .map((path) => {
      const source = readSource(readFileSync(join(CORPORA, path), 'utf8'));
      return { path: join(dirname(path), '..', source.target), source };
    })
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** The file that a source describes, in the format that its target's name asks for. */
export async function makeDocument(source: Source): Promise<Uint8Array> {
  if (source.target.endsWith('.pdf')) return writePdf(source);
  if (source.target.endsWith('.docx')) return writeDocx(source);
  throw new Error(`No format is known for ${source.target}`);
}
