import { appendFileSync, existsSync, fsyncSync, openSync, readFileSync } from 'node:fs';

/*
 * What a child meant to do and what it was told is done, a line each, on the disk before it goes on: a kill
 * finds one intent at most that is not done.
 */

export type Intent =
  /** One document over the API; `sha256` of its bytes, null = a deletion. */
  | {
      readonly type: 'write';
      readonly documentId: string;
      readonly sha256: string | null;
      /** Words that stand in this document alone. */
      readonly canary: string | null;
    }
  /** A scan of folders that hold these files: SHA-256 by document id. */
  | {
      readonly type: 'scan';
      readonly files: Readonly<Record<string, string>>;
      readonly atomic: boolean;
    }
  | { readonly type: 'erase'; readonly documentId: string }
  | { readonly type: 'collect' };

export type Entry =
  | { readonly entry: 'intent'; readonly intent: Intent }
  /** The erasure will be made, whatever happens. */
  | { readonly entry: 'requested' }
  /** The intent before it is done. `traces`: bytes that are in the store because of it alone, in base64. */
  | { readonly entry: 'done'; readonly seq: number; readonly traces: readonly string[] }
  | { readonly entry: 'answered'; readonly answerId: string };

export interface Journal {
  append(entry: Entry): void;
}

export function openJournal(path: string): Journal {
  const file = openSync(path, 'a');
  return {
    append(entry) {
      appendFileSync(file, `${JSON.stringify(entry)}\n`);
      fsyncSync(file);
    },
  };
}

/** A last line that was cut off is of what had not begun. */
export function readJournal(path: string): Entry[] {
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, 'utf8').split('\n');
  return lines.slice(0, -1).map((line) => JSON.parse(line) as Entry);
}
