import type { FilterCondition } from '../../core/model.ts';
import type { RecordOfScope } from '../../store/types.ts';

/** A record of a catalogue: something that can be recommended. */
export interface Title extends RecordOfScope {
  readonly name: string;
}

/** What a field of a record must be; null = the record must not state it. */
export interface FieldTest {
  readonly field: string;
  readonly is: FilterCondition | null;
}

/** Something that each title must meet, with the words of the question that say so. */
export interface TitleCondition {
  readonly words: string;
  /** Met when one of these is: "Danish" is a language or a country. */
  readonly anyOf: readonly FieldTest[];
  /** The title must meet none of them: "no horror". */
  readonly exclude: boolean;
}

export interface TitleOrder {
  readonly field: string;
  readonly direction: 'ascending' | 'descending';
}

/** A question for titles, as it was read. */
export interface TitleRequest {
  /** The day that "this month" was said on, YYYY-MM-DD. */
  readonly day: string;
  readonly conditions: readonly TitleCondition[];
  /** Titles that are to be resembled: named in the question, or praised earlier. */
  readonly like: readonly LikedTitle[];
  /** Slots of titles that are not to be shown: named, or seen already. */
  readonly known: ReadonlySet<number>;
  /** What the title should be about: words, and themes of several words. */
  readonly about: readonly string[];
  /** Whether it must be about something of that; else it may. */
  readonly aboutStated: boolean;
  /** A title whose record holds all words of one of these phrases is not wanted. */
  readonly avoid: readonly string[];
  /** null = by how well they fit. */
  readonly order: TitleOrder | null;
  readonly count: number;
}

export interface LikedTitle {
  readonly title: Title;
  /** 1 = named in the question; less when it was praised earlier. */
  readonly weight: number;
}
