import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createParser } from '../../ingest/load/parser.ts';
import { asFootnoteError } from '../../src/core/errors.ts';

const DOCUMENTS = resolve(import.meta.dirname, '../../../shared/data/documents');
const here = existsSync(DOCUMENTS);

/** What a file of these extensions may be refused for; any other code is a fault of ours. */
const FITTING: Readonly<Record<string, readonly string[]>> = {
  pdf: ['NO_TEXT', 'ENCRYPTED', 'CORRUPT_DOCUMENT'],
  docx: ['NO_TEXT', 'ENCRYPTED'],
  pptx: ['NO_TEXT'],
  xlsx: ['NO_TEXT'],
  xls: ['ENCRYPTED'],
  rtf: ['CORRUPT_DOCUMENT'],
  doc: ['UNSUPPORTED_FORMAT'],
  eml: ['UNSUPPORTED_FORMAT'],
  mbox: ['UNSUPPORTED_FORMAT'],
  mhtml: ['UNSUPPORTED_FORMAT'],
  json: ['UNSUPPORTED_FORMAT'],
  xml: ['NO_TEXT', 'INVALID_ENCODING'],
  txt: ['INVALID_ENCODING'],
};

describe.skipIf(!here)(
  `documents of other projects${here ? '' : ` (skipped: there is no ${DOCUMENTS})`}`,
  () => {
    const parser = createParser({ timeoutMs: 30_000, memoryMb: 512 });
    afterAll(() => parser.close());

    it(
      'are read or refused for a reason that fits, all by one parser',
      { timeout: 180_000 },
      async () => {
        const files = readdirSync(DOCUMENTS, { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map(({ parentPath, name }) => join(parentPath, name));
        const unfitting: string[] = [];
        let read = 0;
        for (const path of files) {
          try {
            await parser.parse({ bytes: readFileSync(path), path, mediaType: null });
            read++;
          } catch (error) {
            const { code } = asFootnoteError(error);
            const extension = /[^.]*$/.exec(path)?.[0] ?? '';
            if (!FITTING[extension]?.includes(code)) unfitting.push(`${path}: ${code}`);
          }
        }
        expect(unfitting).toEqual([]);
        expect(read).toBeGreaterThan(files.length / 2);
      },
    );
  },
);
