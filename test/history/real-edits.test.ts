import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { diffRevisions } from '../../src/history/diff.ts';
import type { RevisionPassages } from '../../src/store/types.ts';
import { whereaboutsOf } from '../../src/history/whereabouts.ts';
import { chunked, cite } from './revisions.ts';

const HISTORY = resolve(import.meta.dirname, '../../../shared/data/history');
const here = existsSync(HISTORY);

/** A sentence that an author changed, and the pages it was changed on. */
interface Edit {
  readonly doc_v1: string;
  readonly doc_v2: string;
  readonly old_sentence: string;
  readonly new_sentence: string;
}

type Outcome = 'found' | 'elsewhere' | 'nowhere';

const revisions = new Map<string, Promise<RevisionPassages>>();

function revisionAt(path: string): Promise<RevisionPassages> {
  const known = revisions.get(path) ?? chunked(readFileSync(path), path);
  revisions.set(path, known);
  return known;
}

/** null where the edit cannot be judged: the old sentence stands twice, or still, or the new one does not. */
async function outcomeOf(folder: string, edit: Edit): Promise<Outcome | null> {
  const [old, now] = [edit.old_sentence, edit.new_sentence];
  const paths = [join(folder, 'v1', edit.doc_v1), join(folder, 'v2', edit.doc_v2)] as const;
  if (!paths.every((path) => existsSync(path))) return null;
  const [cited, current] = [await revisionAt(paths[0]), await revisionAt(paths[1])];
  const places = startsOf(current.text, now);
  if (startsOf(cited.text, old).length !== 1 || places.length === 0) return null;
  if (current.text.includes(old)) return null;
  const found = whereaboutsOf(cite(cited, old), cited, current);
  if (found === null) return 'nowhere';
  const { start, end } = found.span;
  return places.some((at) => start < at + now.length && end > at) ? 'found' : 'elsewhere';
}

function startsOf(text: string, words: string): number[] {
  const starts: number[] = [];
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) starts.push(at);
  return starts;
}

async function outcomesOf(parity: 0 | 1): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const name of readdirSync(HISTORY)) {
    const folder = join(HISTORY, name);
    const edits = readFileSync(join(folder, 'edits.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Edit);
    for (const edit of edits.filter((_, n) => n % 2 === parity)) {
      const outcome = await outcomeOf(folder, edit);
      if (outcome !== null) outcomes.push(outcome);
    }
  }
  return outcomes;
}

describe.skipIf(!here)(`real edits${here ? '' : ` (skipped: there is no ${HISTORY})`}`, () => {
  // What was chosen by looking, was chosen by the even half; the odd one is measured the same way.
  it.each([
    ['the half that was looked at', 0],
    ['the other half', 1],
  ] as const)(
    'lead from the old sentence to the new one, and hardly ever elsewhere: %s',
    { timeout: 240_000 },
    async (_, parity) => {
      const outcomes = await outcomesOf(parity);
      const share = (outcome: Outcome): number =>
        outcomes.filter((other) => other === outcome).length / outcomes.length;
      expect(outcomes.length).toBeGreaterThan(150);
      expect(share('found')).toBeGreaterThanOrEqual(0.92);
      expect(share('elsewhere')).toBeLessThanOrEqual(0.01);
    },
  );

  it('account for every passage of the pages once', { timeout: 240_000 }, async () => {
    for (const name of readdirSync(HISTORY)) {
      const pages = readdirSync(join(HISTORY, name, 'v1'), { recursive: true, encoding: 'utf8' })
        .filter((path) => path.endsWith('.md'))
        .filter((path) => existsSync(join(HISTORY, name, 'v2', path)));
      for (const page of pages) {
        const from = await revisionAt(join(HISTORY, name, 'v1', page));
        const to = await revisionAt(join(HISTORY, name, 'v2', page));
        const { counts, changes } = diffRevisions(from, to);
        for (const [side, { passages }] of [
          ['from', from],
          ['to', to],
        ] as const) {
          const placed = changes.flatMap((change) => change[side] ?? []);
          const listed = passages.filter(({ span }) =>
            placed.some((place) => place.span.start <= span.start && place.span.end >= span.end),
          );
          expect(listed.length + counts.unchanged, page).toBe(passages.length);
        }
      }
    }
  });
});
