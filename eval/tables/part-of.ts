import { percent } from '../report.ts';

/** A count out of another, and its share: `3/4  75.0 %`. */
export function partOf(part: number, whole: number): string {
  return `${part}/${whole}  ${percent(part / whole)}`;
}
