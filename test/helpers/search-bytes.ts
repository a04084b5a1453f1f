import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { membersOf, placesOf } from './compressed-members.ts';

/*
 * A search for words in whatever form they may lie in files. All words that are looked for begin with one
 * root of ASCII letters, so that a few needles find every one of them and what follows tells which it is.
 */

export interface Found {
  /** Relative to the directory. */
  readonly file: string;
  /** How the word lies there, such as `utf-16le` or `gzip > utf-8`. */
  readonly form: string;
  /** The root with the letters after it, in small letters. */
  readonly word: string;
}

type Form = (bytes: Buffer, root: string) => string[];

/** Letters after the root that are read. */
const MAX_WORD = 64;

/** Every word with the root in the files below a directory, in their names too; each once a file and form. */
export function findWords(directory: string, root: string): Found[] {
  const found = new Map<string, Found>();
  for (const { file, bytes } of filesBelow(directory)) {
    const named = wordsIn(Buffer.from(file), root).map((one) => ({ ...one, form: 'file name' }));
    for (const { form, word } of [...named, ...wordsIn(bytes, root)]) {
      found.set(`${file} ${form} ${word}`, { file, form, word });
    }
  }
  return [...found.values()];
}

/** The files below a directory in which these bytes stand. */
export function filesHolding(directory: string, bytes: Buffer): string[] {
  return [...filesBelow(directory)]
    .filter((candidate) => candidate.bytes.includes(bytes))
    .map(({ file }) => file);
}

/** A file may go between being listed and being read: what it held is then in no file. */
function* filesBelow(directory: string): Generator<{ file: string; bytes: Buffer }> {
  for (const entry of readdirSync(directory, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    try {
      yield { file: relative(directory, path), bytes: readFileSync(path) };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
}

function wordsIn(bytes: Buffer, root: string): Omit<Found, 'file'>[] {
  const plain = Object.entries(FORMS).flatMap(([form, find]) =>
    find(bytes, root).map((word) => ({ form, word })),
  );
  const packed = [...membersOf(bytes)].flatMap(({ kind, content }) =>
    wordsIn(content, root).map(({ form, word }) => ({ form: `${kind} > ${form}`, word })),
  );
  return [...plain, ...packed];
}

const FORMS: Readonly<Record<string, Form>> = {
  'utf-8': (bytes, root) =>
    placesOf(inSmallLetters(bytes), Buffer.from(root)).map((at) => wordAt(bytes, at, 1)),
  'utf-16le': (bytes, root) =>
    placesOf(inSmallLetters(bytes), Buffer.from(root, 'utf16le')).map((at) => wordAt(bytes, at, 2)),
  'utf-16be': (bytes, root) =>
    placesOf(inSmallLetters(bytes), Buffer.from(root, 'utf16le').swap16()).map((at) =>
      wordAt(bytes, at + 1, 2),
    ),
  hex: (bytes, root) => {
    const small = inSmallLetters(bytes);
    return casesOf(root)
      .flatMap((word) => placesOf(small, Buffer.from(Buffer.from(word).toString('hex'))))
      .map((at) => {
        const digits = small.toString('latin1', at, at + 2 * MAX_WORD);
        return wordAt(Buffer.from(/^(?:[0-9a-f]{2})+/.exec(digits)?.[0] ?? '', 'hex'), 0, 1);
      });
  },
  'json escapes': (bytes, root) => {
    const small = inSmallLetters(bytes);
    return casesOf(root)
      .flatMap((word) => placesOf(small, Buffer.from([...word].map(jsonEscapeOf).join(''))))
      .map((at) => {
        const run = small.toString('latin1', at, at + 6 * MAX_WORD);
        const codes = /^(?:\\u00[0-9a-f]{2})+/.exec(run)?.[0].replaceAll('\\u00', '') ?? '';
        return wordAt(Buffer.from(codes, 'hex'), 0, 1);
      });
  },
  base64: (bytes, root) =>
    [0, 1, 2].flatMap((offset) =>
      casesOf(root).flatMap((word) => inBase64(bytes, Buffer.from(word), offset)),
    ),
};

/** Words of which the first byte is byte `offset` of a group of three. */
function inBase64(bytes: Buffer, word: Buffer, offset: number): string[] {
  const encoded = Buffer.concat([Buffer.alloc(offset), word])
    .toString('base64')
    .replace(/=+$/, '');
  // The first characters also carry bits of the bytes before, the last one bits of the bytes after.
  const before = offset === 0 ? 0 : offset + 1;
  const after = (offset + word.length) % 3 === 0 ? 0 : 1;
  const needle = encoded.slice(before, encoded.length - after);
  return placesOf(bytes, Buffer.from(needle)).map((at) => {
    const run = bytes.toString('latin1', at - before, at + 2 * MAX_WORD);
    const decoded = Buffer.from(/^[\w+/-]*/.exec(run)?.[0] ?? '', 'base64');
    return wordAt(decoded, offset, 1);
  });
}

function jsonEscapeOf(letter: string): string {
  return `\\u00${letter.charCodeAt(0).toString(16)}`;
}

/** The ASCII letters from a place on, each `step` bytes after the one before. */
function wordAt(bytes: Buffer, at: number, step: 1 | 2): string {
  let word = '';
  for (let i = at; i < bytes.length && word.length < MAX_WORD; i += step) {
    const letter = String.fromCharCode(bytes[i] ?? 0);
    if (!/[a-z]/i.test(letter)) break;
    word += letter.toLowerCase();
  }
  return word;
}

function inSmallLetters(bytes: Buffer): Buffer {
  return Buffer.from(bytes.toString('latin1').replace(/[A-Z]+/g, small), 'latin1');
}

function small(letters: string): string {
  return letters.toLowerCase();
}

function casesOf(root: string): string[] {
  const capital = root.charAt(0).toUpperCase();
  return [root, root.toUpperCase(), capital + root.slice(1)];
}
