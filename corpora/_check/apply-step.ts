import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import type { Change, Step } from './read-steps.ts';

/**
 * Makes a step's changes, in their order, to a copy of a corpus as the step before left it.
 * @param folder the copy: `support/brakes.md` lies in it as `brakes.md`
 * @throws Error for the first change that does not fit what is there; those before it have been made
 */
export function applyStep(folder: string, step: Step): void {
  for (const change of step.changes) applyChange(folder, step, change);
}

/** @throws Error, with nothing changed, when the change does not fit what is there */
export function applyChange(folder: string, step: Step, change: Change): void {
  const path = pathIn(folder, step, change.document);
  if (change.change === 'add') requireFree(path, change.document);
  else requireThere(path, change.document);
  switch (change.change) {
    case 'add':
    case 'replace':
      return copyInto(path, step, change.file);
    case 'edit':
      return edit(path, change);
    case 'remove':
      return rmSync(path);
    case 'rename': {
      const target = pathIn(folder, step, change.to);
      requireFree(target, change.to);
      mkdirSync(dirname(target), { recursive: true });
      return renameSync(path, target);
    }
  }
}

function pathIn(folder: string, { domain }: Step, documentId: string): string {
  const name = documentId.slice(domain.length + 1);
  if (documentId !== `${domain}/${name}` || name.split('/').includes('..')) {
    throw new Error(`${documentId} is no document of ${domain}`);
  }
  return join(folder, name);
}

function requireThere(path: string, documentId: string): void {
  if (!existsSync(path)) throw new Error(`${documentId} is not there`);
}

function requireFree(path: string, documentId: string): void {
  if (existsSync(path)) throw new Error(`${documentId} is there already`);
}

function copyInto(path: string, step: Step, file: string): void {
  const source = join(step.folder, file);
  if (!existsSync(source)) throw new Error(`the step has no file ${file}`);
  mkdirSync(dirname(path), { recursive: true });
  copyFileSync(source, path);
}

function edit(path: string, change: Extract<Change, { change: 'edit' }>): void {
  const bytes = readFileSync(path);
  const text = bytes.toString('utf8');
  if (!Buffer.from(text).equals(bytes)) throw new Error(`${change.document} is no UTF-8 text`);
  const parts = text.split(change.old);
  if (parts.length !== 2) {
    const times = parts.length === 1 ? 'not' : `${parts.length - 1} times`;
    throw new Error(`stands ${times} in ${change.document}: ${JSON.stringify(change.old)}`);
  }
  writeFileSync(path, parts.join(change.new));
}
