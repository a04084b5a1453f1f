import { holdsValue } from './value.ts';

/** An edit as the data have it: one stretch of a sentence, before and after. */
export interface Edit {
  readonly old_sentence: string;
  readonly old_value: string;
  readonly new_value: string;
  /** `number`, `date`, `email`, `money`, `name` or `wording`. */
  readonly kind: string;
  /** The sentence without the value: what is asked. */
  readonly cloze: string;
}

/** A value that an edit replaced, and the question that asks for it. */
export interface Fact {
  readonly documentBefore: string;
  /** Another id when the edit renamed the document. */
  readonly documentAfter: string;
  readonly question: string;
  readonly oldSentence: string;
  readonly oldValue: string;
  readonly newValue: string;
  /** Position in its list, from 0: even ones are of split "tune", odd ones of split "report". */
  readonly position: number;
}

/** In UTF-16 code units, inclusive. */
const SENTENCE_LENGTH = { min: 40, max: 450 };
/** What names a part of a document, right before its number. */
const SECTION =
  /(?:section|article|clause|paragraph|guideline|part|appendix|annex|schedule|§)s?\s*$/i;
const BARE_NUMBER = /^\d[\d.]*$/;

/**
 * Whether the edit can be judged without doubt: it changes more than wording, its sentence is neither a
 * scrap nor a page, its value is no section's number and stands in the old text, the new value stands in
 * the new one, and the old value nowhere in it, so that who still shows it shows what is gone.
 */
export function isStrict(edit: Edit, oldText: string, newText: string): boolean {
  const { kind, old_sentence: sentence, old_value: oldValue, new_value: newValue } = edit;
  return (
    kind !== 'wording' &&
    sentence.length >= SENTENCE_LENGTH.min &&
    sentence.length <= SENTENCE_LENGTH.max &&
    !isSectionNumber(sentence, oldValue) &&
    holdsValue(oldText, oldValue) &&
    holdsValue(newText, newValue) &&
    !holdsValue(newText, oldValue)
  );
}

function isSectionNumber(sentence: string, value: string): boolean {
  return BARE_NUMBER.test(value) && SECTION.test(sentence.slice(0, sentence.indexOf(value)));
}

/** @param position of the edit in its list, from 0 */
export function toFact(
  edit: Edit,
  documents: Pick<Fact, 'documentBefore' | 'documentAfter'>,
  position: number,
): Fact {
  return {
    ...documents,
    question: edit.cloze,
    oldSentence: edit.old_sentence,
    oldValue: edit.old_value,
    newValue: edit.new_value,
    position,
  };
}

/** Each fact once, however often its row stands in the data: the first of them. */
export function distinctFacts(facts: readonly Fact[]): Fact[] {
  const seen = new Set<string>();
  return facts.filter(({ documentBefore, documentAfter, question, oldValue, newValue }) => {
    const key = JSON.stringify([documentBefore, documentAfter, question, oldValue, newValue]);
    const first = !seen.has(key);
    seen.add(key);
    return first;
  });
}
