import { readFileSync } from 'node:fs';

/** The values of a JSON Lines file. @throws SyntaxError when a line is broken: none is left out */
export function readLines<T>(path: string): T[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as T);
}
