import { describe, expect, it } from 'vitest';
import { runMutations } from '../../helpers/run-mutations.ts';

describe('damaged files of every format', () => {
  it('are read soundly or refused with a reason, and nothing hangs or dies of them', async () => {
    const { outcomes, faults, slowest } = await runMutations({ documents: 300, seed: 20_261_122 });
    console.log(outcomes, slowest);
    expect(faults).toEqual([]);
    expect(outcomes['parsed']).toBeGreaterThan(30);
  }, 180_000);
});
