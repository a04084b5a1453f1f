import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readSource, type Source } from './source.ts';
import { writeDocx } from './write-docx.ts';
import { writePdf } from './write-pdf.ts';

/** Where the documents go; their sources lie in `_sources` beside them. */
export const SUPPORT = resolve(import.meta.dirname, '../support');

export function readSources(): Source[] {
  const folder = join(SUPPORT, '_sources');
  return readdirSync(folder)
    .sort()
    .map((name) => readSource(readFileSync(join(folder, name), 'utf8')));
}

/** The file that a source describes, in the format that its target's name asks for. */
export async function makeDocument(source: Source): Promise<Uint8Array> {
  if (source.target.endsWith('.pdf')) return writePdf(source);
  if (source.target.endsWith('.docx')) return writeDocx(source);
  throw new Error(`No format is known for ${source.target}`);
}
