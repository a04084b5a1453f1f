import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  createCalibrator,
  UNCALIBRATED_THRESHOLD,
  type Calibration,
} from '../../src/retrieve/calibrate.ts';
import { HELP_PAGES, openLibrary, type Library } from '../helpers/retrieval.ts';

let library: Library;
beforeEach(async () => {
  library = openLibrary();
  await library.put(...HELP_PAGES);
});
afterEach(() => library.close());

const calibrated = async () => {
  const kept = await library.store.calibration('support', Number.MAX_SAFE_INTEGER);
  return kept as { seq: number; values: Calibration } | null;
};
const pages = (count: number) =>
  Array.from({ length: count }, (_, n) => ({
    id: `support/${n}.md`,
    text: `Page ${n} on rule ${n}.`,
  }));

describe('calibration', () => {
  it('gives the same for the same corpus', async () => {
    const twin = openLibrary();
    await twin.put(...HELP_PAGES.toReversed());
    const threshold = await createCalibrator(library).thresholdOf('support', {
      seq: 1,
      asOf: null,
    });
    expect(await createCalibrator(library).thresholdOf('support', { seq: 1, asOf: null })).toBe(
      threshold,
    );
    expect(await createCalibrator(twin).thresholdOf('support', { seq: 1, asOf: null })).toBeCloseTo(
      threshold,
      6,
    );
    await twin.close();
  });

  it('is kept, and not done again while the corpus stays as it is', async () => {
    const threshold = await createCalibrator(library).thresholdOf('support', {
      seq: 1,
      asOf: null,
    });
    expect(await calibrated()).toMatchObject({ seq: 1, values: { threshold, passages: 8 } });
    await library.put({ id: 'legal/more.md', text: 'Another rule.' });
    const kept = await calibrated();
    const marked = { seq: 1, values: { ...kept?.values, threshold: 0.123 } };
    await library.store.saveCalibration('support', marked);
    expect(await createCalibrator(library).thresholdOf('support', { seq: 2, asOf: null })).toBe(
      0.123,
    );
  });

  it('is done again when the corpus has grown or shrunk much', async () => {
    const calibrator = createCalibrator(library);
    await calibrator.thresholdOf('support', { seq: 1, asOf: null });
    const seq = await library.put(...pages(20));
    await calibrator.thresholdOf('support', { seq, asOf: null });
    expect(await calibrated()).toMatchObject({ seq: 2, values: { passages: 28 } });
    const gone = pages(20).map(({ id }) => id);
    const change = { kind: 'delete', ifRevision: null, source: null } as const;
    await library.store.commit(gone.map((documentId) => ({ ...change, documentId })));
    await calibrator.thresholdOf('support', { seq: seq + 1, asOf: null });
    expect(await calibrated()).toMatchObject({ seq: 3, values: { passages: 8 } });
  });

  it('does without a corpus that was erased since the question found something in it', async () => {
    const calibrator = createCalibrator(library);
    const threshold = await calibrator.thresholdOf('erased', { seq: 1, asOf: null });
    expect(threshold).toBe(UNCALIBRATED_THRESHOLD);
  });

  it('is done once for questions that come at the same time', async () => {
    let saved = 0;
    const counting = {
      ...library.store,
      saveCalibration: (...args: Parameters<typeof library.store.saveCalibration>) => {
        saved++;
        return library.store.saveCalibration(...args);
      },
    };
    const calibrator = createCalibrator({ store: counting });
    await Promise.all(
      [1, 2, 3].map(() => calibrator.thresholdOf('support', { seq: 1, asOf: null })),
    );
    expect(saved).toBe(1);
  });

  it('tries again after it failed', async () => {
    let failures = 1;
    const failing = {
      ...library.store,
      snapshot: (...args: Parameters<typeof library.store.snapshot>) =>
        failures-- > 0 ? Promise.reject(new Error('busy')) : library.store.snapshot(...args),
    };
    const calibrator = createCalibrator({ store: failing });
    await expect(calibrator.thresholdOf('support', { seq: 1, asOf: null })).rejects.toThrow('busy');
    expect(await calibrator.thresholdOf('support', { seq: 1, asOf: null })).toBeGreaterThan(0);
  });

  it('says something of a corpus that has become empty', async () => {
    const change = { kind: 'delete', ifRevision: null, source: null } as const;
    await library.store.commit(
      ['legal/terms.md', 'legal/privacy.md'].map((documentId) => ({ ...change, documentId })),
    );
    expect(
      await createCalibrator(library).thresholdOf('legal', { seq: 2, asOf: null }),
    ).toBeGreaterThan(0);
  });
});
