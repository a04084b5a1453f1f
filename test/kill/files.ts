import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sha256 } from '../../src/core/ids.ts';
import type { Random } from '../helpers/mutations.ts';
import type { Place } from './messages.ts';
import { below, markdown, pick, sentence } from './texts.ts';

/* The files of a corpus, as somebody edits them. */

const CORPUS = 'files';
const MAX_FILES = 40;

/** Adds files, edits some that are there, and deletes some when there are many. */
export function changeFiles(
  { place, random }: { place: Place; random: Random },
  { added, edited }: { added: number; edited: number },
): void {
  const folder = join(place.corporaDir, CORPUS);
  mkdirSync(folder, { recursive: true });
  const names = readdirSync(folder);
  const surplus = names.length > MAX_FILES ? names.length / 2 : below(random, 2);
  for (const name of names.splice(0, surplus)) rmSync(join(folder, name));
  for (let n = 0; n < edited && names.length > 0; n++) {
    const name = pick(random, names);
    save(folder, name, edit(readFileSync(join(folder, name), 'utf8'), random));
  }
  for (let n = 0; n < added; n++) {
    const [name, text] = newFile(random);
    save(folder, name, text);
  }
}

function newFile(random: Random): [name: string, text: string] {
  const name = `${pick(random, ['a', 'm', 'z'])}${below(random, 1_000_000)}`;
  if (random() < 0.2) {
    const rows = Array.from({ length: 30 }, (_, n) => `item ${n},${sentence(random)}`);
    return [`${name}.csv`, `name,meaning\n${rows.join('\n')}\n`];
  }
  // Now and then one that takes a while to write.
  return [`${name}.md`, markdown(random, random() < 0.1 ? 150 : 1 + below(random, 8))];
}

/** A sentence more, somewhere in the middle. */
function edit(text: string, random: Random): string {
  const lines = text.split('\n');
  lines.splice(lines.length >> 1, 0, sentence(random));
  return lines.join('\n');
}

/** A kill must not leave half a file, which a scan would be right to take in. */
function save(folder: string, name: string, text: string): void {
  const temporary = join(folder, '..', `.${name}`);
  writeFileSync(temporary, text);
  renameSync(temporary, join(folder, name));
}

/** What a scan will find: SHA-256 by document id. */
export function listFiles({ corporaDir }: Place): Record<string, string> {
  const folder = join(corporaDir, CORPUS);
  return Object.fromEntries(
    readdirSync(folder).map((name) => [
      `${CORPUS}/${name}`,
      sha256(readFileSync(join(folder, name))),
    ]),
  );
}
