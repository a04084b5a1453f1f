import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readLines } from '../read-lines.ts';
import { KINDS, splitOf, type GateCase, type Kind } from './types.ts';

interface Entry {
  readonly id: string;
  readonly documentId: string;
  readonly quotes: readonly string[];
  readonly question: string | null;
  readonly claim: string;
  readonly false: readonly { readonly kind: string; readonly claim: string }[];
}

/** where the sentences written by hand are kept, a file for each writer. */
export const BY_HAND = join(import.meta.dirname, 'by-hand');

/**
 * The claims that were written by hand, each true one followed by its false variants.
 * @throws when an id stands twice or a kind is unknown
 */
export function readByHand(folder: string = BY_HAND): GateCase[] {
  const files = existsSync(folder) ? readdirSync(folder).sort() : [];
  const entries = files
    .filter((name) => name.endsWith('.jsonl'))
    .flatMap((name) => readLines<Entry>(join(folder, name)));
  const ids = new Set(entries.map(({ id }) => id));
  if (ids.size < entries.length) throw new Error('Two claims by hand have one id.');
  return entries.flatMap(casesOf);
}

function casesOf({ id, claim, false: variants, ...evidence }: Entry): GateCase[] {
  const shared = {
    split: splitOf(id),
    origin: 'hand',
    rule: 'by hand',
    cited: evidence.quotes,
    ...evidence,
  } as const;
  return [
    { ...shared, id, kind: null, claim },
    ...variants.map((variant, index): GateCase => ({
      ...shared,
      id: `${id}${String.fromCharCode(97 + index)}`,
      kind: kindOf(variant.kind),
      claim: variant.claim,
    })),
  ];
}

function kindOf(name: string): Kind {
  const kind = KINDS.find((one) => one === name);
  if (kind === undefined) throw new Error(`There is no kind of false claim called ${name}.`);
  return kind;
}
