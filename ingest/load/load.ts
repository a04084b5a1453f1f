import { recogniseFormat } from './recognise.ts';
import type { LoadedDocument, LoadInput } from './types.ts';

/** Reads a file with the loader of its format. @throws what `recogniseFormat` and the loader throw */
export async function loadDocument(input: LoadInput): Promise<LoadedDocument> {
  const format = await recogniseFormat(input);
  const loader = await format.load();
  return loader.load(input);
}
