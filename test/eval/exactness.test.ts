import { describe, expect, it } from 'vitest';
import { rereadCitations } from '../../eval/exactness.ts';
import { sha256 } from '../../src/core/ids.ts';
import type { Citation } from '../../src/core/model.ts';
import type { RevisionContent, Store } from '../../src/store/types.ts';
import { citation } from './asked.ts';

const texts: Readonly<Record<string, string>> = {
  'support/refunds.md 1': 'Refunds take 30 days.',
  'support/refunds.md 2': 'Refunds take 14 days.',
};
const store: Pick<Store, 'revision'> = {
  async revision(_scope, documentId, revision) {
    return { text: texts[`${documentId} ${revision}`] ?? '' } as RevisionContent;
  },
};

const right: Citation = {
  ...citation('Refunds take 14 days.'),
  revision: 2,
  revisionSha256: sha256('Refunds take 14 days.'),
};

describe('citations read again', () => {
  it('are exact when the named revision holds the quote at the span', async () => {
    const part = { ...right, quote: '14 days', span: { start: 13, end: 20 } };
    expect(await rereadCitations(store, [right, part])).toEqual({ citations: 2, exact: 2 });
  });

  it('are not when a character, the place, the revision or its hash is another', async () => {
    const wrong: Citation[] = [
      { ...right, quote: 'Refunds take 14 days!' },
      { ...right, span: { start: 1, end: 21 } },
      { ...right, revision: 1 },
      { ...right, revisionSha256: sha256('Refunds take 30 days.') },
      { ...right, quote: '', span: { start: 3, end: 3 } },
    ];
    expect(await rereadCitations(store, [...wrong, right])).toEqual({ citations: 6, exact: 1 });
  });

  it('are none for answers that cite nothing', async () => {
    expect(await rereadCitations(store, [])).toEqual({ citations: 0, exact: 0 });
  });
});
