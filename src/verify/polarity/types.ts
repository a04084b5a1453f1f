import type { Modal } from './cues.ts';

/** A word that denies, and the words next to it that it is about. */
export interface Denial {
  readonly focus: readonly string[];
  /** "Not", "no", "without" and the like; else a word that holds its denial within ("unpaid", "refuse"). */
  readonly plain: boolean;
  /** "Except", "unless": denies of a part what is said of the whole. */
  readonly exceptive: boolean;
}

/** A stretch of a sentence, by cues: its words, and what denies, allows or obliges among them. */
export interface Clause {
  /** Content words by concept, with their weight. */
  readonly words: ReadonlyMap<string, number>;
  readonly denials: readonly Denial[];
  /** Narrowed down: "only", "until". What it says may be put as a denial of the rest. */
  readonly restricted: boolean;
  /** Narrowed down by "only" or the like. */
  readonly narrowed: boolean;
  /** Widened by "also" or the like. */
  readonly widened: boolean;
  /** Words that can stand for a denial: "stays", "few". */
  readonly hedges: ReadonlySet<string>;
  /** Words that turn a denial round: "before", "at least". */
  readonly turners: ReadonlySet<string>;
  readonly modals: ReadonlySet<Modal>;
  /** exception: "except …", "unless …"; condition: "if …", "when …"; aside: "which …", "although …". */
  readonly kind: 'main' | 'condition' | 'exception' | 'aside';
  /** Which statement of the text it belongs to: what is said, with its conditions and exceptions. */
  readonly statement: number;
  /** Which sentence of the text. */
  readonly sentence: number;
  /** Has a verb, as far as the cues tell. */
  readonly finite: boolean;
}
