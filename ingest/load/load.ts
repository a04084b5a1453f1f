import { FootnoteError } from '../../src/core/errors.ts';
import { csvLoader } from './csv.ts';
import { jsonlLoader } from './jsonl.ts';
import { markdownLoader } from './markdown.ts';
import { textLoader } from './text.ts';
import type { LoadedDocument, Loader, LoadInput } from './types.ts';

const LOADERS: readonly Loader[] = [markdownLoader, textLoader, csvLoader, jsonlLoader];

/**
 * Reads a file with the loader of its media type, or of its extension where the type says nothing we know
 * (curl sends application/x-www-form-urlencoded unless it is told otherwise).
 * @throws UNSUPPORTED_FORMAT, and what the loader throws
 */
export async function loadDocument(input: LoadInput): Promise<LoadedDocument> {
  const loader = loaderOf(input);
  if (loader === null) {
    const detail = `No loader reads "${extensionOf(input.path) || input.path}" files.`;
    throw new FootnoteError('UNSUPPORTED_FORMAT', { mediaType: input.mediaType }, { detail });
  }
  return loader.load(input);
}

function loaderOf({ mediaType, path }: LoadInput): Loader | null {
  const bare = mediaType?.split(';')[0]?.trim().toLowerCase() ?? '';
  const extension = extensionOf(path);
  return (
    LOADERS.find(({ mediaTypes }) => mediaTypes.includes(bare)) ??
    LOADERS.find(({ extensions }) => extensions.includes(extension)) ??
    null
  );
}

function extensionOf(path: string): string {
  return /[^/]\.([^./]+)$/.exec(path)?.[1]?.toLowerCase() ?? '';
}
