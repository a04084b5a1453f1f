import { describe, expect, it } from 'vitest';
import { newton } from '../../eval/newton.ts';

describe("Newton's method", () => {
  it('finds a logistic regression that one can work out by hand, but for the ridge', () => {
    // Without the sign 1 of 4 are positive, with it 3 of 4: intercept ln(1/3), weight ln 3 − ln(1/3).
    const rows = [0, 0, 0, 0, 1, 1, 1, 1].map((sign, i) => ({ sign, positive: i === 0 || i > 4 }));
    const fitted = newton(2, (theta, add) => {
      for (const { sign, positive } of rows) {
        const logit = (theta[0] ?? 0) * sign + (theta[1] ?? 0);
        const chance = 1 / (1 + Math.exp(-logit));
        add([sign, 1], (positive ? 1 : 0) - chance, chance * (1 - chance));
      }
    });
    expect(fitted[0]).toBeCloseTo(2 * Math.log(3), 1);
    expect(fitted[1]).toBeCloseTo(-Math.log(3), 1);
  });

  it('stays finite where the classes are apart', () => {
    const [weight] = newton(1, (theta, add) => {
      for (const sign of [-1, 1]) {
        const chance = 1 / (1 + Math.exp(-(theta[0] ?? 0) * sign));
        add([sign], (sign > 0 ? 1 : 0) - chance, chance * (1 - chance));
      }
    });
    expect(weight).toBeGreaterThan(3);
    expect(weight).toBeLessThan(20);
  });
});
