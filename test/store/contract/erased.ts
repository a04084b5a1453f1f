import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyse } from '../../../src/core/analyse.ts';
import type { Store } from '../../../src/store/types.ts';
import {
  EVERYTHING,
  nearestOf,
  put,
  read,
  remove,
  vectorOf,
  withSnapshot,
  type CreateStore,
} from '../../helpers/documents.ts';
import { erase } from '../../helpers/erasing.ts';

const WORDS = ['bicycle', 'helmet', 'costs', 'forty', 'euros', '退款政策', 'Don’t'];
const terms = WORDS.flatMap((word) => analyse(word));

const paragraph = fc
  .array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 4 })
  .map((words) => words.join(' '));
const id = fc.constantFrom('support/a.md', 'support/b.md', 'legal/c.md');
const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('put' as const),
      id,
      text: fc.array(paragraph, { maxLength: 3 }).map((texts) => texts.join('\n\n')),
      title: fc.constantFrom('Title', 'Euros'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('delete' as const), id }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('erase' as const), id }) },
  // So that what was counted before an erasure is there to be counted wrongly after it.
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('read' as const), id }) },
);
const steps = fc.array(step, { minLength: 6, maxLength: 16 });

/** All that questions are answered from, in words that two stores can be compared by. */
async function allOf(store: Store) {
  const nearest = await withSnapshot(store, {}, async (snapshot) => {
    const found = await nearestOf(snapshot, vectorOf('query'), 100);
    const places = await snapshot.places(found.map(({ slot }) => slot));
    return places.map(({ text }, rank) => `${found[rank]?.score} ${text}`).sort();
  });
  const corpora = (await store.corpora(EVERYTHING)).map(({ lastIngestedAt: _, ...rest }) => rest);
  return { contents: await read(store, {}, terms), nearest, corpora };
}

export function describeErased(create: CreateStore): void {
  describe('erased text', () => {
    it('has no say in anything, as if it had never been there', async () => {
      await fc.assert(
        fc.asyncProperty(steps, async (history) => {
          const store = await create();
          const current = new Map<string, { id: string; text: string; title: string }>();
          const known = new Set<string>();
          for (const { kind, ...one } of history) {
            if ('text' in one) {
              await put(store, one);
              current.set(one.id, one);
              known.add(one.id);
            } else if (kind === 'read') await read(store, {}, terms);
            else if (kind === 'delete' && current.delete(one.id)) await remove(store, one.id);
            else if (kind === 'erase' && known.delete(one.id)) {
              await erase(store, one.id);
              current.delete(one.id);
            }
          }
          const fresh = await create();
          for (const spec of current.values()) await put(fresh, spec);
          expect(await allOf(store)).toEqual(await allOf(fresh));
          // Each has threads of its own.
          await Promise.all([store.close(), fresh.close()]);
        }),
        { numRuns: 8, endOnFailure: true },
      );
    }, 60_000);
  });
}
