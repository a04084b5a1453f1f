/** Where the gates draw their lines. Calibrated by `npm run eval -- gates`. */
export interface Thresholds {
  /** Least that a quote's content words hold, in bytes of UTF-8. */
  readonly minQuoteBytes: number;
  /** Least share of a claim's weight of words that its quotes must hold, 0 to 1. */
  readonly minCoverage: number;
  /** Most weight of words in one run that were added to what the quotes say: a rare word weighs 1. */
  readonly maxUncoveredRun: number;
}

export const THRESHOLDS: Thresholds = {
  minQuoteBytes: 3,
  minCoverage: 0.1,
  maxUncoveredRun: 1.6,
};
