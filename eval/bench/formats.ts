import { createParser, type Parser } from '../../ingest/load/parser.ts';
import { readConfig } from '../../src/core/config.ts';
import { asFootnoteError } from '../../src/core/errors.ts';
import { say } from './progress.ts';
import type { Bench, FormatResult } from './result.ts';
import { readSamples, type Sample } from './samples/samples.ts';
import type { SampleFile } from './samples/types.ts';

/** A sample is read over and over for so long. */
const MIN_MS = 1_500;

/** Reads the files of every format in the thread that reads them for an ingest, one after the other. */
export async function measureFormats({ result, signal }: Bench): Promise<void> {
  const { parseTimeoutMs: timeoutMs, parseMemoryMb: memoryMb } = readConfig({});
  const parser = createParser({ timeoutMs, memoryMb });
  // An interruption does not wait for a file that takes long.
  signal.addEventListener('abort', () => void parser.close());
  try {
    for await (const sample of readSamples()) {
      say(`${sample.format}: ${sample.sample}`);
      result.formats.push(await measureSample(parser, sample, signal));
    }
  } finally {
    await parser.close();
  }
}

/** The first pass finds out which files can be read, and warms up; those are then timed. */
export async function measureSample(
  parser: Parser,
  { format, sample, files }: Sample,
  signal: AbortSignal,
): Promise<FormatResult> {
  const failures: Record<string, number> = {};
  const readable: SampleFile[] = [];
  const once = { megabytes: 0, passages: 0, pages: 0 };
  for (const file of files) {
    signal.throwIfAborted();
    try {
      const { passages, pages } = await read(parser, file);
      readable.push(file);
      once.megabytes += file.bytes.length / 1e6;
      once.passages += passages.length;
      once.pages += pages.length;
    } catch (error) {
      const { code } = asFootnoteError(error);
      failures[code] = (failures[code] ?? 0) + 1;
    }
  }
  if (readable.length === 0) return { format, sample, files: 0, rate: null, failures };
  const passesPerSecond = await measurePasses(parser, readable, signal);
  const rate = {
    documents: readable.length * passesPerSecond,
    megabytes: once.megabytes * passesPerSecond,
    passages: once.passages * passesPerSecond,
    pages: once.pages === 0 ? null : once.pages * passesPerSecond,
  };
  return { format, sample, files: readable.length, rate, failures };
}

async function measurePasses(
  parser: Parser,
  files: readonly SampleFile[],
  signal: AbortSignal,
): Promise<number> {
  const startedAt = performance.now();
  let passes = 0;
  do {
    for (const file of files) {
      signal.throwIfAborted();
      await read(parser, file);
    }
    passes++;
  } while (performance.now() - startedAt < MIN_MS);
  return passes / ((performance.now() - startedAt) / 1000);
}

function read(parser: Parser, { name, bytes }: SampleFile) {
  return parser.parse({ bytes, path: name, mediaType: null });
}
