import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEmbeddedEmbedder } from '../../src/models/embedded.ts';
import { anyText } from '../helpers/texts.ts';

const embedder = createEmbeddedEmbedder();

async function embed(text: string): Promise<Float32Array> {
  return (await embedder.embed([text]))[0] as Float32Array;
}
const lengthOf = (vector: Float32Array): number => Math.hypot(...vector);
const cosine = async (a: string, b: string): Promise<number> => {
  const [left, right] = await embedder.embed([a, b]);
  return left?.reduce((sum, value, i) => sum + value * (right?.[i] ?? 0), 0) ?? NaN;
};

describe('the embedded embedder', () => {
  it('gives finite vectors of length 1 or 0 for any string, the same every time', async () => {
    await fc.assert(
      fc.asyncProperty(anyText, async (text) => {
        const vector = await embed(text);
        expect(vector).toHaveLength(embedder.dimensions);
        expect(vector.every(Number.isFinite)).toBe(true);
        expect([0, 1]).toContain(Math.round(lengthOf(vector) * 1e5) / 1e5);
        expect(await embed(text)).toEqual(vector);
      }),
    );
  });

  it.each([
    'bicycle',
    'How long do refunds take?',
    '退款',
    'constructor',
    '__proto__ toString',
    '7',
  ])('has something to say of %j', async (text) => {
    expect(lengthOf(await embed(text))).toBeCloseTo(1, 5);
  });

  it.each(['', ' \n', '?!…', '🎉'])(
    'has nothing to say of %j, which has no words',
    async (text) => {
      expect(lengthOf(await embed(text))).toBe(0);
    },
  );

  it('forgives spelling and word forms', async () => {
    const other = await cosine('refund of a bicycle', 'opening hours on Sundays');
    expect(await cosine('refund of a bicycle', 'Refunds for bicycles')).toBeGreaterThan(
      other + 0.3,
    );
    expect(await cosine('cancellation', 'cancelation')).toBeGreaterThan(other + 0.3);
  });

  it('gives one vector a text, in order', async () => {
    const [one, two] = await embedder.embed(['bicycle', 'helmet']);
    expect([one, two]).toEqual([await embed('bicycle'), await embed('helmet')]);
    expect(await embedder.embed([])).toEqual([]);
  });
});
