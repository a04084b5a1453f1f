import { FootnoteError } from '../core/errors.ts';

/**
 * Scales a vector to length 1; a zero vector stays zero.
 * @throws INVALID_VECTOR for a value that is not finite
 */
export function toUnitLength(vector: Float32Array): Float32Array {
  let squares = 0;
  for (const value of vector) squares += value * value;
  if (!Number.isFinite(squares)) {
    throw new FootnoteError('INVALID_VECTOR', { dimensions: vector.length });
  }
  const length = Math.sqrt(squares);
  return length === 0 ? vector : vector.map((value) => value / length);
}
