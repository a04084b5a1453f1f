const RIDGE = 1e-3;
const ITERATIONS = 60;

export type Vector = number[];

/** Newton's method with a ridge: `visit` adds each row's part of the gradient and of the Hessian. */
export function newton(
  size: number,
  visit: (theta: Vector, add: (row: Vector, pull: number, curvature: number) => void) => void,
): Vector {
  let theta: Vector = Array.from({ length: size }, () => 0);
  for (let iteration = 0; iteration < ITERATIONS; iteration++) {
    const gradient = theta.map((value) => -RIDGE * value);
    const hessian: Vector[] = theta.map((_, i) => theta.map((__, j) => (i === j ? RIDGE : 0)));
    visit(theta, (row, pull, curvature) => {
      row.forEach((value, i) => {
        gradient[i] = (gradient[i] ?? 0) + pull * value;
        const line = hessian[i] ?? [];
        row.forEach((other, j) => (line[j] = (line[j] ?? 0) + curvature * value * other));
      });
    });
    const step = solve(hessian, gradient);
    theta = theta.map((value, i) => value + Math.max(-1, Math.min(1, step[i] ?? 0)));
  }
  return theta;
}

/** Gaussian elimination with pivoting. */
function solve(matrix: readonly Vector[], right: Vector): Vector {
  const rows = matrix.map((row, i) => [...row, right[i] ?? 0]);
  rows.forEach((_, column) => {
    const pivot = rows.slice(column).reduce((best, row, i, tail) => {
      const better = Math.abs(row[column] ?? 0) > Math.abs(tail[best]?.[column] ?? 0);
      return better ? i : best;
    }, 0);
    const [chosen] = rows.splice(column + pivot, 1) as [Vector];
    rows.splice(column, 0, chosen);
    rows.forEach((row, i) => {
      if (i === column) return;
      const factor = (row[column] ?? 0) / (chosen[column] ?? 1);
      row.forEach((value, k) => (row[k] = value - factor * (chosen[k] ?? 0)));
    });
  });
  return rows.map((row, i) => (row.at(-1) ?? 0) / (row[i] ?? 1));
}

export function dot(a: Vector, b: Vector): number {
  return a.reduce((total, value, i) => total + value * (b[i] ?? 0), 0);
}
