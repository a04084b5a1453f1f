import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_PASSAGE_CHARACTERS } from '../../../ingest/cut.ts';
import { chunkDocument } from '../../../ingest/chunk.ts';
import { loadDocument } from '../../../ingest/load/load.ts';
import { parseDocument } from '../../../ingest/load/parse.ts';

const load = (path: string, text: string, mediaType: string | null = null) =>
  loadDocument({ path, mediaType, bytes: Buffer.from(text) });

describe('loadDocument', () => {
  it('reads a file with the loader of its format, and says what encoding it was in', async () => {
    const read = async (path: string, bytes: Uint8Array, mediaType: string | null = null) => {
      const document = await loadDocument({ path, bytes, mediaType });
      return [document.mediaType, document.encoding, document.text];
    };
    expect(await read('a/b.md', Buffer.from('# Über'))).toEqual([
      'text/markdown',
      'utf-8',
      '# Über',
    ]);
    expect(await read('a/b.TXT', Buffer.from([0xdc]), 'text/csv; charset=iso-8859-1')).toEqual([
      'text/csv',
      'windows-1252',
      'Ü',
    ]);
    await expect(read('a/b.txt', Buffer.from([1, 2, 3, 4]))).rejects.toMatchObject({
      code: 'CORRUPT_DOCUMENT',
    });
    await expect(read('a/b.txt', Buffer.from([0xdc]))).rejects.toMatchObject({
      code: 'INVALID_ENCODING',
    });
  });

  it('titles a document by front matter, else its first heading of level 1, else its file name', async () => {
    const titleOf = async (text: string, path = 'support/deep/How to.v2.md') => {
      const { title, titleStated } = await parseDocument({
        path,
        mediaType: null,
        bytes: Buffer.from(text),
      });
      return [title, titleStated];
    };
    expect(await titleOf('---\ntitle: Stated\n---\n# Heading')).toEqual(['Stated', true]);
    expect(await titleOf('## Sub\n\n# The **Heading**')).toEqual(['The Heading', true]);
    expect(await titleOf('Only text.')).toEqual(['How to.v2', false]);
    expect(await titleOf('---\ntitle: 2026\n---\n')).toEqual(['2026', true]);
  });
});

describe('front matter', () => {
  it('is read and is no part of the body', async () => {
    const text =
      '---\r\ntitle: Plans\r\nmetadata:\r\n  updated: 2026-04-01\r\n  models: [Mallow, 3]\r\n  live: true\r\n' +
      'readers: [staff]\r\nauthor: ignored\r\n---\r\nBody.';
    const document = await load('a.md', text);
    expect(document).toMatchObject({
      title: 'Plans',
      metadata: { updated: '2026-04-01', models: ['Mallow', 3], live: true },
      readers: ['staff'],
    });
    expect(chunkDocument(document).map((passage) => passage.text)).toEqual(['Body.']);
  });

  it('is not taken for a rule at the top, nor for one that nothing ends', async () => {
    for (const text of ['---\n\nText: here\n\n---\n', '---\ntext: here']) {
      const document = await load('a.md', text);
      expect(document.metadata).toEqual({});
      expect(
        chunkDocument(document)
          .map((passage) => passage.text)
          .join(),
      ).toContain('here');
    }
  });

  it.each([
    ['title: [a]', 'Front matter: title must be text.'],
    ['a: b: c', 'Front matter: line 2 is not valid YAML.'],
    ['just words', 'Front matter: it must be of the form "key: value".'],
    ['metadata: [a]', 'Front matter: metadata must be of the form "key: value".'],
    ['metadata: { a: { b: 1 } }', 'metadata.a must be text'],
    ['metadata: { a: .nan }', 'metadata.a must be text'],
    ['readers: staff', 'Front matter: readers must be a list of group names.'],
    ['readers:', 'Front matter: readers must be a list of group names.'],
    [
      'a: &a [1]\nb: [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a,*a,*a,*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]',
      'not valid YAML',
    ],
  ])('%s', async (yaml, message) => {
    await expect(load('a.md', `---\n${yaml}\n---\nText.`)).rejects.toMatchObject({
      code: 'INVALID_FRONT_MATTER',
      message: expect.stringContaining(message) as string,
    });
  });

  it('cannot reach the prototype of an object', async () => {
    const { metadata } = await load(
      'a.md',
      '---\nmetadata:\n  __proto__: x\n  constructor: y\n---\n',
    );
    expect(Object.entries(metadata)).toEqual([
      ['__proto__', 'x'],
      ['constructor', 'y'],
    ]);
  });
});

describe('CSV', () => {
  it('makes a passage of each record, with its raw text as its span', async () => {
    const text =
      '\ufeffcode,title,price,live\r\nE1,"Too ""hot"", really",12.50,TRUE\r\n\r\nE2,"two\nlines",0800,\r\n';
    const document = await load('a.csv', text);
    const passages = chunkDocument(document);
    expect(passages.map(({ span }) => document.text.slice(span.start, span.end))).toEqual([
      'E1,"Too ""hot"", really",12.50,TRUE',
      'E2,"two\nlines",0800,',
    ]);
    expect(passages.map(({ record }) => record)).toEqual([
      { code: 'E1', title: 'Too "hot", really', price: 12.5, live: true },
      { code: 'E2', title: 'two\nlines', price: '0800' },
    ]);
    expect(passages.map(({ headings, lines }) => [headings, lines])).toEqual([
      [['Too "hot", really'], { start: 2, end: 2 }],
      [['two\nlines'], { start: 4, end: 5 }],
    ]);
    expect(passages[0]?.text).toBe('code: E1; title: Too "hot", really; price: 12.5; live: true');
    expect(passages[0]?.units).toEqual([{ kind: 'record', ...passages[0]?.span }]);
  });

  it('guesses the delimiter and copes with ragged rows and odd headers', async () => {
    const fieldsOf = async (text: string) =>
      chunkDocument(await load('a.csv', text)).map(({ record }) => record);
    expect(await fieldsOf('a;"b,c"\n1;2')).toEqual([{ a: 1, 'b,c': 2 }]);
    expect(await fieldsOf('a\tb\n1\t2')).toEqual([{ a: 1, b: 2 }]);
    expect(await fieldsOf('a,,a\n1,2,3,4\n5')).toEqual([
      { a: 1, 'column 2': 2, 'a (column 3)': 3, 'column 4': 4 },
      { a: 5 },
    ]);
    expect(await fieldsOf('')).toEqual([]);
    expect(await fieldsOf('only,header')).toEqual([]);
    expect(await fieldsOf('size\n27" wheel')).toEqual([{ size: '27" wheel' }]);
  });

  it('copes with line ends of every kind in one file, and leaves out rows that say nothing', async () => {
    const document = await load('a.csv', 'a,b\r1,2\n\r3,4\r\n,\n \n5,"6\r7"\n\n\r');
    const passages = chunkDocument(document);
    expect(passages.map(({ span }) => document.text.slice(span.start, span.end))).toEqual([
      '1,2',
      '3,4',
      '5,"6\r7"',
    ]);
    expect(passages.map(({ record }) => record)).toEqual([
      { a: 1, b: 2 },
      { a: 3, b: 4 },
      { a: 5, b: '6\r7' },
    ]);
  });

  it('names the line of a quote that is never closed', async () => {
    await expect(load('a.csv', 'a,b\n1,2\n"3,4\n5,6')).rejects.toMatchObject({
      code: 'CORRUPT_DOCUMENT',
    });
  });

  it('has for every table of any cells spans that read back as the same cells', async () => {
    const cell = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(cell, { minLength: 2, maxLength: 2 }), { minLength: 1 }),
        async (rows) => {
          const quoted = rows.map((row) =>
            row.map((value) => `"${value.replaceAll('"', '""')}"`).join(','),
          );
          const document = await load('a.csv', ['x,y', ...quoted].join('\r\n'));
          const spans = document.records?.map(({ span }) =>
            document.text.slice(span.start, span.end),
          );
          expect(spans).toEqual(quoted.map((row) => row.replaceAll('\0', '\ufffd').toWellFormed()));
        },
      ),
    );
  });
});

describe('JSON Lines', () => {
  it('flattens nested fields, keeps lists of scalars, leaves out nulls', async () => {
    const line =
      '{"sku":"Q1","size":{"h":2,"__proto__":{"x":1}},"fits":["A","B"],"parts":[{"n":1}],"no":null}';
    const document = await load('a.jsonl', `\n  ${line}\r\n\n`);
    const [passage] = chunkDocument(document);
    expect(passage?.record).toEqual({
      sku: 'Q1',
      'size.h': 2,
      'size.__proto__.x': 1,
      fits: ['A', 'B'],
      'parts.0.n': 1,
    });
    expect(document.text.slice(passage?.span.start, passage?.span.end)).toBe(line);
    expect(passage?.text).toBe('sku: Q1; size.h: 2; size.__proto__.x: 1; fits: A, B; parts.0.n: 1');
  });

  it.each(['{"a":1}\nnot json', '{"a":1}\n[1]', '{"a":1}\n"text"'])(
    'names the bad line of %j',
    async (text) => {
      await expect(load('a.jsonl', text)).rejects.toMatchObject({
        code: 'CORRUPT_DOCUMENT',
        details: { line: 2 },
      });
    },
  );

  it('makes several passages of a very long record, all with its fields', async () => {
    const line = JSON.stringify({
      name: 'Long',
      text: 'A sentence that goes on for a while. '.repeat(300),
    });
    const document = await load('a.jsonl', line);
    const passages = chunkDocument(document);
    expect(passages.length).toBeGreaterThan(3);
    for (const passage of passages) {
      expect(passage.record).toMatchObject({ name: 'Long' });
      expect(passage.headings).toEqual(['Long']);
      expect(passage.text.length).toBeLessThanOrEqual(MAX_PASSAGE_CHARACTERS);
      expect(document.text.slice(passage.span.start, passage.span.end)).toBe(passage.text);
    }
  });
});

describe('JSON', () => {
  it('is read when it is a list of objects, each a record with its raw text as its span', async () => {
    const first = '{ "name": "A \\"b\\" }", "size": { "h": [1, 2] } }';
    const document = await load('a.json', `\n[ ${first},\n{"name":"[C"}]\n`);
    const passages = chunkDocument(document);
    expect(passages.map(({ span }) => document.text.slice(span.start, span.end))).toEqual([
      first,
      '{"name":"[C"}',
    ]);
    expect(passages.map(({ record }) => record)).toEqual([
      { name: 'A "b" }', 'size.h': [1, 2] },
      { name: '[C' },
    ]);
    expect((await load('a.json', '[]')).records).toEqual([]);
    expect((await load('a.json', '')).records).toEqual([]);
  });

  it.each([
    ['{"a": 1}', 'UNSUPPORTED_FORMAT'],
    ['[1, 2]', 'UNSUPPORTED_FORMAT'],
    ['[{"a": 1}, []]', 'UNSUPPORTED_FORMAT'],
    ['"text"', 'UNSUPPORTED_FORMAT'],
    ['[{"a": 1}', 'CORRUPT_DOCUMENT'],
    ['{}\n{}', 'CORRUPT_DOCUMENT'],
  ])('refuses %s', async (text, code) => {
    await expect(load('a.json', text)).rejects.toMatchObject({ code });
  });

  it('has for every list of objects spans that parse to the same objects', async () => {
    // One without fields would say nothing, and be left out.
    const record = fc
      .dictionary(fc.string(), fc.jsonValue())
      .map((fields) => ({ ...fields, n: 1 }));
    await fc.assert(
      fc.asyncProperty(fc.array(record), fc.nat(3), async (list, indent) => {
        const document = await load('a.json', JSON.stringify(list, null, indent));
        const spans = document.records?.map(({ span }) =>
          document.text.slice(span.start, span.end),
        );
        const expected = JSON.parse(document.text.toWellFormed()) as unknown[];
        expect(spans?.map((text) => JSON.parse(text) as unknown)).toEqual(expected);
      }),
    );
  });
});

describe('records of extreme form', () => {
  it('are read when a table has a hundred thousand columns', async () => {
    const columns = Array.from({ length: 100_000 }, (_, n) => `c${n % 50_000}`).join(',');
    const document = await load('a.csv', `${columns}\n${columns}`);
    const [record] = document.records ?? [];
    expect(record?.text).toContain('c49999 (column 100000): c49999');
    // A record of many passages is not repeated whole with each of them.
    expect(JSON.stringify(record?.fields).length).toBeLessThan(20_000);
  });

  it('keep the short fields of a record that is megabytes long', async () => {
    const long = 'A sentence that goes on for a while. '.repeat(100_000);
    const document = await load('a.jsonl', JSON.stringify({ long, kind: 'manual', pages: 12 }));
    expect(document.records?.[0]?.fields).toEqual({ kind: 'manual', pages: 12 });
    const passages = chunkDocument(document);
    expect(passages.length).toBeGreaterThan(1000);
    expect(passages.at(-1)?.span.end).toBe(document.text.length);
  });
});
