import { describe, expect, it } from 'vitest';
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
      expect(await store.calibration('support')).toBeNull();
      await store.saveCalibration('support', { seq: 1, values: { threshold: 0.5 } });
      await store.saveCalibration('support', { seq: 3, values: { threshold: 0.7, own: null } });
      expect(await store.calibration('support')).toEqual({
        seq: 3,
        values: { threshold: 0.7, own: null },
      });
      expect(await store.calibration('legal')).toBeNull();
    });

    it('what each file was, with the commit or without one', async () => {
      const store = await create();
      const change = await revise(store, { id: 'support/a.md', text: 'One.' });
      await store.commit([{ ...change, source: { documentId: 'support/a.md', sha256: 'aa' } }]);
      await store.recordSource({ documentId: 'support/bad.md', sha256: 'bb' });
      await store.recordSource({ documentId: 'legal/c.md', sha256: 'cc' });
      await store.recordSource({ documentId: 'support/bad.md', sha256: null });
      const sources = await store.sources('support');
      expect(sources.toSorted((a, b) => (a.documentId < b.documentId ? -1 : 1))).toEqual([
        { documentId: 'support/a.md', sha256: 'aa' },
        { documentId: 'support/bad.md', sha256: null },
      ]);
      expect(await store.latest()).toMatchObject({ seq: 1 });
    });

    it('the source of a document whose content did not change', async () => {
      const store = await create();
      await put(store, { id: 'support/a.md', text: 'One.' });
      const change = await revise(store, { id: 'support/a.md', text: 'One.' });
      const source = { documentId: 'support/a.md', sha256: 'aa' };
      expect(await store.commit([{ ...change, source }])).toMatchObject({ seq: 1 });
      expect(await store.sources('support')).toEqual([source]);
    });
  });
}
