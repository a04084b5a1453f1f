import type { PlacedPassage } from '../../store/types.ts';

/** Units of a passage that are meant. */
export interface Place {
  readonly passage: PlacedPassage;
  readonly units: readonly number[];
}
