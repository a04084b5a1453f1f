import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync, gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { filesHolding, findWords } from '../helpers/search-bytes.ts';
import { ROOT } from './canary.ts';

/* The search finds what there is to find: what it does not find after an erasure is not there. */

const word = `${ROOT}planted`;
const utf8 = Buffer.from(`before ${word}, after`);
const planted: Readonly<Record<string, Buffer>> = {
  'utf-8': utf8,
  'utf-8 in capitals': Buffer.from(`${word.toUpperCase()} and ${word.slice(0, 3)}`),
  'utf-16le': Buffer.from(`x${word} `, 'utf16le'),
  'utf-16be': Buffer.concat([
    Buffer.from('x'),
    Buffer.from(`${word.toUpperCase()} `, 'utf16le').swap16(),
  ]),
  hex: Buffer.from(utf8.toString('hex')),
  'hex in capitals': Buffer.from(utf8.toString('hex').toUpperCase()),
  'json escapes': Buffer.from(
    [...`"${word}"`].map((c) => `\\u00${c.charCodeAt(0).toString(16)}`).join(''),
  ),
  base64: Buffer.from(utf8.toString('base64')),
  'base64 one byte on': Buffer.from(`x=${Buffer.from(`a${word}`).toString('base64')}`),
  'base64 two bytes on': Buffer.from(`x=${Buffer.from(`ab${word}`).toString('base64url')}`),
  gzip: Buffer.concat([Buffer.from('before'), gzipSync(utf8), Buffer.from('after')]),
  'zlib, of UTF-16': deflateSync(Buffer.from(word, 'utf16le')),
  zip: Buffer.from(zipSync({ 'a.txt': utf8 }, { level: 9 })),
  'zip in gzip': gzipSync(zipSync({ 'a.txt': utf8 }, { level: 9 })),
};

export function describeSearch(): void {
  describe('the search', () => {
    let directory: string;
    beforeAll(() => {
      directory = mkdtempSync(join(tmpdir(), 'footnote-planted-'));
    });
    afterAll(() => rmSync(directory, { recursive: true }));

    it.each(Object.entries(planted))('finds a word in %s', (form, bytes) => {
      const file = join(directory, 'planted.bin');
      writeFileSync(file, Buffer.concat([Buffer.alloc(4099, 'Qz'), bytes, Buffer.alloc(77)]));
      const found = findWords(directory, ROOT);
      rmSync(file);
      const [kind = ''] = form.split(/,| in | one | two /);
      expect(new Set(found.map((one) => one.word))).toEqual(new Set([word]));
      expect(found.filter((one) => one.form.includes(kind))).not.toEqual([]);
    });

    it('finds a word in the name of a file, and nothing where there is nothing', () => {
      expect(findWords(directory, ROOT)).toEqual([]);
      writeFileSync(join(directory, `${word}.tmp`), ROOT.slice(1));
      expect(findWords(directory, ROOT)).toEqual([
        { file: `${word}.tmp`, form: 'file name', word },
      ]);
    });

    it('finds bytes such as those of a vector', () => {
      const vector = Buffer.from(Float32Array.of(0.25, -0.5, 0.125).buffer);
      writeFileSync(join(directory, 'vectors.bin'), Buffer.concat([Buffer.alloc(3), vector]));
      expect(filesHolding(directory, vector)).toEqual(['vectors.bin']);
      vector[3] = 0;
      expect(filesHolding(directory, vector)).toEqual([]);
    });
  });
}
