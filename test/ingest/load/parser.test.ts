import { afterEach, describe, expect, it } from 'vitest';
import { createParser, type Parser } from '../../../ingest/load/parser.ts';

const hostile = new URL('../../helpers/hostile-parse-process.ts', import.meta.url);
const input = (path: string, text = '# Title\n\nWords.') => ({
  path,
  mediaType: null,
  bytes: Buffer.from(text),
});

let parser: Parser;
afterEach(() => parser.close());

describe('createParser', () => {
  it('reads a document in its process', async () => {
    parser = createParser({ timeoutMs: 10_000, memoryMb: 256 });
    const parsed = await parser.parse(input('support/a.md'));
    expect(parsed).toMatchObject({ title: 'Title', titleStated: true, chunker: 'structure-1' });
    expect(parsed.passages.map(({ text }) => text)).toEqual(['# Title\n\nWords.']);
  });

  it('passes on what the loader says', async () => {
    parser = createParser({ timeoutMs: 10_000, memoryMb: 256 });
    await expect(parser.parse(input('a.exe'))).rejects.toMatchObject({
      code: 'UNSUPPORTED_FORMAT',
    });
    await expect(parser.parse(input('a.jsonl', '{}\n{'))).rejects.toMatchObject({
      code: 'CORRUPT_DOCUMENT',
      message: 'Line 2 is not valid JSON.',
    });
  });

  const outcomesOf = async (paths: readonly string[]): Promise<string[]> => {
    const outcomes = await Promise.allSettled(paths.map((path) => parser.parse(input(path))));
    return outcomes.map((outcome) =>
      outcome.status === 'fulfilled'
        ? outcome.value.title
        : (outcome.reason as { code: string }).code,
    );
  };

  it('kills a parse that hangs and reads the next document', async () => {
    parser = createParser({ timeoutMs: 1000, memoryMb: 128 }, hostile);
    expect(await outcomesOf(['hang.md', 'good.md', 'hang.md', 'good.md'])).toEqual([
      'PARSE_TIMEOUT',
      'Title',
      'PARSE_TIMEOUT',
      'Title',
    ]);
  });

  it('survives what fills the memory, inside of the heap and out of it, and reads the next document', async () => {
    parser = createParser({ timeoutMs: 15_000, memoryMb: 64 }, hostile);
    expect(
      await outcomesOf(['hog.md', 'good.md', 'array.md', 'good.md', 'buffers.md', 'good.md']),
    ).toEqual([
      'PARSE_OUT_OF_MEMORY',
      'Title',
      'PARSE_OUT_OF_MEMORY',
      'Title',
      'PARSE_OUT_OF_MEMORY',
      'Title',
    ]);
  });

  it('keeps its process between documents, and replaces one that gives no memory back', async () => {
    parser = createParser({ timeoutMs: 15_000, memoryMb: 64 }, hostile);
    const processId = async (): Promise<unknown> =>
      parser.parse(input('pid.md')).catch((error: { details: object }) => error.details);
    const first = await processId();
    await parser.parse(input('good.md'));
    expect(await processId()).toEqual(first);
    expect(await outcomesOf(['leak.md', 'leak.md', 'good.md'])).toEqual([
      'Title',
      'Title',
      'Title',
    ]);
    expect(await processId()).not.toEqual(first);
  });

  it('survives a crash and a bug, and reads the next document', async () => {
    parser = createParser({ timeoutMs: 15_000, memoryMb: 64 }, hostile);
    expect(await outcomesOf(['exit.md', 'bug.md', 'good.md'])).toEqual([
      'CORRUPT_DOCUMENT',
      'CORRUPT_DOCUMENT',
      'Title',
    ]);
  });

  it('ends at once when it is closed, whatever it is doing', async () => {
    parser = createParser({ timeoutMs: 60_000, memoryMb: 64 }, hostile);
    await parser.parse(input('good.md'));
    const hanging = parser.parse(input('hang.md'));
    const queued = parser.parse(input('good.md'));
    const settled = Promise.allSettled([hanging, queued]);
    await parser.close();
    for (const outcome of await settled) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'SHUTTING_DOWN' } });
    }
  });
});
