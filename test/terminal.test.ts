import { describe, expect, it } from 'vitest';
import { FootnoteError } from '../src/core/errors.ts';
import { lastWords } from '../src/terminal.ts';

describe('lastWords', () => {
  it('tells a foreseen error in one line, with its code', () => {
    const error = new FootnoteError(
      'STORE_UNUSABLE',
      {},
      { detail: 'Cannot\nopen /data\x1b[31m.' },
    );
    expect(lastWords(error)).toBe('Cannot open /data. (STORE_UNUSABLE)');
  });

  it('says what to do about a port that is taken', () => {
    const error = Object.assign(new Error('listen EADDRINUSE'), {
      code: 'EADDRINUSE',
      syscall: 'listen',
      address: '127.0.0.1',
      port: 3000,
    });
    expect(lastWords(error)).toMatch(/^Cannot listen at 127\.0\.0\.1, port 3000: .*Set PORT/);
  });

  it('tells an error of the system in one line', () => {
    const error = Object.assign(new Error("EACCES: permission denied, mkdir '/data'"), {
      code: 'EACCES',
    });
    expect(lastWords(error)).toBe("EACCES: permission denied, mkdir '/data'");
  });

  it('gives the stack of an error that nobody foresaw', () => {
    expect(lastWords(new RangeError('odd'))).toMatch(/^RangeError: odd\n\s+at /);
    expect(lastWords('odd')).toBe('odd');
  });
});
