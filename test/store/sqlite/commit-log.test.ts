import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { nextCommit } from '../../../src/store/sqlite/commit-log.ts';
import { openWriter } from '../../../src/store/sqlite/connection.ts';

const folder = mkdtempSync(join(tmpdir(), 'footnote-commits-'));
afterEach(() => {
  vi.useRealTimers();
  rmSync(folder, { recursive: true, force: true });
});

it('time never goes back from commit to commit, though the clock does', () => {
  const writer = openWriter(folder);
  const first = nextCommit(writer);
  vi.useFakeTimers({ now: Date.now() - 3_600_000, toFake: ['Date'] });
  expect(nextCommit(writer)).toEqual({ seq: 2, committedAt: first.committedAt });
  writer.close();
});
