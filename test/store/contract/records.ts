import { describe, expect, it } from 'vitest';
import type { Store } from '../../../src/store/types.ts';
import { job } from '../../helpers/fake-parts.ts';
import { put, revise, type CreateStore } from '../../helpers/documents.ts';

export function describeRecords(create: CreateStore): void {
  describe('what it keeps besides', () => {
    it('jobs, as they were last saved', async () => {
      const store = await create();
      await store.saveJob(job);
      await store.saveJob({ ...job, status: 'succeeded', seq: 4 });
      expect(await store.job(job.id)).toEqual({ ...job, status: 'succeeded', seq: 4 });
      await expect(store.job('job_none')).rejects.toMatchObject({ code: 'JOB_NOT_FOUND' });
    });

    it('calibrations by corpus', async () => {
      const store = await create();
      expect(await store.calibration('support', 9)).toBeNull();
      await store.saveCalibration('support', { seq: 1, values: { threshold: 0.5 } });
      await store.saveCalibration('support', { seq: 3, values: { threshold: 0.7, own: null } });
      expect(await store.calibration('support', 9)).toEqual({
        seq: 3,
        values: { threshold: 0.7, own: null },
      });
      expect(await store.calibration('legal', 9)).toBeNull();
    });

    it('calibrations by seq: of one in the past, what was found by then', async () => {
      const store = await create();
      const found = async (seq: number) => (await store.calibration('support', seq))?.values;
      await store.saveCalibration('support', { seq: 3, values: 'early' });
      await store.saveCalibration('support', { seq: 7, values: 'late' });
      expect(await Promise.all([1, 3, 6, 7, 9].map(found))).toEqual([
        'early',
        'early',
        'early',
        'late',
        'late',
      ]);
    });

    it('what each file was, with the commit or without one', async () => {
      const store = await create();
      const change = await revise(store, { id: 'support/a.md', text: 'One.' });
      const source = { documentId: 'support/a.md', sha256: 'aa', before: undefined };
      await store.commit([{ ...change, source }]);
      await put(store, { id: 'support/b.md', text: 'Two.' }, { id: 'legal/c.md', text: 'Three.' });
      await store.recordSource({ documentId: 'support/b.md', sha256: 'bb', before: undefined });
      await store.recordSource({ documentId: 'legal/c.md', sha256: 'cc', before: undefined });
      await store.recordSource({ documentId: 'support/b.md', sha256: null, before: 'bb' });
      expect(await states(store)).toEqual({ 'support/a.md': 'aa', 'support/b.md': null });
      expect(await store.latest()).toMatchObject({ seq: 2 });
    });

    it('the source of a document whose content did not change', async () => {
      const store = await create();
      await put(store, { id: 'support/a.md', text: 'One.' });
      const change = await revise(store, { id: 'support/a.md', text: 'One.' });
      const source = { documentId: 'support/a.md', sha256: 'aa', before: undefined };
      expect(await store.commit([{ ...change, source }])).toMatchObject({ seq: 1 });
      expect(await states(store)).toEqual({ 'support/a.md': 'aa' });
    });

    it('no source that another scan has seen otherwise in between', async () => {
      const store = await create();
      const id = 'support/a.md';
      const change = await revise(store, { id, text: 'One.' });
      const commit = (sha256: string | null, before: string | null | undefined) =>
        store.commit([{ ...change, source: { documentId: id, sha256, before } }]);
      await commit('v2', undefined);
      await expect(commit('v1', undefined)).rejects.toMatchObject({ code: 'SOURCE_CONFLICT' });
      await expect(
        store.recordSource({ documentId: id, sha256: null, before: 'v1' }),
      ).rejects.toMatchObject({ code: 'SOURCE_CONFLICT' });
      // Two scans that found the same do not stand in each other's way.
      await commit('v2', undefined);
      await commit('v3', 'v2');
      expect(await states(store)).toEqual({ [id]: 'v3' });
    });
  });
}

/** What each file of support was at its last scan. */
async function states(store: Store): Promise<Record<string, string | null>> {
  const sources = await store.sources('support');
  return Object.fromEntries(
    sources.map(({ documentId, sha256 }) => [documentId ?? 'erased', sha256] as const),
  );
}
