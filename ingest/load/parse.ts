import { sha256 } from '../../src/core/ids.ts';
import type { RevisionDraft } from '../../src/store/types.ts';
import { CHUNKER, chunkDocument, headingsOf } from '../chunk.ts';
import { loadDocument } from './load.ts';
import type { LoadInput } from './types.ts';

/** A revision but for what only its caller knows. */
export type ParsedDocument = Omit<RevisionDraft, 'documentId' | 'sourceSha256'>;

/** Loads a file and cuts it into passages. @throws what `loadDocument` throws */
export async function parseDocument(input: LoadInput): Promise<ParsedDocument> {
  const document = await loadDocument(input);
  const { text, mediaType, encoding, metadata, readers, pages } = document;
  return {
    text,
    sha256: sha256(text),
    mediaType,
    encoding,
    title: document.title ?? fileTitle(input.path),
    titleStated: document.title !== null,
    metadata,
    readers,
    headings: headingsOf(document.blocks),
    pages,
    chunker: CHUNKER,
    passages: chunkDocument(document),
  };
}

/** The file's name without folders and extension. */
function fileTitle(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return name.replace(/(?<=.)\.[^.]+$/, '');
}
