import { describe, expect, it } from 'vitest';
import { createProgress, describeProgress } from '../../ingest/progress.ts';

const progress = {
  filesTotal: 20,
  filesDone: 10,
  filesFailed: 1,
  passages: 3400,
  embedded: 12,
  passagesPerSecond: 1200,
  remainingMs: 2300,
};
const end = { ...progress, filesDone: 19, remainingMs: 0 };

function stream(isTTY: boolean) {
  const written: string[] = [];
  const write = (text: string) => written.push(text) > 0;
  return { written, stream: { isTTY, columns: 200, write } as unknown as NodeJS.WriteStream };
}

describe('progress', () => {
  it('says how far it is in words', () => {
    expect(describeProgress(progress)).toBe(
      '11 of 20 files, 1 failed, 3,400 passages (1,200/s), about 3 s left',
    );
    expect(describeProgress({ ...end, remainingMs: 200_000 })).toMatch(/about 3 min left$/);
  });

  it('draws one line over and over on a terminal and ends it', () => {
    const { written, stream: terminal } = stream(true);
    const line = createProgress(terminal);
    line.update(progress);
    line.update(progress);
    line.update(end);
    line.done();
    expect(written).toHaveLength(3);
    expect(written[0]).toContain('[###########.........] 11 of 20 files');
    expect(written[1]).toMatch(/^\r.*\[####################\] 20 of 20 files/s);
    expect(written[2]).toBe('\n');
  });

  it('does not fill a log with lines', () => {
    const { written, stream: log } = stream(false);
    const line = createProgress(log);
    for (let times = 0; times < 100; times++) line.update(progress);
    line.done();
    expect(written).toEqual([]);
  });
});
