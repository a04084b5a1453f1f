import { afterEach, describe, expect, it } from 'vitest';
import { createParser, type Parser } from '../../../ingest/load/parser.ts';

const hostile = new URL('../../helpers/hostile-parse-worker.ts', import.meta.url);
const input = (path: string, text = '# Title\n\nWords.') => ({
  path,
  mediaType: null,
  bytes: Buffer.from(text),
});

let parser: Parser;
afterEach(() => parser.close());

describe('createParser', () => {
  it('reads a document in its thread', async () => {
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

  it('kills a parse that hangs, a memory hog and a crash, and reads the next document', async () => {
    parser = createParser({ timeoutMs: 700, memoryMb: 64 }, hostile);
    const outcomes = await Promise.allSettled(
      ['hang.md', 'good.md', 'hog.md', 'exit.md', 'bug.md', 'good.md'].map((path) =>
        parser.parse(input(path)),
      ),
    );
    expect(
      outcomes.map((outcome) =>
        outcome.status === 'fulfilled'
          ? outcome.value.title
          : (outcome.reason as { code: string }).code,
      ),
    ).toEqual([
      'PARSE_TIMEOUT',
      'Title',
      'PARSE_OUT_OF_MEMORY',
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
