import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { parseDocument } from '../../ingest/load/parse.ts';
import { inventTexts, readTexts, takeEvenly, type Draft } from './texts.ts';

/** What a size is measured on: a folder of files and questions about them. */
export interface Material {
  readonly files: number;
  readonly bytes: number;
  /** How many passages are from where, as the chunker cuts them. */
  readonly sources: Readonly<Record<string, number>>;
  readonly questions: readonly string[];
}

export const BENCH_CORPUS = 'bench';
const PARAGRAPHS_PER_SECTION = 6;
/** With no more than this share missing, it is enough. */
const NEAR_ENOUGH = 0.005;

/**
 * Writes files into a corpus below `corporaDir` until they hold `passages` passages, the last of them cut
 * short so as not to exceed that. Questions: as many as are wanted, evenly taken from what there is.
 */
export async function writeMaterial(
  corporaDir: string,
  wanted: { passages: number; questions: number; madeUp: boolean },
  signal?: AbortSignal,
): Promise<Material> {
  const texts = wanted.madeUp ? inventTexts() : readTexts();
  const folder = join(corporaDir, BENCH_CORPUS);
  mkdirSync(folder, { recursive: true });
  const sources: Record<string, number> = {};
  let [files, missing, bytes] = [0, wanted.passages, 0];
  for (const draft of texts.drafts) {
    if (missing <= wanted.passages * NEAR_ENOUGH) break;
    const name = `${String(++files).padStart(6, '0')}.${draft.form === 'jsonl' ? 'jsonl' : 'md'}`;
    const file = Buffer.from(render({ ...draft, parts: draft.parts.slice(0, missing) }));
    const { passages } = await parseDocument({ bytes: file, path: name, mediaType: null });
    writeFileSync(join(folder, name), file);
    sources[draft.source] = (sources[draft.source] ?? 0) + passages.length;
    missing -= passages.length;
    bytes += file.length;
    // An interruption is noticed between two files.
    await setImmediate();
    signal?.throwIfAborted();
  }
  return { files, bytes, sources, questions: takeEvenly(texts.questions, wanted.questions) };
}

function render({ title, form, parts }: Draft): string {
  if (form === 'jsonl') return `${parts.join('\n')}\n`;
  const body = parts.flatMap((paragraph, i) =>
    parts.length > PARAGRAPHS_PER_SECTION && i % PARAGRAPHS_PER_SECTION === 0
      ? [`## Part ${i / PARAGRAPHS_PER_SECTION + 1}`, paragraph]
      : [paragraph],
  );
  return `${[`# ${title}`, ...body].join('\n\n')}\n`;
}
