import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyse } from '../../../src/core/analyse.ts';
import { put, read, remove, type CreateStore } from '../../helpers/documents.ts';

const WORDS = ['bicycle', 'helmet', 'costs', 'forty', 'euros', 'constructor', '退款政策', 'Don’t'];
const terms = WORDS.flatMap((word) => analyse(word));

const paragraph = fc
  .array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 6 })
  .map((words) => words.join(' '));
const step = fc.record({
  id: fc.constantFrom('support/a.md', 'support/b.md', 'legal/c.md'),
  /** null = the document is deleted */
  text: fc.option(fc.array(paragraph, { maxLength: 4 }).map((texts) => texts.join('\n\n'))),
  title: fc.constantFrom('Title', 'Euros'),
});
const steps = fc.array(step, { minLength: 1, maxLength: 10 });

export function describeSuperseded(create: CreateStore): void {
  describe('superseded text', () => {
    it('has no say in any statistic', async () => {
      await fc.assert(
        fc.asyncProperty(steps, async (history) => {
          const store = await create();
          const current = new Map<string, { id: string; text: string; title: string }>();
          for (const { id, text, title } of history) {
            if (text !== null) {
              await put(store, { id, text, title });
              current.set(id, { id, text, title });
            } else if (current.delete(id)) await remove(store, id);
          }
          const fresh = await create();
          for (const spec of current.values()) await put(fresh, spec);
          expect(await read(store, {}, terms)).toEqual(await read(fresh, {}, terms));
          // Each has threads of its own.
          await Promise.all([store.close(), fresh.close()]);
        }),
        { numRuns: 25 },
      );
    }, 60_000);
  });
}
