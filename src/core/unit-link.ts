/** Where a unit of a passage leads: to what it refers to, or to what overrides it. */
export interface UnitLink {
  /** The place that it refers to, the definition of a term in it, or the text that overrides it. */
  readonly relation: 'reference' | 'definition' | 'override';
  /** Indexes into the passages, and of the unit within one. */
  readonly from: { readonly passage: number; readonly unit: number };
  readonly to: { readonly passage: number; readonly units: readonly number[] };
  /** Of an override: nothing of the unit is left. */
  readonly whole: boolean;
  /** The words that refer or override, as they stand. */
  readonly words: string;
}
