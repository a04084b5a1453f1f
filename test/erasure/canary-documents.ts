import { canary } from './canary.ts';
import { FILE_FORMATS } from './canary-files.ts';
import type { CanaryFormat } from './canary-formats.ts';
import { TEXT_FORMATS } from './canary-texts.ts';

/* A document of every format, with a word of its own in each place that the format has and that is read. */

export const CANARY_FORMATS: readonly CanaryFormat[] = [...TEXT_FORMATS, ...FILE_FORMATS];

/** The file of a revision, as bytes. */
export async function canaryDocument(
  { extension, make }: CanaryFormat,
  revision: number,
): Promise<Buffer> {
  return Buffer.from(await make((place) => canary(extension, revision, place)));
}

/** All words of a document's first revisions that are to be found in the store. */
export function canariesOf({ extension, places }: CanaryFormat, revisions: number): string[] {
  return Array.from({ length: revisions }, (_, i) => i + 1).flatMap((revision) =>
    places.map((place) => canary(extension, revision, place)),
  );
}
