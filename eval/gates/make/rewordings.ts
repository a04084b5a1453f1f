import { substitutions, type Rewording } from './rewording.ts';
import { lowerFirst, pick, replaceOne, shuffle } from './text.ts';
import { VALUE_FORMS } from './value-forms.ts';

const BOUNDS = substitutions(
  [
    [/\b(?:at least|not less than|no less than)\b/i, 'a minimum of'],
    [/\b(?:at most|not more than|no more than)\b/i, 'a maximum of'],
    [/\bup to (?=\d|EUR|€)/i, 'at most '],
    [/\bnot later than\b/i, 'no later than'],
    [/\bmore than(?= (?:EUR )?\d)/, 'over'],
    [/\b(?:less|fewer) than(?= (?:EUR )?\d)/, 'under'],
    [/\bnot exceed\b/i, 'not be more than'],
  ],
  1,
);

const PLURAL_SUBJECT = /\b(?:You|you|We|we|They|they)$/;
const SINGULAR_SUBJECT = /\b(?:[Tt]he|[Aa]n?|[Ee]ach|[Nn]o|[Tt]his|[Ee]very) \p{L}+(?<!s)$/u;

/** In the form that its subject wants; null where the word before it does not tell. */
function agreeing(singular: string, plural: string): (match: RegExpExecArray) => string | null {
  return (match) => {
    const before = match.input.slice(0, match.index).trimEnd();
    if (PLURAL_SUBJECT.test(before)) return plural;
    return SINGULAR_SUBJECT.test(before) ? singular : null;
  };
}

const MODALS: readonly (readonly [RegExp, (match: RegExpExecArray) => string | null])[] = [
  [/\b(?:must|shall|may) not\b/, agreeing('is not allowed to', 'are not allowed to')],
  [/\bcannot\b/, agreeing('is not able to', 'are not able to')],
  [/\bneed not\b/, agreeing('does not have to', 'do not have to')],
  [/\b(?:must|shall)(?! not| never)\b/, agreeing('has to', 'have to')],
  [/\b(?:must|shall)(?! not| never)\b/, agreeing('is required to', 'are required to')],
  [
    /(?<=\b(?:You|you|We|we|customer|tenant|consumer|landlord|employee|keeper|party|member) )may(?! not)\b/,
    agreeing('is allowed to', 'are allowed to'),
  ],
  [/\bmay(?! not)\b/, () => 'can'],
  [/\b(?:may|must|shall) not\b/, () => 'cannot'],
  [/\bcan(?! not)(?=\s)/, agreeing('is able to', 'are able to')],
];

const OTHER_MODAL: Rewording = (sentence, random) => {
  for (const [pattern, words] of shuffle(MODALS, random)) {
    const reworded = replaceOne(sentence, pattern, random, words);
    if (reworded !== null) return reworded;
  }
  return null;
};

const CONTRACTIONS = substitutions([
  [/\bcannot\b/, "can't"],
  [/\bdo not\b/, "don't"],
  [/\bdoes not\b/, "doesn't"],
  [/\bis not\b/, "isn't"],
  [/\bare not\b/, "aren't"],
  [/\bwill not\b/, "won't"],
  [/\bwas not\b/, "wasn't"],
  [/\bhas not\b/, "hasn't"],
  [/\bhave not\b/, "haven't"],
  [/\bmust not\b/, "mustn't"],
  [/\bYou are\b/, "You're"],
  [/\byou are\b/, "you're"],
  [/\bWe will\b/, "We'll"],
  [/\bwe will\b/, "we'll"],
]);

const SYNONYMS = substitutions(
  [
    [/\bfree of charge\b|\bat no cost\b/i, 'for free'],
    [/\bis free\b/, 'costs nothing'],
    [/\bbeforehand\b/, 'in advance'],
    [/\bsomebody\b/i, 'someone'],
    [/\banybody\b/i, 'anyone'],
    [/\bnobody\b/i, 'no one'],
    [/\beverybody\b/i, 'everyone'],
    [/\bbuy\b/, 'purchase'],
    [/\bbought\b/, 'purchased'],
    [/\bbegins\b/, 'starts'],
    [/\bbegan\b/, 'started'],
    [/\breceives\b/, 'gets'],
    [/\breceive\b/, 'get'],
    [/\bfor instance\b/, 'for example'],
    [/\bexcept\b(?! where| that| if| in| as)/, 'apart from'],
    [/\brepaired\b/, 'fixed'],
    [/\bprovided that\b/, 'as long as'],
    [/\bif you wish\b/, 'if you like'],
    [/\bin writing\b/, 'in written form'],
    [/\bwithout a reason\b/, 'without giving any reason'],
    [/\bonce a year\b/, 'annually'],
    [/\bevery year\b/, 'each year'],
    [/\beach(?= (?!of|other|with|for|at|to|and|in|on)\p{Ll})/u, 'every'],
    [/\btold\b/, 'informed'],
    [/\bshow\b/, 'display'],
    [/\blet you know\b/, 'inform you'],
    [/\bends\b/, 'comes to an end'],
    [/\bcosts\b/, 'is priced at'],
  ],
  2,
);

const PERSON: Rewording = (sentence) => {
  if (
    !/^(?:If you|When you|Once you|You) |, you (?:may|can|must|will|cannot|should)\b/.test(sentence)
  )
    return null;
  if (/\b(?:we|our|us|yourself|I)\b/i.test(sentence)) return null;
  // A second "you" would need a verb in another form.
  if ((sentence.match(/\byou\b/gi) ?? []).length > 1) return null;
  const named = sentence.replace(
    /\b[Yy]ou (?=may|can|must|will|cannot|should|had|have to)/,
    (you) => (you.startsWith('Y') ? 'The customer ' : 'the customer '),
  );
  if (named === sentence) return null;
  return named.replace(/\b[Yy]our\b/g, (your) => (your.startsWith('Y') ? 'Their' : 'their'));
};

const LEAD_INS = [
  'Yes, ',
  'In short, ',
  'According to the document, ',
  'According to the text, ',
  'The text says that ',
  'The document states that ',
  'As the source explains, ',
  'Please note that ',
];

const LEAD_IN: Rewording = (sentence, random) => {
  const rest = lowerFirst(sentence);
  return rest === null ? null : `${pick(LEAD_INS, random) ?? ''}${rest}`;
};

/** Truth-preserving, each by itself and one after the other. */
export const REWORDINGS = {
  ...VALUE_FORMS,
  bound: BOUNDS,
  modality: OTHER_MODAL,
  contraction: CONTRACTIONS,
  synonym: SYNONYMS,
  person: PERSON,
  'lead-in': LEAD_IN,
} as const satisfies Record<string, Rewording>;
