import { existsSync, readdirSync, readFileSync } from 'node:fs';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { decodeText } from '../../../ingest/load/decode.ts';
import { decodeAs, encodingNamed } from '../../../ingest/load/encodings.ts';

describe('encodingNamed', () => {
  it.each([
    ['latin1', 'windows-1252'],
    ['US-ASCII', 'windows-1252'],
    ['GB2312', 'gbk'],
    ['x-sjis', 'shift_jis'],
    ['ks_c_5601-1987', 'euc-kr'],
    ['MacCyrillic', 'x-mac-cyrillic'],
    ['IBM855', 'ibm855'],
    ['cp437', 'ibm437'],
    ['UTF-16-BE', 'utf-16be'],
    ['utf-32', 'utf-32'],
    ['iso8859-2', 'iso-8859-2'],
  ])('knows %s as %s', (label, name) => {
    expect(encodingNamed(label)).toBe(name);
    expect(decodeAs(name, Buffer.from([]))).toBe('');
  });

  it('knows none that is no encoding of text, or that cannot be read', () => {
    for (const label of [
      '',
      'base64',
      'hex',
      'utf-7',
      'klingon',
      'cp999',
      'hz-gb-2312',
      '__proto__',
    ])
      expect(encodingNamed(label)).toBeNull();
  });
});

describe('decodeAs', () => {
  it('reads windows-1252 as it is, and not as ISO-8859-1, as Node does', () => {
    expect(decodeAs('windows-1252', Buffer.from([0x80, 0x92]))).toBe('€’');
  });

  it('gives null for bytes that the encoding does not have', () => {
    expect(decodeAs('windows-1252', Buffer.from([0x81]))).toBeNull();
    expect(decodeAs('shift_jis', Buffer.from([0x83]))).toBeNull();
    expect(decodeAs('utf-32le', Buffer.from([0, 0, 0x11, 0]))).toBeNull();
  });
});

const FOLDER = new URL('../../../../shared/data/documents/encodings/tests/', import.meta.url);

/** The folder's name is the encoding, with the language behind it in some. */
function codecOf(folder: string): string {
  const bare = /^(?:iso-8859-\d+|windows-\d+)/.exec(folder)?.[0] ?? folder;
  return bare === 'EUC-KR' ? 'cp949' : bare;
}

function withoutDeclaration(bytes: Buffer): Buffer {
  const declared = /encoding=(["'])[\w-]+\1|charset=["']?[\w-]+/gi;
  return Buffer.from(bytes.toString('latin1').replace(declared, ''), 'latin1');
}

describe.skipIf(!existsSync(FOLDER))(
  "chardet's test files (skipped without ../shared/data/documents)",
  () => {
    const files = existsSync(FOLDER)
      ? readdirSync(FOLDER).flatMap((folder) =>
          readdirSync(new URL(`${folder}/`, FOLDER)).map((name) => {
            const bytes = readFileSync(new URL(`${folder}/${name}`, FOLDER));
            // Without marks and zeros there may be ASCII to take a declaration out of.
            const bare = bytes.includes(0) ? bytes : withoutDeclaration(bytes);
            return { folder, name, bytes, bare };
          }),
        )
      : [];

    /** Files by what became of them. */
    const outcomes = (bytesOf: (file: (typeof files)[number]) => Buffer, markup: boolean) => {
      const wrong: string[] = [];
      const refused: string[] = [];
      for (const file of files) {
        const bytes = bytesOf(file);
        const expected = iconv.decode(bytes, codecOf(file.folder)).replace(/^\ufeff/, '');
        try {
          const { text, encoding } = decodeText(bytes, { mediaType: null, markup });
          if (text !== expected) wrong.push(`${file.folder}/${file.name}: ${encoding}`);
        } catch (error) {
          refused.push(`${file.folder}/${file.name}: ${(error as Error).message}`);
        }
      }
      return { wrong, refused };
    };

    it('are all read right, by their declarations, without regard to them, and without them', () => {
      expect(files.length).toBeGreaterThan(0);
      const nothing = { wrong: [], refused: [] };
      expect(outcomes(({ bytes }) => bytes, true)).toEqual(nothing);
      expect(outcomes(({ bytes }) => bytes, false)).toEqual(nothing);
      expect(outcomes(({ bare }) => bare, false)).toEqual(nothing);
    });
  },
);
